'use client'
import type { VideoStore, WatchState } from '@dailies/core'
import { useCallback, useSyncExternalStore } from 'react'

/** Reads the state of one video, and re-renders when it changes. Sends no requests. @param id empty for no video */
export function useVideoState(store: VideoStore, id: string): WatchState {
  const subscribe = useCallback(
    (listener: () => void) => (id === '' ? noop : store.subscribe(id, listener)),
    [store, id],
  )
  return useSyncExternalStore(
    subscribe,
    () => store.getSnapshot(id),
    () => store.getServerSnapshot(id),
  )
}

const noop = (): void => {}
