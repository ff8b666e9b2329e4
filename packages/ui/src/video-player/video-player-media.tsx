import type { ComponentPropsWithoutRef } from 'react'
import { Alert, useFailureText } from '../failure'
import { VideoFrame, useContentURL } from '../video-frame'
import { parseSize } from '../format'
import { Button, part } from '../primitives'
import { usePlayerStrings } from '../strings/texts'
import { VideoPlayerDownload } from './video-player-controls'
import { useVideoPlayer } from './video-player-context'

/** Props of {@link VideoPlayerMedia}; children are tracks, since the Videos API has no captions of its own. */
export type VideoPlayerMediaProps = Omit<ComponentPropsWithoutRef<'video'>, 'src' | 'poster'>

/** The native video with its poster; a press plays and pauses. Where there is nothing to play, an honest word instead, in the same box. */
export function VideoPlayerMedia(props: VideoPlayerMediaProps) {
  const { video, source, setMedia, togglePlay } = useVideoPlayer()
  const urlOf = useContentURL(video)
  const text = usePlayerStrings()
  if (!video || source.url === undefined) return <VideoPlayerAlert />
  const film = {
    poster: urlOf('thumbnail'),
    onClick: togglePlay,
    // Chromium counts a film without controls as a stop of the Tab key and then passes it by, so a dialog that keeps the focus loses its way.
    tabIndex: -1,
    ...parseSize(video.size),
  }
  return (
    <NativeVideo
      aria-label={video.prompt ?? text('label')}
      preload="metadata"
      playsInline
      {...film}
      {...props}
      ref={setMedia}
      src={source.url}
    />
  )
}

const NativeVideo = /* @__PURE__ */ part('video', 'dl-player-media', function NativeVideo(props) {
  return props
})

/** Why nothing plays, in words, with what can be done. */
export function VideoPlayerAlert() {
  const { video, source } = useVideoPlayer()
  const text = usePlayerStrings()
  const words = useFailureText()
  const frame = { id: video?.id ?? '', size: video?.size ?? '', className: 'dl-player-empty' }
  if (source.state === 'waiting')
    return (
      <VideoFrame {...frame}>
        <div className="dl-player-alert">
          <strong>{text('waitingTitle')}</strong>
          <p className="dl-muted">{text('waitingText')}</p>
        </div>
      </VideoFrame>
    )
  const failed = video?.error ?? source.error ?? { code: source.state, message: '' }
  const said =
    source.state === 'unplayable'
      ? { title: text('unplayableTitle'), text: text('unplayableText') }
      : words(failed, { size: video?.size })
  return (
    <VideoFrame {...frame}>
      <div className="dl-player-alert" role="alert">
        <Alert {...said}>
          {(source.state === 'unplayable' || source.state === 'rejected') && (
            <Button variant="outline" onClick={source.retry}>
              {text('tryAgain')}
            </Button>
          )}
          {source.state === 'unplayable' && <VideoPlayerDownload />}
        </Alert>
      </div>
    </VideoFrame>
  )
}
