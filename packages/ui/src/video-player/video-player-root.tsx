import { useVideo } from '@dailies/core/react'
import { useMemo, useState, type ComponentPropsWithoutRef, type KeyboardEvent } from 'react'
import { classes } from '../primitives'
import { usePlayerText } from '../strings/texts'
import { mediaActions } from './media-actions'
import { useFilmSource } from './use-film-source'
import { VideoPlayerContext, type VideoPlayerContextValue } from './video-player-context'

/** Props of {@link VideoPlayerRoot}. */
export interface VideoPlayerRootProps extends Omit<ComponentPropsWithoutRef<'div'>, 'id' | 'role'> {
  /** The video's id. */
  id: string
}

/**
 * Follows one video, plays it, and gives it to its parts. `data-state` is that of the film: `waiting`, `ready`, `failed`, `expired`,
 * `unplayable` or `refused`. Keys, wherever the focus is inside: space or K plays and pauses, arrows move by a second, M is sound,
 * L repeats, F fills the screen.
 */
export function VideoPlayerRoot({ id, className, children, ...props }: VideoPlayerRootProps) {
  const { video, refresh } = useVideo(id)
  const [media, setMedia] = useState<HTMLVideoElement | null>(null)
  const source = useFilmSource(media, { video, refresh })
  const text = usePlayerText()
  const player: VideoPlayerContextValue = useMemo(
    () => ({ video, source, media, setMedia, ...mediaActions(media) }),
    [video, source, media],
  )
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    props.onKeyDown?.(event)
    const action =
      event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key]
    const isPressing = event.key === ' ' && event.target instanceof HTMLButtonElement
    if (!action || isPressing) return
    event.preventDefault()
    action(player)
  }
  const group = { role: 'group', onKeyDown }
  return (
    <VideoPlayerContext.Provider value={player}>
      <div
        aria-label={video?.prompt ?? text('label')}
        {...props}
        {...group}
        className={classes('dl dl-player', className)}
        data-state={source.state}
      >
        {children}
      </div>
    </VideoPlayerContext.Provider>
  )
}

const playPause = (player: VideoPlayerContextValue) => player.togglePlay()
const moveBy = (seconds: number) => (player: VideoPlayerContextValue) =>
  player.seek((player.media?.currentTime ?? 0) + seconds)

const keys: Record<string, (player: VideoPlayerContextValue) => void> = {
  ' ': playPause,
  k: playPause,
  m: (player) => player.toggleMute(),
  l: (player) => player.toggleLoop(),
  f: (player) => player.toggleFullscreen(),
  ArrowRight: /* @__PURE__ */ moveBy(1),
  ArrowLeft: /* @__PURE__ */ moveBy(-1),
}
