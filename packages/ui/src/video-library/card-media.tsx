import { useContext, useEffect, useRef, useState, type DragEvent, type MouseEvent, type ReactNode } from 'react'
import { setFrameDrag } from '../frames'
import {
  JobProgressBar,
  JobProgressConnection,
  JobProgressFailure,
  JobProgressFrame,
  useJobProgress,
} from '../job-progress'
import { shownFraction } from '../playback'
import { SpritesheetScrubber } from '../spritesheet-scrubber'
import { useContentURL, videoHue } from '../video-frame'
import { createCardPlayback } from './card-playback'
import { ExpiryBadge } from './expiry-badge'
import { isPlayable } from './library-query'
import { VideoLibraryContext } from './video-library-context'

/** How long a card is pointed at before its spritesheet is requested, in milliseconds: not at all if it is passed over. */
const hoverDelayMs = 100

interface CardMediaProps {
  /** Called when the picture is clicked; undefined if that does nothing. */
  onOpen?: (() => void) | undefined
  /** Called when the pointer enters. */
  onPreload?: (() => void) | undefined
  /** What lies over the picture. */
  children?: ReactNode
}

/**
 * The picture of a card: the scrubber of a video that can be played, before that the progress, else the failure. In a library
 * it plays once the pointer or the focus stays on the card, and its frame can be dragged onto a prompt.
 */
export function CardMedia({ onOpen, onPreload, children }: CardMediaProps) {
  const { video } = useJobProgress()
  const library = useContext(VideoLibraryContext)
  const media = useRef<HTMLDivElement>(null)
  const isReady = video !== undefined && isPlayable(video)
  const canPlay =
    isReady && library?.previews === true && library.openVideoId === undefined && library.compareIds.length === 0
  const { isMounted, setVideo } = useCardPlayback(media, canPlay)
  const urlOf = useContentURL(video)
  const drag = isReady && {
    draggable: true,
    onDragStart: ({ dataTransfer, currentTarget }: DragEvent<HTMLElement>) =>
      setFrameDrag(dataTransfer, { videoId: video.id, at: shownTime(currentTarget, Number(video.seconds)) }),
  }
  // For the pointer only: keyboard users have the button beneath.
  const open = onOpen && {
    'data-openable': '',
    onPointerEnter: onPreload,
    onClick: ({ target }: MouseEvent) => {
      if (!(target instanceof Element && target.closest('button, a, label, input'))) onOpen()
    },
  }
  return (
    <div ref={media} className="dl-media" {...drag} {...open}>
      {isReady ? (
        <SpritesheetScrubber
          video={video}
          data-hue={videoHue(video.id)}
          hoverDelayMs={hoverDelayMs}
          {...(library && { tabIndex: -1 })}
        >
          {isMounted && (
            <video
              ref={setVideo}
              className="dl-card-video"
              src={urlOf('video')}
              muted
              loop
              playsInline
              disablePictureInPicture
              tabIndex={-1}
              aria-hidden
            />
          )}
        </SpritesheetScrubber>
      ) : (
        <JobProgressFrame>
          <JobProgressBar />
        </JobProgressFrame>
      )}
      <JobProgressConnection />
      <JobProgressFailure />
      <ExpiryBadge video={video} />
      {children}
    </div>
  )
}

function useCardPlayback(media: { readonly current: HTMLElement | null }, canPlay: boolean) {
  const [isMounted, setMounted] = useState(false)
  const [playback] = useState(() => createCardPlayback(setMounted))
  useEffect(() => playback.allow(canPlay), [playback, canPlay])
  useEffect(() => {
    const card = media.current?.closest<HTMLElement>('.dl-card')
    return card ? playback.attach(card) : undefined
  }, [playback, media])
  return { isMounted, setVideo: playback.setVideo }
}

/** The time of the frame that a card shows: of its video while it plays, else of its scrubber. */
function shownTime(media: HTMLElement, seconds: number): number | 'first' {
  const video = media.querySelector('video')
  if (video && media.closest('[data-playing]')) return video.currentTime
  const fraction = shownFraction(media)
  return fraction === undefined ? 'first' : fraction * seconds
}
