import { useEffect, useMemo } from 'react'
import { useIsControlled } from '../primitives'
import { createMediaControl, type MediaControl } from './media-control'
import type { PlaybackOptions } from './playback-options'

/** The {@link MediaControl} of a media element, with the latest options. */
export function useMediaControl(media: HTMLVideoElement | null, options: PlaybackOptions): MediaControl {
  useIsControlled('playing', options.playing)
  useIsControlled('time', options.time)
  useIsControlled('muted', options.muted)
  useIsControlled('speed', options.speed)
  const control = useMemo(() => createMediaControl(media), [media])
  useEffect(() => control.configure(options))
  useEffect(() => control.connect(), [control])
  return control
}
