import { useEffect, useRef } from 'react'
import { allowsMotion } from '../playback'
import { useControllable } from '../primitives'
import type { CompareOptions } from './compare-options'

/** Whether the videos play. They start by themselves, unless the user or the system is against it. */
export function useComparePlaying({ playing, defaultPlaying, onPlayingChange }: CompareOptions) {
  const [isPlaying, setPlaying] = useControllable('playing', {
    value: playing,
    defaultValue: defaultPlaying ?? false,
    onChange: onPlayingChange,
  })
  const startsByItself = useRef(playing === undefined && defaultPlaying === undefined)
  useEffect(() => {
    if (startsByItself.current && allowsMotion()) setPlaying(true)
    startsByItself.current = false
  }, [setPlaying])
  return [isPlaying, setPlaying] as const
}
