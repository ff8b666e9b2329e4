import { pollDelay } from './poll-delay'
import { parseRetryAfter } from './parse-retry-after'
import type { Video } from './video'
import { VideoError, toVideoError } from './video-error'
import type { VideosApi } from './videos'
import type { Environment } from './environment'

/** `off`: no polling. `once`: poll until one request has succeeded. `on`: poll repeatedly. */
export type PollMode = 'off' | 'once' | 'on'

/** Options of polling one job. */
export interface PollOptions {
  client: VideosApi
  environment: Environment
  id: string
  /** The current state of the video, if known. */
  current(): Video | undefined
  /** Expected run time of the job, in milliseconds; undefined if unknown. */
  expectedMs(video: Video): number | undefined
  /** Minimum delay between two polls, in milliseconds. */
  minDelayMs(): number
  /** @param requestedAt when the poll was sent, in Unix milliseconds */
  onVideo(video: Video, requestedAt: number): void
  onError(error: VideoError): void
}

/** Polling of one job. */
export interface Poll {
  /**
   * Changes the mode. When it changes from `off`, the first poll waits for the poll delay.
   *
   * @param options.immediate sends the first poll without a delay
   */
  setMode(mode: PollMode, options?: { immediate: boolean }): void
  /** Stops polling and aborts the pending request. */
  close(): void
}

const requestTimeoutMs = 30_000

/** Polls one job in the given mode. It never stops on its own: `onVideo` and `onError` decide whether to continue. */
export function createPoll({
  client,
  environment,
  id,
  current,
  expectedMs,
  minDelayMs,
  onVideo,
  onError,
}: PollOptions): Poll {
  let mode: PollMode = 'off'
  let failures = 0
  let pendingRequest: AbortController | undefined
  let cancelTimer: (() => void) | undefined

  const clearTimer = (): void => {
    cancelTimer?.()
    cancelTimer = undefined
  }

  const schedule = (requestedMs: number | undefined): void => {
    clearTimer()
    const video = current()
    const delay = pollDelay({
      elapsedMs: video ? elapsedMs(video, environment.now()) : 0,
      expectedMs: video && expectedMs(video),
      failures,
      requestedMs,
      random: environment.random,
    })
    cancelTimer = environment.setTimer(Math.max(delay, minDelayMs()), () => void poll())
  }

  const poll = async (): Promise<void> => {
    clearTimer()
    const controller = new AbortController()
    pendingRequest = controller
    const requestedAt = environment.now()
    let requestedMs: number | undefined
    const cancelTimeout = environment.setTimer(requestTimeoutMs, () => controller.abort(pollTimeoutError(id)))
    try {
      const video = await client.retrieve(id, {
        signal: controller.signal,
        onResponse: ({ headers }) => {
          requestedMs = parseRetryAfter(headers, environment.now())
        },
      })
      if (pendingRequest !== controller) return
      pendingRequest = undefined
      failures = 0
      if (mode === 'once') mode = 'off'
      onVideo(video, requestedAt)
      if (mode === 'on' && !pendingRequest) schedule(requestedMs)
    } catch (cause) {
      if (pendingRequest !== controller) return
      pendingRequest = undefined
      failures += 1
      const error = toVideoError(cause)
      onError(error)
      if (mode !== 'off' && !pendingRequest)
        schedule(error.retryAfter === undefined ? undefined : error.retryAfter * 1_000)
    } finally {
      cancelTimeout()
    }
  }

  return {
    setMode(next, options) {
      const isStarting = mode === 'off' && next !== 'off'
      mode = next
      // A pending request is not aborted: its response is still useful.
      if (mode === 'off') clearTimer()
      else if (isStarting && !pendingRequest) {
        failures = 0
        if (options?.immediate) void poll()
        else schedule(undefined)
      }
    },
    close() {
      mode = 'off'
      clearTimer()
      pendingRequest?.abort()
      pendingRequest = undefined
    },
  }
}

const pollTimeoutError = (id: string): VideoError =>
  new VideoError(`Polling ${id} got no response within ${requestTimeoutMs / 1_000} s. It will be retried.`, {
    code: 'network',
  })

/** How long a job has been in progress, in milliseconds; without a Dailies server, how long ago it was created. */
function elapsedMs({ status, created_at: createdAt, assets }: Video, now: number): number {
  if (assets && status === 'queued') return 0
  return now - (assets?.started?.at ?? createdAt) * 1_000
}
