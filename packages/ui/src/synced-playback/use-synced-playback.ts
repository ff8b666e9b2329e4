import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { createSyncedPlayback, type SyncedPlayback, type SyncedState } from './synced-playback'

/** The {@link SyncedPlayback} of media elements, and its state. */
export function useSyncedPlayback(
  elements: readonly (HTMLVideoElement | null)[],
  { isPlaying, onStopped }: { isPlaying: boolean; onStopped(): void },
): SyncedState & { playback: SyncedPlayback } {
  const [playback] = useState(createSyncedPlayback)
  const members = useStableMembers(elements)
  useEffect(() => playback.onStopped(onStopped))
  useEffect(() => {
    playback.setMembers(members)
    return playback.stop
  }, [playback, members])
  useEffect(() => playback.setPlaying(isPlaying), [playback, isPlaying])
  const state = useSyncExternalStore(playback.subscribe, playback.getState, playback.getState)
  return { ...state, playback }
}

/** The mounted elements: the same array while they are the same. */
function useStableMembers(elements: readonly (HTMLVideoElement | null)[]): readonly HTMLVideoElement[] {
  const [first, second, third, fourth] = elements
  return useMemo(
    () => [first, second, third, fourth].filter((media) => media !== null && media !== undefined),
    [first, second, third, fourth],
  )
}
