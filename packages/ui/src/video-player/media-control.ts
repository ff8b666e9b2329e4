import { listen } from '../primitives'
import type { PlaybackOptions } from './playback-options'

/**
 * Applies the playback options of a player to its media element and reports changes of the element, which is the source
 * of truth: it also changes by media keys, at its end, and if the browser refuses to play.
 */
export interface MediaControl {
  /** Replaces the options, and applies controlled values that changed. */
  configure(options: PlaybackOptions): void
  /** Applies the defaults and reports changes. @returns a function that stops reporting */
  connect(): () => void
  /** What a control requests. A controlled value only changes with its prop. */
  setPlaying(playing: boolean): void
  setMuted(muted: boolean): void
  setTime(time: number): void
  setSpeed(speed: number): void
}

// A slow page may render a reported time after the next one was reported.
const maxPendingTimes = 8

export function createMediaControl(media: HTMLVideoElement | null): MediaControl {
  let options: PlaybackOptions = {}
  let wasPlaying = false
  let wasMuted = false
  let lastSpeed = 1
  // Reported times that have not come back by the prop yet, the newest last.
  let pendingTimes: number[] = []

  const play = () => {
    media?.play().catch((error: unknown) => {
      // The video stays paused, and the play button stays visible.
      const isRejected = error instanceof DOMException && error.name === 'NotAllowedError'
      if (isRejected && options.playing) options.onPlayingChange?.(false)
    })
  }
  const follow = (time: number) => {
    const index = pendingTimes.indexOf(time)
    pendingTimes = pendingTimes.slice(index + 1)
    if (index === -1 && media) media.currentTime = time
  }
  const reportPlaying = () => {
    const isPlaying = !media?.paused
    const isKnown = isPlaying === (options.playing ?? wasPlaying)
    wasPlaying = isPlaying
    if (!isKnown) options.onPlayingChange?.(isPlaying)
  }
  const reportMuted = () => {
    const isMuted = media?.muted ?? false
    const isKnown = isMuted === (options.muted ?? wasMuted)
    wasMuted = isMuted
    if (!isKnown) options.onMutedChange?.(isMuted)
  }
  const reportSpeed = () => {
    const speed = media?.playbackRate ?? 1
    const isKnown = speed === (options.speed ?? lastSpeed)
    lastSpeed = speed
    if (!isKnown) options.onSpeedChange?.(speed)
  }
  const reportTime = () => {
    const time = media?.currentTime ?? 0
    if (time === options.time || time === pendingTimes.at(-1)) return
    pendingTimes = [...pendingTimes, time].slice(-maxPendingTimes)
    options.onTimeChange?.(time)
  }

  return {
    configure(next) {
      const { time } = options
      options = next
      if (!media) return
      if (next.muted !== undefined && media.muted !== next.muted) media.muted = next.muted
      if (next.speed !== undefined) setSpeedOf(media, next.speed)
      if (next.time !== undefined && next.time !== time) follow(next.time)
      if (next.playing === false && !media.paused) media.pause()
      if (next.playing === true && media.paused) play()
    },
    connect() {
      if (!media) return () => {}
      const { playing, defaultPlaying, time, defaultTime = 0, muted, defaultMuted, speed, defaultSpeed } = options
      if (muted === undefined && defaultMuted !== undefined) media.muted = defaultMuted
      if (speed === undefined && defaultSpeed !== undefined) setSpeedOf(media, defaultSpeed)
      // Before the metadata has loaded, this is where playback will start.
      if (time === undefined && defaultTime > 0) media.currentTime = defaultTime
      wasPlaying = !media.paused
      wasMuted = media.muted
      lastSpeed = media.playbackRate
      const disconnect = listen(media, {
        play: reportPlaying,
        pause: reportPlaying,
        volumechange: reportMuted,
        ratechange: reportSpeed,
        timeupdate: reportTime,
        seeking: reportTime,
      })
      if (playing === undefined && defaultPlaying) play()
      return disconnect
    },
    setPlaying(isPlaying) {
      if (options.playing !== undefined) options.onPlayingChange?.(isPlaying)
      else if (isPlaying) play()
      else media?.pause()
    },
    setMuted(isMuted) {
      if (options.muted !== undefined) options.onMutedChange?.(isMuted)
      else if (media) media.muted = isMuted
    },
    setSpeed(speed) {
      if (options.speed !== undefined) options.onSpeedChange?.(speed)
      else if (media) setSpeedOf(media, speed)
    },
    setTime(time) {
      if (!media || media.readyState < HTMLMediaElement.HAVE_METADATA) return
      const position = Math.min(Math.max(time, 0), media.duration || time)
      if (options.time !== undefined) options.onTimeChange?.(position)
      else media.currentTime = position
    },
  }
}

/** The default rate too: the element returns to it each time that it loads a file. */
const setSpeedOf = (media: HTMLVideoElement, speed: number) => {
  if (media.playbackRate !== speed) media.playbackRate = speed
  media.defaultPlaybackRate = speed
}
