import type { ComponentPropsWithoutRef } from 'react'
import { Notice, useFailureWords } from '../failure'
import { FilmFrame, useContentURL } from '../film-frame'
import { parseSize } from '../format'
import { Button, part } from '../primitives'
import { usePlayerText } from '../strings/texts'
import { VideoPlayerDownload } from './video-player-controls'
import { useVideoPlayer } from './video-player-context'

/** Props of {@link VideoPlayerFilm}; children are tracks, since the Videos API has no captions of its own. */
export type VideoPlayerFilmProps = Omit<ComponentPropsWithoutRef<'video'>, 'src' | 'poster'>

/** The native video with its poster; a press plays and pauses. Where there is nothing to play, an honest word instead, in the same box. */
export function VideoPlayerFilm(props: VideoPlayerFilmProps) {
  const { video, source, setMedia, togglePlay } = useVideoPlayer()
  const urlOf = useContentURL(video)
  const text = usePlayerText()
  if (!video || source.url === undefined) return <VideoPlayerNotice />
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

const NativeVideo = /* @__PURE__ */ part('video', 'dl-player-film', function NativeVideo(props) {
  return props
})

/** Why nothing plays, in words, with what can be done. */
export function VideoPlayerNotice() {
  const { video, source } = useVideoPlayer()
  const text = usePlayerText()
  const words = useFailureWords()
  const frame = { id: video?.id ?? '', size: video?.size ?? '', className: 'dl-player-empty' }
  if (source.state === 'waiting')
    return (
      <FilmFrame {...frame}>
        <div className="dl-player-notice">
          <strong>{text('waitingTitle')}</strong>
          <p className="dl-muted">{text('waitingText')}</p>
        </div>
      </FilmFrame>
    )
  const failed = video?.error ?? source.error ?? { code: source.state, message: '' }
  const said =
    source.state === 'unplayable'
      ? { title: text('unplayableTitle'), text: text('unplayableText') }
      : words(failed, { size: video?.size })
  return (
    <FilmFrame {...frame}>
      <div className="dl-player-notice" role="alert">
        <Notice {...said}>
          {(source.state === 'unplayable' || source.state === 'refused') && (
            <Button look="outline" onClick={source.retry}>
              {text('tryAgain')}
            </Button>
          )}
          {source.state === 'unplayable' && <VideoPlayerDownload />}
        </Notice>
      </div>
    </FilmFrame>
  )
}
