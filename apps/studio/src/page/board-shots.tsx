import { Storyboard, useStoryboardTarget } from '@dailies/ui/storyboard'
import { useEffect } from 'react'
import type { NewShot } from './board'

// Outside the component, which is unmounted when the storyboard is folded up.
let added = 0

/** The storyboard, to which each new shot is added once. */
export function BoardShots({ newShot }: { newShot: NewShot | undefined }) {
  const { available, add } = useStoryboardTarget()
  useEffect(() => {
    if (!available || newShot === undefined || newShot.number <= added) return
    added = newShot.number
    add(newShot.videoId)
  }, [available, add, newShot])
  return <Storyboard />
}
