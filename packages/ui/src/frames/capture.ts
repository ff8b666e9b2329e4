import { VideoError, type Video, type VideosClient } from '@dailies/core'
import { holdConnection } from '../playback'
import type { CaptureFrameOptions } from './capture-frame'
import { nameOfFrame } from './frame-name'
import { MediaFailure } from './media-event'
import { openFrames } from './open-frames'

// One decoder and one connection at a time, however many frames are wanted at once.
let queue: Promise<unknown> = Promise.resolve()

/** Captures one frame, see `captureFrame`. */
export function capture(options: CaptureFrameOptions): Promise<File> {
  const { signal } = options
  const captured = queue.then(() => {
    signal?.throwIfAborted()
    const endConnection = holdConnection()
    return captureNow(options).finally(endConnection)
  })
  queue = captured.catch(() => {})
  return signal ? abortable(captured, signal) : captured
}

async function captureNow({ client, video, at, signal }: CaptureFrameOptions): Promise<File> {
  assertHasFrames(video)
  let failure: unknown
  for (const open of sourcesOf(client, video)) {
    const { url, release } = await open(signal)
    try {
      const frames = await openFrames(url, signal)
      try {
        const seconds = await frames.seek(at)
        return new File([await frames.toPNG()], nameOfFrame(video, seconds), { type: 'image/png' })
      } finally {
        frames.close()
      }
    } catch (error) {
      if (!(error instanceof MediaFailure)) throw error
      failure = error
    } finally {
      release?.()
    }
  }
  throw new VideoError(
    'No frame can be captured: this browser does not play the video, or the page may not read it. Use signedURLs or allow blob: in media-src, or upload an image.',
    {
      code: 'unsupported',
      cause: failure,
    },
  )
}

interface FrameSource {
  url: string
  release?: () => void
}

/**
 * The ways to a file whose pixels the page may read, the cheapest first: where players load it; through the server, if that
 * redirects to a bucket without CORS; and as a whole with the headers of the client, which `<video>` cannot send.
 */
const sourcesOf = (
  client: VideosClient,
  video: Video,
): ((signal: AbortSignal | undefined) => FrameSource | Promise<FrameSource>)[] => [
  () => ({ url: client.contentURL(video) }),
  () => ({ url: client.contentURL(video, 'video', { redirect: false }) }),
  async (signal) => {
    const response = await client.content(video.id, 'video', { redirect: false, ...(signal && { signal }) })
    const url = URL.createObjectURL(await response.blob())
    return { url, release: () => URL.revokeObjectURL(url) }
  },
]

function assertHasFrames({ status, assets }: Video): void {
  if (status === 'failed') throw new VideoError('This video failed, so it has no frames.', { code: 'not_found' })
  if (status !== 'completed')
    throw new VideoError('This video has no frames until it is completed. Try again then.', { code: 'not_ready' })
  if (assets?.video.state === 'expired')
    throw new VideoError('The file of this video has expired, so it has no frames. Create the video again.', {
      code: 'expired',
    })
}

/** Rejects at once when it is aborted, also while other captures are before it. */
const abortable = <Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort)
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
