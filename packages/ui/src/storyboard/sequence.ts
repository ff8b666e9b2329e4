import { listen } from '../primitives'
import { createClipLoader, isReadyToShow } from './clip-loader'
import { lengthOf, locate, startOf, totalOf, type Clip, type ClipPosition } from './timeline'

/** What a sequence does. The same object while nothing changes. */
export interface SequenceState {
  /** The id of the clip on the screen; undefined without clips. */
  clipId: string | undefined
  /** The element on the screen; null until both are mounted. */
  media: HTMLVideoElement | null
  /** Whether it would play, but waits for a file. */
  isWaiting: boolean
}

/** What a sequence calls. */
export interface SequenceHandlers {
  /** It ended, or the browser or the user stopped it, or the browser requires a user gesture. */
  onStopped(): void
  /** The file of a clip cannot be loaded. */
  onFailed(clip: Clip): void
}

/** Plays clips of several files as one. */
export interface Sequence {
  setHandlers(handlers: SequenceHandlers): void
  /** The two elements, which lie on top of one another. `data-front` marks the one on the screen. */
  setElements(elements: readonly [HTMLVideoElement, HTMLVideoElement] | undefined): void
  /** Replaces the clips. The one on the screen stays if it is still among them. */
  setClips(clips: readonly Clip[]): void
  setPlaying(isPlaying: boolean): void
  /** Seeks to a time of all clips in a row, in seconds. */
  seek(time: number): void
  /** Shows a time of the file of one clip, which may be outside the clip. */
  show(clipId: string, fileTime: number): void
  /** Loads the file of a clip again. */
  reload(clipId: string): void
  /** The time in all clips in a row, in seconds. */
  getTime(): number
  getState(): SequenceState
  /** Calls the listener when the state changes. */
  subscribe(listener: () => void): () => void
  /** Calls the listener when the time changes: with each frame of the page during playback. */
  subscribeTime(listener: () => void): () => void
}

interface Target extends ClipPosition {
  media: HTMLVideoElement
}

// A change of the page is on the screen one of its frames later, when the video below would already show the next picture.
const lookAhead = 0.024

const events = ['loadeddata', 'canplay', 'seeked', 'ended', 'timeupdate', 'emptied', 'waiting', 'playing'] as const

/**
 * Plays clips through two elements: while one plays, the other has loaded the next clip and shows its first frame below.
 * At the cut they change places in one step, so that no frame is empty. A clip that is not ready is waited for with the
 * last frame on the screen.
 */
