import { listen } from '../primitives'
import { shownFraction, startPreview } from '../playback'

/** How long a card is pointed at, or has the focus, before it plays, in milliseconds. */
const dwellMs = 250

/** The playback of one card: it plays where the pointer stays, and makes way for the scrubber while it moves. */
export interface CardPlayback {
  /** Starts to listen on the card; returns the function that ends it. */
  attach(card: HTMLElement): () => void
  /** Takes the video that was rendered, or null before it is removed. */
  setVideo(video: HTMLVideoElement | null): void
  /** Sets whether the card may play; it stops if not. */
  allow(mayPlay: boolean): void
}

/**
 * Creates the playback of one card. Nothing is requested before the pointer or the focus has stayed.
 *
 * @param setMounted renders the video, or removes it
 */
export function createCardPlayback(setMounted: (isMounted: boolean) => void): CardPlayback {
  let isAllowed = false
  let card: HTMLElement | undefined
  let video: HTMLVideoElement | null = null
  let endPreview: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = () => {
    if (!isAllowed) return
    if (!endPreview) {
      endPreview = startPreview(stop)
      if (endPreview) setMounted(true)
      return
    }
    if (video) play(video)
  }
  const play = (media: HTMLVideoElement) => {
    const start = (shownFraction(card) ?? 0) * media.duration
    if (start > 0 && Number.isFinite(start)) media.currentTime = start
    // Without permission, or after `load`.
    media.play().catch(() => {})
  }
  const arm = () => {
    clearTimeout(timer)
    timer = setTimeout(show, dwellMs)
  }
  const yieldToScrubber = () => {
    delete card?.dataset['playing']
    video?.pause()
    arm()
  }
  function stop() {
    clearTimeout(timer)
    delete card?.dataset['playing']
    endPreview?.()
    if (endPreview) setMounted(false)
    endPreview = undefined
  }

  return {
    attach(element) {
      card = element
      const byPointer = (listener: (event: PointerEvent) => void) => (event: Event) => {
        // A touch scrubs, and ends before a card would play.
        if (event instanceof PointerEvent && event.pointerType !== 'touch') listener(event)
      }
      const listeners: Record<string, (event: Event) => void> = {
        pointerenter: byPointer(arm),
        pointermove: byPointer(
          ({ target }) => target instanceof Element && target.closest('.dl-scrubber') && yieldToScrubber(),
        ),
        pointerleave: byPointer(stop),
        focusin: ({ target }) => target instanceof Element && target.matches('[data-video]:focus-visible') && arm(),
        focusout: stop,
      }
      const end = listen(element, listeners)
      return () => {
        end()
        stop()
        card = undefined
      }
    },
    setVideo(next) {
      if (next) {
        video = next
        next.addEventListener('loadedmetadata', () => play(next), { once: true })
        next.addEventListener('playing', () => {
          if (card) card.dataset['playing'] = ''
        })
        next.addEventListener('error', stop, { once: true })
      } else if (video) {
        // An element without a document goes on loading until it is collected.
        video.removeAttribute('src')
        video.load()
        video = null
      }
    },
    allow(mayPlay) {
      isAllowed = mayPlay
      if (!mayPlay) stop()
    },
  }
}
