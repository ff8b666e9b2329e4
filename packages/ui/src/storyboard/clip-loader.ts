import { holdConnection } from '../playback'
import type { Clip } from './timeline'

/** Loads clips into media elements. */
export interface ClipLoader {
  /** Loads the file of a clip unless the element has it, and seeks to a time of the file. */
  load(media: HTMLVideoElement, clip: Clip, time: number, preload: 'auto' | 'metadata'): void
  /** Loads the file again, at the same time. */
  reload(media: HTMLVideoElement, clip: Clip): void
  /** Whether the element has the file of this clip. */
  has(media: HTMLVideoElement, clip: Clip): boolean
  /** Whether the element has any file. */
  isLoaded(media: HTMLVideoElement): boolean
  /** Releases the file and its decoder. */
  unload(media: HTMLVideoElement): void
}

// A seek within a hundredth of a frame shows the same frame, and costs a decode.
const sameTime = 0.0004

/** Keeps which file each element has, and where in it the element was sent. */
export function createClipLoader(): ClipLoader {
  const loaded = new WeakMap<HTMLVideoElement, { url: string; time: number; endConnection(): void }>()
  const setLoaded = (media: HTMLVideoElement, url: string, time: number) => {
    const { endConnection } = loaded.get(media) ?? { endConnection: holdConnection() }
    loaded.set(media, { url, time, endConnection })
  }

  const seek = (media: HTMLVideoElement, time: number) => {
    // Before the metadata has loaded, this is where playback starts.
    if (Math.abs(media.currentTime - time) > sameTime || media.readyState === 0) media.currentTime = time
  }
  return {
    load(media, { url }, time, preload) {
      if (media.preload !== preload && media.preload !== 'auto') media.preload = preload
      if (loaded.get(media)?.url !== url) media.src = url
      setLoaded(media, url, time)
      seek(media, time)
    },
    reload(media, { url }) {
      const { time = 0 } = loaded.get(media) ?? {}
      if (media.getAttribute('src') === url) media.load()
      else media.src = url
      setLoaded(media, url, time)
      seek(media, time)
    },
    has: (media, { url }) => loaded.get(media)?.url === url,
    isLoaded: (media) => loaded.has(media),
    unload(media) {
      loaded.get(media)?.endConnection()
      loaded.delete(media)
      media.removeAttribute('src')
      media.load()
    },
  }
}

/** Whether an element has decoded the frame that it was sent to. */
export const isReadyToShow = (media: HTMLVideoElement): boolean =>
  !media.seeking && media.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA
