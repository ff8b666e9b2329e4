/** A media element reported an error, or nothing arrives any more. */
export class MediaFailure extends Error {
  constructor(
    message: string,
    /** A connection that ended or stalled, rather than a file that cannot be played. */
    readonly isConnection: boolean,
  ) {
    super(message)
  }
}

// Without one more byte of the file.
const stallTimeoutMs = 30_000

/**
 * Waits for an event of a media element.
 *
 * @throws MediaFailure; the signal's reason if it is aborted
 */
export function mediaEvent(
  video: HTMLVideoElement,
  event: 'loadedmetadata' | 'seeked',
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let stall: ReturnType<typeof setTimeout>
    const finish = (settle: () => void): void => {
      clearTimeout(stall)
      video.removeEventListener(event, onEvent)
      video.removeEventListener('progress', onProgress)
      video.removeEventListener('error', onError)
      signal?.removeEventListener('abort', onAbort)
      settle()
    }
    const onEvent = (): void => finish(resolve)
    const onError = (): void =>
      finish(() => {
        const { code, message } = video.error ?? { code: 0, message: '' }
        reject(new MediaFailure(message || 'The video cannot be played.', code === MediaError.MEDIA_ERR_NETWORK))
      })
    const onAbort = (): void => finish(() => reject(signal?.reason))
    const onProgress = (): void => {
      clearTimeout(stall)
      stall = setTimeout(
        () => finish(() => reject(new MediaFailure('No more of the file arrives.', true))),
        stallTimeoutMs,
      )
    }
    if (signal?.aborted) return reject(signal.reason)
    onProgress()
    video.addEventListener(event, onEvent)
    video.addEventListener('progress', onProgress)
    video.addEventListener('error', onError)
    signal?.addEventListener('abort', onAbort)
  })
}
