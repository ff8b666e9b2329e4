import { useRemoveVideo } from '@dailies/core/react'
import type { VideoError } from '@dailies/core'
import { useEffect, useMemo } from 'react'
import { listen } from '../primitives'
import { createHeldRemovals, type HeldRemovals } from './held-removals'

const undoFor = 6_000

/** Removals held back for six seconds; sent at once, in a way that outlives the page, when it is left. */
export function useHeldRemovals(): { removals: HeldRemovals; error: VideoError | undefined } {
  const { remove, error } = useRemoveVideo()
  const removals = useMemo(() => createHeldRemovals(remove, undoFor), [remove])
  useEffect(() => {
    const leave = () => removals.send({ keepalive: true })
    const end = listen(window, { pagehide: leave })
    return () => {
      end()
      leave()
    }
  }, [removals])
  return { removals, error }
}
