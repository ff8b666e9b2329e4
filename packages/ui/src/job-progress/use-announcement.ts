import { useState } from 'react'

/** The announcement for a change of state; empty for the initial state, which is not a change. */
export function useAnnouncement<State extends string>(
  state: State | undefined,
  describe: (state: State) => string,
): string {
  const [previous, setPrevious] = useState({ state, message: '' })
  if (state === previous.state) return previous.message
  const isChange = previous.state !== undefined && state !== undefined
  const next = { state, message: isChange ? describe(state) : '' }
  setPrevious(next)
  return next.message
}
