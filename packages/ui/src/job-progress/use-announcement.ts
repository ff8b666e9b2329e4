import { useState } from 'react'

/** Words for a change of state; nothing for the state in which it was first seen, which is no news. */
export function useAnnouncement<State extends string>(
  state: State | undefined,
  words: (state: State) => string,
): string {
  const [received, setHeard] = useState({ state, spoken: '' })
  if (state === received.state) return received.spoken
  const isNews = received.state !== undefined && state !== undefined
  const next = { state, spoken: isNews ? words(state) : '' }
  setHeard(next)
  return next.spoken
}
