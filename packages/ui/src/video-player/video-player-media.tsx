import type { SyntheticEvent } from 'react'
import { Alert, useFailureText } from '../failure'
import { useContentURL, videoFrameProps } from '../video-frame'
import { parseSize } from '../format'
import { Button, mergeProps, part, type WithoutAsChild } from '../primitives'
import { usePlayerStrings } from '../strings/texts'
import { VideoPlayerDownload } from './video-player-controls'
import { useVideoPlayer } from '../playback'

/** Props that VideoPlayerMedia sets itself. */
export interface VideoPlayerMediaOwnProps extends WithoutAsChild {
  /** Set by the root. */
  src?: never
  /** Set by the root. */
  poster?: never
}

/**
 * The native `<video>` element, with the thumbnail as its poster until the first frame is loaded. A click plays and pauses. If there is nothing to play, it renders a
 * {@link VideoPlayerAlert} in a box of the same size. Children are `<track>` elements, since the Videos API has no
 * captions.
 */
export const VideoPlayerMedia = /* @__PURE__ */ part<'video', VideoPlayerMediaOwnProps>(
  'video',
  'dl-player-media',
  function VideoPlayerMedia(props) {
    const { video, source, setMedia, togglePlay, isDisabled } = useVideoPlayer()
    const urlOf = useContentURL(video)
    const t = usePlayerStrings()
    if (!video || source.url === undefined) return { render: () => <VideoPlayerAlert /> }
    return mergeProps(
      {
        ref: setMedia,
        src: source.url,
        poster: urlOf('thumbnail'),
        onLoadedData: showFirstFrame,
        'aria-label': video.prompt ?? t('label'),
        preload: 'metadata',
        playsInline: true,
        onClick: () => isDisabled || togglePlay(),
        // Chromium counts a video without controls as tabbable, but the Tab key skips it, which breaks the focus trap
        // of a dialog.
        tabIndex: -1,
        ...parseSize(video.size),
      },
      props,
    )
  },
)

/**
 * Replaces the poster by the first frame: the thumbnail can be of any moment of the video, and the clock says 0:00. A seek
 * ends the poster (HTML, "show poster flag"); Chromium shows nothing if the attribute is removed instead.
 */
const showFirstFrame = ({ currentTarget }: SyntheticEvent<HTMLVideoElement>) => {
  const { currentTime } = currentTarget
  currentTarget.currentTime = currentTime
}

/** Why the video cannot be played, with a retry button or a download link where they help. */
export const VideoPlayerAlert = /* @__PURE__ */ part(
  'div',
  'dl-video-frame dl-player-empty',
  function VideoPlayerAlert(props) {
    const { video } = useVideoPlayer()
    return mergeProps(videoFrameProps({ id: video?.id ?? '', size: video?.size ?? '' }, <Reason />), props)
  },
)

function Reason() {
  const { video, source } = useVideoPlayer()
  const t = usePlayerStrings()
  const describeFailure = useFailureText()
  if (source.state === 'waiting')
    return (
      <div className="dl-player-alert">
        <strong>{t('waitingTitle')}</strong>
        <p className="dl-muted">{t('waitingText')}</p>
      </div>
    )
  const failure = video?.error ?? source.error ?? { code: source.state, message: '' }
  const { title, text } =
    source.state === 'unplayable'
      ? { title: t('unplayableTitle'), text: t('unplayableText') }
      : describeFailure(failure, { size: video?.size, job: video?.error })
  return (
    <div className="dl-player-alert" role="alert">
      <Alert title={title} text={text}>
        {(source.state === 'unplayable' || source.state === 'rejected') && (
          <Button variant="outline" onClick={source.retry}>
            {t('tryAgain')}
          </Button>
        )}
        {source.state === 'unplayable' && <VideoPlayerDownload />}
      </Alert>
    </div>
  )
}
