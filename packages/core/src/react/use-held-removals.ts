'use client'
import { useEffect, useMemo } from 'react'
import { createHeldRemovals } from './held-removals'
import type { HeldRemovals } from './held-removals'
import { useRemoveVideo } from './use-remove-video'

const undoFor = 6_000

/** Removals held back for six seconds; sent at once, in a way that outlives the page, when it is left. */
export function useHeldRemovals(): HeldRemovals {
  const { remove } = useRemoveVideo()
  const removals = useMemo(() => createHeldRemovals(remove, undoFor), [remove])
  useEffect(() => {
    const leave = (): void => removals.send({ keepalive: true })
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [removals])
  return removals
}
