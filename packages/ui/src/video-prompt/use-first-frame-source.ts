import { useEffect, useState } from 'react'
import { useIsControlled } from '../primitives'
import { browserStore, createControlledFirstFrames } from './first-frame-store'
import type { FirstFrameSource, FirstFrameState } from './use-first-frame'

/** A frame of a prompt: its prop, and its field in the draft. */
export interface FrameOptions {
  /** The name of the prop. */
  name: 'firstFrame' | 'lastFrame'
  value: File | null | undefined
  onChange: ((file: File | null) => void) | undefined
  /** Whether the image must have the pixels of the video. */
  isExact: boolean
  /** The key in the draft; empty for none. */
  key: string
  setKey(key: string): void
}

/** A frame of a prompt: the file that its user controls, else the one that is kept in this browser. */
export function useFrameSource({ name, value, onChange, isExact, key, setKey }: FrameOptions): FirstFrameSource {
  const isControlled = useIsControlled(name, value)
  const [controlled] = useState(createControlledFirstFrames)
  return {
    key: value === undefined ? key : controlled.keyOf(value),
    store: isControlled ? controlled : browserStore,
    isExact,
    onChange(key, file) {
      if (!isControlled) setKey(key)
      else if (file) controlled.add(key, file)
      onChange?.(file)
    },
  }
}

/** Selects the default image of a frame, once the server is known and unless the draft had one before. */
export function useDefaultFrame(file: File | null | undefined, { select }: FirstFrameState, isNeeded: boolean): void {
  const selected = isNeeded ? file : null
  useEffect(() => {
    if (selected) void select(selected, { crops: false })
  }, [selected, select])
}
