import type { VideosClient } from '@dailies/core'
import { useVideosClient } from '@dailies/core/react'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { StoryboardShot } from './shot'

type AddShots = (shots: readonly Omit<StoryboardShot, 'id'>[]) => void

/** A Storyboard elsewhere on the page. Without one, its function does nothing. */
export interface StoryboardTarget {
  /** Whether the page has that storyboard. */
  available: boolean
  /**
   * Adds a video as its last shot, or several in their order.
   *
   * @param range the part of each, in seconds; all of it without one
   */
  add(videoIds: string | readonly string[], range?: Pick<StoryboardShot, 'start' | 'end'>): void
}

interface Targets {
  mounted: Map<string, AddShots>
  listeners: Set<() => void>
}

const targets = new WeakMap<VideosClient, Targets>()

/** The storyboards that use a client: those of its `VideosProvider`. */
const targetsOf = (client: VideosClient): Targets => {
  const existing = targets.get(client) ?? { mounted: new Map(), listeners: new Set() }
  targets.set(client, existing)
  return existing
}

const notify = ({ listeners }: Targets): void => {
  for (const listener of listeners) listener()
}

/**
 * Hook that returns the Storyboard of the page with that name, for an action such as "Add to storyboard".
 *
 * @param name the `name` of the storyboard
 * @example
 * const storyboard = useStoryboardTarget()
 * return storyboard.available && <button onClick={() => storyboard.add(video.id)}>Add to storyboard</button>
 */
export function useStoryboardTarget(name = 'storyboard'): StoryboardTarget {
  const all = targetsOf(useVideosClient())
  const subscribe = useMemo(
    () => (listener: () => void) => {
      all.listeners.add(listener)
      return () => all.listeners.delete(listener)
    },
    [all],
  )
  const available = useSyncExternalStore(
    subscribe,
    () => all.mounted.has(name),
    () => false,
  )
  return useMemo(
    () => ({
      available,
      add: (videoIds, range) =>
        all.mounted.get(name)?.([videoIds].flat().map((videoId: string) => Object.assign({ videoId }, range))),
    }),
    [all, name, available],
  )
}

/** Makes a mounted storyboard known to {@link useStoryboardTarget}. */
export function useMountStoryboard(name: string, add: AddShots): void {
  const all = targetsOf(useVideosClient())
  const latest = useRef(add)
  useEffect(() => {
    latest.current = add
  })
  useEffect(() => {
    const own: AddShots = (shots) => latest.current(shots)
    all.mounted.set(name, own)
    notify(all)
    return () => {
      if (all.mounted.get(name) === own) all.mounted.delete(name)
      notify(all)
    }
  }, [all, name])
}
