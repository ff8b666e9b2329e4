import type { VideoError } from '@dailies/core'
import { useVideo } from '@dailies/core/react'
import { useMemo, useState, type ComponentPropsWithoutRef, type KeyboardEvent, type ReactElement } from 'react'
import { useOnError } from '../failure'
import { mergeProps, part, splitProps, type AsChild } from '../primitives'
import { usePlayerStrings } from '../strings/texts'
import { mediaActions } from './media-actions'
import { playbackOptionNames, type PlaybackOptions } from './playback-options'
import { pressKey } from '../playback'
import { useMediaControl } from './use-media-control'
import { usePlayerSource } from '../playback'
import { VideoPlayerContext } from '../playback'

/** Props of {@link VideoPlayerRoot}, in addition to those of the element. */
export interface VideoPlayerRootOwnProps extends PlaybackOptions {
  /** The video's id. */
  id: string
  /** Whether the controls and keys do nothing. @default false */
  disabled?: boolean | undefined
  /** Called if a request failed: of the video, or of its file. */
  onError?: ((error: VideoError) => void) | undefined
}

/** Props of {@link VideoPlayerRoot}. */
export interface VideoPlayerRootProps
  extends VideoPlayerRootOwnProps, AsChild, Omit<ComponentPropsWithoutRef<'div'>, keyof VideoPlayerRootOwnProps> {}

/**
 * The root of a video player: loads one video, keeps it up to date and provides it to its parts. `data-state` is the
 * {@link PlayerState}: `waiting`, `ready`, `failed`, `expired`, `unplayable` or `rejected`.
 *
 * Keyboard shortcuts while the focus is inside: Space or K plays and pauses, the arrow keys seek by a second in the
 * direction of the seek bar, comma and full stop step by a frame while it is paused, M mutes, L loops, F is full
 * screen.
 */
export const VideoPlayerRoot = /* @__PURE__ */ part<'div', VideoPlayerRootOwnProps>(
  'div',
  'dl dl-player',
  function VideoPlayerRoot({ id, disabled: isDisabled = false, onError, ...rest }) {
    const [options, props] = splitProps<PlaybackOptions, typeof rest>(playbackOptionNames, rest)
    const { video, error, refresh } = useVideo(id)
    const [media, setMedia] = useState<HTMLVideoElement | null>(null)
    const source = usePlayerSource(media, { video, refresh })
    const control = useMediaControl(media, options)
    useOnError(error, onError)
    useOnError(source.error, onError)
    const player = useMemo(
      () => ({ video, source, media, setMedia, isDisabled, ...mediaActions(media, control) }),
      [video, source, media, isDisabled, control],
    )
    const t = usePlayerStrings()
    return mergeProps(
      {
        role: 'group',
        'aria-label': video?.prompt ?? t('label'),
        'data-state': source.state,
        'data-disabled': isDisabled ? '' : undefined,
        onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => pressKey(player, event),
        render: (element: ReactElement) => (
          <VideoPlayerContext.Provider value={player}>{element}</VideoPlayerContext.Provider>
        ),
      },
      props,
    )
  },
)
