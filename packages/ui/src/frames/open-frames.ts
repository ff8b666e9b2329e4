import { VideoError } from '@dailies/core'
import type { FrameTime } from './capture-frame'
import { mediaEvent, MediaFailure } from './media-event'
import { nextPresentation } from './next-presentation'

/** A video from which frames are read. */
interface Frames {
  /** Shows a frame. @returns its time in seconds */
  seek(at: FrameTime): Promise<number>
  /** The shown frame. */
  toPNG(): Promise<Blob>
  /** Releases the decoder and the connection. */
  close(): void
}

// Where a duration is not known, a seek beyond the end finds it.
const beyondTheEnd = 1_000_000
// A time that was rounded to milliseconds still means the frame that begins there.
const roundingSeconds = 0.001

/**
 * Opens a video for its frames, without a place in the page.
 *
 * @throws MediaFailure if the file is not reached, not with CORS, or no video that this browser plays: it does not say which
 */
export async function openFrames(url: string, signal: AbortSignal | undefined): Promise<Frames> {
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.preload = 'auto'
  const close = () => {
    // Otherwise the browser continues to download the video of an element that is no longer referenced.
    video.removeAttribute('src')
    video.load()
  }
  try {
    const presented = nextPresentation(video)
    await load(video, url, signal)
    // The presentation of the frame at the start must not be taken for that of a seek.
    await presented
    if (!isSeekable(video)) throw new MediaFailure('The server of the file has no Range requests.', true)
  } catch (error) {
    close()
    throw error
  }
  return {
    async seek(at) {
      const end = Number.isFinite(video.duration) ? video.duration : beyondTheEnd
      const presented = nextPresentation(video)
      const seeked = mediaEvent(video, 'seeked', signal)
      video.currentTime = at === 'first' ? 0 : at === 'last' ? end : clamp(at, end)
      await seeked.catch(toVideoError)
      return (await presented) ?? video.currentTime
    },
    toPNG: () => toPNG(video),
    close,
  }
}

/** Loads a video with CORS, without which its pixels cannot be read. */
async function load(video: HTMLVideoElement, url: string, signal: AbortSignal | undefined): Promise<void> {
  const loadAs = async (crossOrigin: 'anonymous' | 'use-credentials') => {
    const loaded = mediaEvent(video, 'loadedmetadata', signal)
    video.crossOrigin = crossOrigin
    video.src = url
    await loaded
  }
  try {
    await loadAs('anonymous')
  } catch (error) {
    const isOtherOrigin = new URL(url, document.baseURI).origin !== location.origin
    if (!isOtherOrigin || signal?.aborted) throw error
    // Another origin may want the cookie of the user. Not at first, because a public bucket rejects credentials.
    await loadAs('use-credentials')
  }
}

// Where the server has no Range requests, Chromium resolves every seek at the start.
const isSeekable = ({ seekable, duration }: HTMLVideoElement): boolean =>
  duration === 0 || (seekable.length > 0 && seekable.end(seekable.length - 1) > 0)

const clamp = (seconds: number, end: number): number => Math.min(Math.max(0, seconds) + roundingSeconds, end)

const toVideoError = (cause: unknown): never => {
  if (!(cause instanceof MediaFailure)) throw cause
  throw cause.isConnection
    ? new VideoError('The frame was not loaded: the connection ended. Try again.', { code: 'network', cause })
    : new VideoError('The frame cannot be decoded: the file is damaged there. Choose another frame.', {
        code: 'unsupported',
        cause,
      })
}

async function toPNG(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  // A 4K frame takes 33 MB until the canvas is collected.
  canvas.width = 0
  if (!blob) throw new VideoError('The frame is too large for this browser to encode.', { code: 'unsupported' })
  return blob
}
