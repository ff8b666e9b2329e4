import { vi } from 'vitest'

const times = new WeakMap<HTMLMediaElement, number>()

/** Plays a mocked video up to a time in seconds. */
export const playTo = (media: HTMLMediaElement, time: number): void => {
  times.set(media, time)
  media.dispatchEvent(new Event('timeupdate'))
}

/** Mocks playback: jsdom has media elements but does not play them. */
export const mockMedia = (): void => {
  const paused = new WeakMap<HTMLMediaElement, boolean>()
  const prototype = HTMLMediaElement.prototype
  vi.spyOn(prototype, 'paused', 'get').mockImplementation(function (this: HTMLMediaElement) {
    return paused.get(this) ?? true
  })
  const setPaused = (isPaused: boolean, event: string) =>
    function (this: HTMLMediaElement) {
      paused.set(this, isPaused)
      this.dispatchEvent(new Event(event))
      return Promise.resolve()
    }
  vi.spyOn(prototype, 'play').mockImplementation(setPaused(false, 'play'))
  vi.spyOn(prototype, 'pause').mockImplementation(setPaused(true, 'pause'))
  vi.spyOn(prototype, 'load').mockImplementation(() => {})
  vi.spyOn(prototype, 'readyState', 'get').mockReturnValue(HTMLMediaElement.HAVE_ENOUGH_DATA)
  vi.spyOn(prototype, 'currentTime', 'get').mockImplementation(function (this: HTMLMediaElement) {
    return times.get(this) ?? 0
  })
  vi.spyOn(prototype, 'currentTime', 'set').mockImplementation(function (this: HTMLMediaElement, time) {
    times.set(this, time)
    this.dispatchEvent(new Event('seeking'))
  })
}
