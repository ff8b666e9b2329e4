import { listen } from '../primitives'
import { alignTime, correctedRate, isAtEnd, isReady, leaderOf } from './alignment'

/** What a group of media elements does. The same object while nothing changes. */
export interface SyncedState {
  /** The longest video, which all others follow; null while none can be played. */
  leader: HTMLVideoElement | null
  /** Whether it would play, but waits for a video that is loading. */
  isWaiting: boolean
}

/** Plays several media elements as one. */
export interface SyncedPlayback {
  /** Sets what is called if the browser or the user stops a video, or the browser requires a user gesture. */
  onStopped(handler: () => void): void
  /** Replaces the elements of the group. */
  setMembers(members: readonly HTMLVideoElement[]): void
  /** Plays the group in a loop, or pauses it. */
  setPlaying(isPlaying: boolean): void
  /** Seeks all of them; as soon as one can be played, if there is none yet. */
  seek(time: number): void
  getState(): SyncedState
  subscribe(listener: () => void): () => void
  /** Stops all of them. The group can be used again. */
  stop(): void
}

// Videos drift apart by a few milliseconds in 20 seconds, but a busy machine may start them a frame apart.
const correctEveryMs = 100
// A file that loads slowly stops the others no longer than this. It joins them when it has loaded.
const maxWaitMs = 3_000

const events = ['loadedmetadata', 'canplay', 'seeked', 'ended', 'play', 'playing', 'error', 'emptied'] as const

/** One with `preload="none"` loads nothing until it is played, and nothing plays until all have loaded. */
const startLoading = (media: HTMLVideoElement) => {
  if (media.preload !== 'none' || media.readyState > HTMLMediaElement.HAVE_NOTHING) return
  media.preload = 'auto'
  media.load()
}

/**
 * Keeps media elements at the same time: they start together, wait for one another, and follow the longest of them.
 * A shorter one shows its last frame until all start again.
 */
export function createSyncedPlayback(): SyncedPlayback {
  let reportStopped = () => {}
  let members: readonly HTMLVideoElement[] = []
  let state: SyncedState = { leader: null, isWaiting: false }
  let isPlaying = false
  let nextTime: number | undefined
  let waitsUntil: number | undefined
  let stopListening = () => {}
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  // Elements that this module has paused: another `pause` event is the browser's or the user's.
  const pausedByUs = new WeakSet<HTMLVideoElement>()

  const setState = (next: SyncedState) => {
    if (next.leader === state.leader && next.isWaiting === state.isWaiting) return
    state = next
    for (const listener of listeners) listener()
  }
  const pause = (media: HTMLVideoElement) => {
    pausedByUs.add(media)
    if (!media.paused) media.pause()
  }
  const play = (media: HTMLVideoElement) => {
    pausedByUs.delete(media)
    if (!media.paused) return
    media.play().catch((error: unknown) => {
      if (isPlaying && error instanceof DOMException && error.name === 'NotAllowedError') reportStopped()
    })
  }
  const seekAll = (playable: readonly HTMLVideoElement[], time: number) => {
    for (const media of playable) {
      pause(media)
      media.playbackRate = 1
      media.currentTime = alignTime(media, time)
    }
  }
  /** Whether a video that is loading stops the group. */
  const mustWait = (isLoading: boolean): boolean => {
    if (!isLoading) waitsUntil = undefined
    else waitsUntil ??= performance.now() + maxWaitMs
    return waitsUntil !== undefined && performance.now() < waitsUntil
  }

  const update = () => {
    const playable = members.filter(({ readyState, error }) => readyState >= HTMLMediaElement.HAVE_METADATA && !error)
    const leader = leaderOf(playable)
    if (!leader) {
      setState({ leader: null, isWaiting: false })
      return
    }
    const isSeeking = playable.some(({ seeking }) => seeking)
    const hasEnded = isPlaying && leader.ended && !isSeeking
    if (nextTime !== undefined || hasEnded) {
      const time = nextTime ?? 0
      nextTime = undefined
      seekAll(playable, time)
    }
    // One that has no metadata yet is waited for as well, unless it cannot be loaded.
    const isLoading = members.some((media) => !media.error && !isReady(media))
    const isWaiting = isPlaying && mustWait(isLoading)
    setState({ leader, isWaiting: isWaiting && !isSeeking })
    if (!isPlaying || isWaiting) {
      playable.forEach(pause)
      return
    }
    for (const media of playable) follow(media, leader)
  }

  const follow = (media: HTMLVideoElement, leader: HTMLVideoElement) => {
    if (!isReady(media)) return pause(media)
    const rate = media === leader || leader.paused ? 1 : correctedRate(media, leader)
    if (rate === undefined) {
      pause(media)
      media.currentTime = alignTime(media, leader.currentTime)
      return undefined
    }
    if (media.playbackRate !== rate) media.playbackRate = rate
    if (!isAtEnd(media)) play(media)
    return undefined
  }

  const seek = (time: number) => {
    nextTime = time
    update()
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
    stopListening()
    stopListening = () => {}
    members.forEach(pause)
  }

  return {
    onStopped: (handler) => void (reportStopped = handler),
    setMembers(next) {
      stop()
      members = next
      if (isPlaying) next.forEach(startLoading)
      const stops = next.map((media) => {
        media.loop = false
        const onPause = () => {
          // It plays again if we paused it only for a moment: the event comes later than the call.
          if (isPlaying && media.paused && !media.ended && !pausedByUs.has(media)) reportStopped()
        }
        return listen(media, { ...Object.fromEntries(events.map((event) => [event, update])), pause: onPause })
      })
      stopListening = () => stops.forEach((stopOne) => stopOne())
      timer = setInterval(update, correctEveryMs)
      update()
    },
    setPlaying(next) {
      if (next === isPlaying) return
      isPlaying = next
      if (next) members.forEach(startLoading)
      update()
      // The still frames are of the same time.
      if (!next && state.leader && nextTime === undefined) seek(state.leader.currentTime)
    },
    seek,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop,
  }
}
