import type { ComponentPropsWithoutRef } from 'react'
import { Alert, useFailureText } from '../failure'
import { VideoFrame, useContentURL } from '../video-frame'
import { parseSize } from '../format'
import { Button, part } from '../primitives'
import { usePlayerStrings } from '../strings/texts'
import { VideoPlayerDownload } from './video-player-controls'
import { useVideoPlayer } from './video-player-context'

/** Props of {@link VideoPlayerMedia}. Children are `<track>` elements, since the Videos API has no captions. */
export type VideoPlayerMediaProps = Omit<ComponentPropsWithoutRef<'video'>, 'src' | 'poster'>

/**
 * The native `<video>` element with its poster. A click plays and pauses. If there is nothing to play, it renders a
 * {@link VideoPlayerAlert} in a box of the same size.
 */
export function VideoPlayerMedia(props: VideoPlayerMediaProps) {
  const { video, source, setMedia, togglePlay } = useVideoPlayer()
  const urlOf = useContentURL(video)
  const t = usePlayerStrings()
  if (!video || source.url === undefined) return <VideoPlayerAlert />
  const mediaProps = {
    poster: urlOf('thumbnail'),
    onClick: togglePlay,
    // Chromium counts a video without controls as tabbable, but the Tab key skips it, which breaks the focus trap of
    // a dialog.
    tabIndex: -1,
    ...parseSize(video.size),
  }
  return (
    <NativeVideo
      aria-label={video.prompt ?? t('label')}
      preload="metadata"
      playsInline
      {...mediaProps}
      {...props}
      ref={setMedia}
      src={source.url}
    />
  )
}

const NativeVideo = /* @__PURE__ */ part('video', 'dl-player-media', function NativeVideo(props) {
  return props
})

/** Why the video cannot be played, with a retry button or a download link where they help. */
export function VideoPlayerAlert() {
  const { video, source } = useVideoPlayer()
  const t = usePlayerStrings()
  const describeFailure = useFailureText()
  const frame = { id: video?.id ?? '', size: video?.size ?? '', className: 'dl-player-empty' }
  if (source.state === 'waiting')
    return (
      <VideoFrame {...frame}>
        <div className="dl-player-alert">
          <strong>{t('waitingTitle')}</strong>
          <p className="dl-muted">{t('waitingText')}</p>
        </div>
      </VideoFrame>
    )
  const failure = video?.error ?? source.error ?? { code: source.state, message: '' }
  const message =
    source.state === 'unplayable'
      ? { title: t('unplayableTitle'), text: t('unplayableText') }
      : describeFailure(failure, { size: video?.size })
  return (
    <VideoFrame {...frame}>
      <div className="dl-player-alert" role="alert">
        <Alert {...message}>
          {(source.state === 'unplayable' || source.state === 'rejected') && (
            <Button variant="outline" onClick={source.retry}>
              {t('tryAgain')}
            </Button>
          )}
          {source.state === 'unplayable' && <VideoPlayerDownload />}
        </Alert>
      </div>
    </VideoFrame>
  )
}