export function createSequence(): Sequence {
  let handlers: SequenceHandlers = { onStopped() {}, onFailed() {} }
  let clips: readonly Clip[] = []
  let elements: readonly [HTMLVideoElement, HTMLVideoElement] | undefined
  let front: HTMLVideoElement | undefined
  let index = 0
  /** Where to go as soon as the frame there is loaded. */
  let target: Target | undefined
  let isPlaying = false
  let state: SequenceState = { clipId: undefined, media: null, isWaiting: false }
  let stopListening = () => {}
  let frame = 0
  const listeners = new Set<() => void>()
  const timeListeners = new Set<() => void>()
  const loader = createClipLoader()
  // Elements that this module has paused: another `pause` event is the browser's or the user's.
  const pausedByUs = new WeakSet<HTMLVideoElement>()

  const publish = () => {
    const isWaiting =
      isPlaying && (target !== undefined || (front !== undefined && !front.seeking && front.readyState < 3))
    const next = { clipId: clips[target?.index ?? index]?.id, media: front ?? null, isWaiting }
    const isSame = next.clipId === state.clipId && next.media === state.media && next.isWaiting === state.isWaiting
    if (!isSame) {
      state = next
      for (const listener of listeners) listener()
    }
    for (const listener of timeListeners) listener()
  }
  const pause = (media: HTMLVideoElement | undefined) => {
    if (!media) return
    pausedByUs.add(media)
    if (!media.paused) media.pause()
  }
  const play = (media: HTMLVideoElement) => {
    pausedByUs.delete(media)
    if (!media.paused) return
    media.play().catch((error: unknown) => {
      const isRejected = error instanceof DOMException && error.name === 'NotAllowedError'
      if (isPlaying && isRejected && media === front) handlers.onStopped()
    })
  }
  const backOf = () => elements?.find((media) => media !== front)

  /** Loads the clip after the one on the screen, so that it is ready at the cut. */
  const prepareNext = () => {
    const [next, back] = [clips[index + 1], backOf()]
    if (!next || !back || target) return
    loader.load(back, next, next.start, isPlaying ? 'auto' : 'metadata')
  }
  const goTo = ({ index: at, offset }: ClipPosition) => {
    const clip = clips[at]
    if (!clip || !elements) return
    front ??= elements[0]
    const back = backOf()
    // The element on the screen seeks in its own file; for another file the last frame stays until it has loaded.
    const media = loader.has(front, clip) || !loader.isLoaded(front) || !back ? front : back
    loader.load(media, clip, clip.start + offset, isPlaying ? 'auto' : 'metadata')
    target = { index: at, offset, media }
    update()
  }
  const showTarget = ({ media, index: at }: Target) => {
    const previous = front
    target = undefined
    index = at
    front = media
    if (isPlaying) play(media)
    for (const element of elements ?? []) element.toggleAttribute('data-front', element === media)
    if (previous !== media) pause(previous)
    prepareNext()
  }
  const isAtEnd = (media: HTMLVideoElement, { end, isToEnd }: Clip) =>
    media.ended || (!isToEnd && !media.seeking && media.currentTime >= end - lookAhead)

  /** At the end of the clip on the screen. */
  const advance = (media: HTMLVideoElement) => {
    const [next, back] = [clips[index + 1], backOf()]
    pause(media)
    if (!next || !back) {
      isPlaying = false
      handlers.onStopped()
      return
    }
    loader.load(back, next, next.start, 'auto')
    target = { index: index + 1, offset: 0, media: back }
    if (isReadyToShow(back)) showTarget(target)
  }
  const update = () => {
    if (target && isReadyToShow(target.media)) showTarget(target)
    const clip = clips[index]
    if (front && clip && isPlaying && !target && isAtEnd(front, clip)) advance(front)
    // An element may have to play before it loads its file, as on an iPhone.
    if (front && isPlaying && (!target || target.media === front)) play(front)
    else pause(front)
    schedule()
    publish()
  }
  const schedule = () => {
    cancelAnimationFrame(frame)
    if (isPlaying && elements) frame = requestAnimationFrame(update)
  }

  const timeOf = (): number => {
    if (target) return startOf(clips, target.index) + target.offset
    const clip = clips[index]
    if (!clip || !front) return 0
    const played = Math.min(Math.max(front.currentTime - clip.start, 0), lengthOf(clip))
    return startOf(clips, index) + played
  }
  const onError = (media: HTMLVideoElement) => {
    const clip = clips.find((each) => loader.has(media, each))
    if (clip && media.error) handlers.onFailed(clip)
  }

  return {
    setHandlers: (next) => void (handlers = next),
    setElements(next) {
      stopListening()
      cancelAnimationFrame(frame)
      for (const media of elements ?? []) loader.unload(media)
      elements = next
      front = target = undefined
      const stops = (next ?? []).map((media) =>
        listen(media, {
          ...Object.fromEntries(events.map((event) => [event, update])),
          error: () => onError(media),
          pause() {
            const isOurs = pausedByUs.has(media) || media.ended || !media.paused
            if (isPlaying && media === front && !isOurs) handlers.onStopped()
          },
        }),
      )
      stopListening = () => stops.forEach((stop) => stop())
      if (next) goTo({ index: Math.min(index, clips.length - 1), offset: 0 })
      publish()
    },
    setClips(next) {
      const current = clips[target?.index ?? index]
      const offset = target?.offset ?? (current && front ? front.currentTime - current.start : 0)
      const kept = next.findIndex(({ id }) => id === current?.id)
      const [before, after] = [current, next[kept]]
      clips = next
      if (kept >= 0 && before?.url === after?.url && before?.start === after?.start) {
        index = kept
        if (target) target = { ...target, index: kept }
        else prepareNext()
        update()
      } else if (next.length > 0) {
        target = undefined
        index = kept >= 0 ? kept : Math.min(index, next.length - 1)
        const clip = next[index]
        const movedBy = (before?.start ?? 0) - (clip?.start ?? 0)
        const time = kept >= 0 && clip ? Math.min(Math.max(0, offset + movedBy), lengthOf(clip)) : 0
        goTo({ index, offset: time })
      } else {
        for (const media of elements ?? []) loader.unload(media)
        front?.removeAttribute('data-front')
        target = front = undefined
        index = 0
        update()
      }
    },
    setPlaying(next) {
      if (next === isPlaying) return
      isPlaying = next
      const clip = clips.at(-1)
      const isOver = front && clip && index === clips.length - 1 && isAtEnd(front, clip)
      if (next && isOver && !target) goTo({ index: 0, offset: 0 })
      else if (next) prepareNext()
      update()
    },
    seek: (time) => goTo(locate(clips, Math.min(Math.max(time, 0), totalOf(clips)))),
    show(clipId, fileTime) {
      const at = clips.findIndex(({ id }) => id === clipId)
      const clip = clips[at]
      if (clip) goTo({ index: at, offset: fileTime - clip.start })
    },
    reload(clipId) {
      const clip = clips.find(({ id }) => id === clipId)
      const media = clip && elements?.find((element) => loader.has(element, clip))
      if (clip && media) loader.reload(media, clip)
      update()
    },
    getTime: timeOf,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeTime(listener) {
      timeListeners.add(listener)
      return () => timeListeners.delete(listener)
    },
  }
}
