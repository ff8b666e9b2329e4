import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { createSequence, type Sequence, type SequenceHandlers, type SequenceState } from './sequence'
import type { Clip } from './timeline'

/** The {@link Sequence} of a storyboard, and its state. */
export interface SequenceOfShots extends SequenceState {
  sequence: Sequence
  /** Refs of the two media elements. */
  setFirst(media: HTMLVideoElement | null): void
  setSecond(media: HTMLVideoElement | null): void
}

/** Plays the clips while `isPlaying` is true. */
export function useSequence(
  clips: readonly Clip[],
  { isPlaying, ...handlers }: SequenceHandlers & { isPlaying: boolean },
): SequenceOfShots {
  const [sequence] = useState(createSequence)
  const [first, setFirst] = useState<HTMLVideoElement | null>(null)
  const [second, setSecond] = useState<HTMLVideoElement | null>(null)
  useEffect(() => sequence.setHandlers(handlers))
  useEffect(() => sequence.setClips(clips), [sequence, clips])
  useEffect(() => {
    sequence.setElements(first && second ? [first, second] : undefined)
    return () => sequence.setElements(undefined)
  }, [sequence, first, second])
  useEffect(() => sequence.setPlaying(isPlaying), [sequence, isPlaying])
  const state = useSyncExternalStore(sequence.subscribe, sequence.getState, sequence.getState)
  return { ...state, sequence, setFirst, setSecond }
}

/** A value of the time of a sequence, in seconds. The component renders again when the value changes. */
export function useSequenceTime<Value>(sequence: Sequence, read: (time: number) => Value): Value {
  const get = useCallback(() => read(sequence.getTime()), [sequence, read])
  return useSyncExternalStore(sequence.subscribeTime, get, () => read(0))
}
