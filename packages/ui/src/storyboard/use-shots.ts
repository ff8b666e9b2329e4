import { createIdempotencyKey } from '@dailies/core/internal'
import { useDraft } from '@dailies/core/react'
import { useCallback, useMemo, useState } from 'react'
import { useControllableStore } from '../primitives'
import { insertShot, moveShot, trimShot, type ShotEdge, type StoryboardShot } from './shot'
import type { StoryboardOptions } from './storyboard-options'

/** The shots of a storyboard and what changes them. */
export interface ShotEdits {
  /** Adds a shot. @param at its index; at the end without it */
  add(shot: Omit<StoryboardShot, 'id'>, at?: number): void
  /** Adds several shots at the end. */
  addAll(shots: readonly Omit<StoryboardShot, 'id'>[]): void
  /** Moves a shot. @param to its index afterwards */
  move(id: string, to: number): void
  /** Moves one end of a shot to a time of its video, in seconds. @param seconds the length of the video */
  trim(id: string, edge: ShotEdge, time: number, seconds: number): void
  /** Removes a shot. */
  remove(id: string): void
  /** Brings the last removed shot back. */
  undoRemove(): void
}

interface Removed {
  shot: StoryboardShot
  at: number
}

const noShots: readonly StoryboardShot[] = []

/** The shots: controlled, or kept for this viewer as drafts are. */
export function useShots(options: StoryboardOptions) {
  const { name = 'storyboard', value, defaultValue = noShots, onValueChange } = options
  const { draft, setDraft } = useDraft(`storyboard:${name}`, defaultValue)
  const [shots, setShots] = useControllableStore('value', { value, onChange: onValueChange }, [draft, setDraft])
  const [removed, setRemoved] = useState<Removed>()
  const edits = useMemo(
    (): Omit<ShotEdits, 'remove' | 'undoRemove'> => ({
      add: (shot, at) =>
        setShots((shots) => insertShot(shots, { ...shot, id: createIdempotencyKey() }, at ?? shots.length)),
      addAll: (added) =>
        setShots((shots) => [...shots, ...added.map((shot) => ({ ...shot, id: createIdempotencyKey() }))]),
      move: (id, to) => setShots((shots) => moveShot(shots, id, to)),
      trim: (id, edge, time, seconds) =>
        setShots((shots) => shots.map((shot) => (shot.id === id ? trimShot(shot, edge, time, seconds) : shot))),
    }),
    [setShots],
  )
  const remove = useCallback(
    (id: string) => {
      const at = shots.findIndex((shot) => shot.id === id)
      const shot = shots[at]
      if (!shot) return
      setRemoved({ shot, at })
      setShots((shots) => shots.filter((each) => each.id !== id))
    },
    [shots, setShots],
  )
  const undoRemove = useCallback(() => {
    if (removed) setShots((shots) => insertShot(shots, removed.shot, removed.at))
    setRemoved(undefined)
  }, [removed, setShots])
  return {
    shots,
    removed: removed?.shot,
    edits: useMemo(() => ({ ...edits, remove, undoRemove }), [edits, remove, undoRemove]),
  }
}
