import { pollDelay } from './poll-delay'
import { readRetryAfter } from './read-retry-after'
import type { Video } from './video'
import { VideoError, toVideoError } from './video-error'
import type { Videos } from './videos'
import type { Environment } from './environment'

/** How a job is looked at: not at all, until one look is answered, or again and again. */
type PollMode = 'off' | 'once' | 'on'

/** What a poll asks and whom it tells. */
export interface PollOptions {
  videos: Videos
  environment: Environment
  id: string
  known(): Video | undefined
  /** How long such a job usually takes, in milliseconds. */
  expected(video: Video): number | undefined
  /** The shortest wait between two looks, in milliseconds. */
  floor(): number
  onAnswer(video: Video): void
  onFailure(error: VideoError): void
}

/** The looks at one job. */
export interface Poll {
  /** Changes the mode. Coming from `off`, a look that is due is made at once, else the first one waits its turn. */
  set(mode: PollMode, isDue: boolean): void
  /** Gives up the look under way too. */
  close(): void
}

const answerTimeout = 30_000

/** Looks at one job, in the mode that it is set to. Stops nothing by itself: whoever is told decides. */
export function createPoll({
  videos,
  environment,
  id,
  known,
  expected,
  floor,
  onAnswer,
  onFailure,
}: PollOptions): Poll {
  let mode: PollMode = 'off'
  let failures = 0
  let looking: AbortController | undefined
  let cancelWait: (() => void) | undefined

  const stopWaiting = (): void => {
    cancelWait?.()
    cancelWait = undefined
  }

  const wait = (requestedMs: number | undefined): void => {
    stopWaiting()
    const video = known()
    const delay = pollDelay({
      elapsedMs: video ? environment.now() - video.created_at * 1_000 : 0,
      expectedMs: video && expected(video),
      failures,
      requestedMs,
      random: environment.random,
    })
    cancelWait = environment.after(Math.max(delay, floor()), () => void look())
  }

  const look = async (): Promise<void> => {
    stopWaiting()
    const controller = new AbortController()
    looking = controller
    let asked: number | undefined
    const cancelTimeout = environment.after(answerTimeout, () => controller.abort(unanswered(id)))
    try {
      const video = await videos.retrieve(id, {
        signal: controller.signal,
        onResponse: ({ headers }) => {
          asked = readRetryAfter(headers, environment.now())
        },
      })
      if (looking !== controller) return
      looking = undefined
      failures = 0
      if (mode === 'once') mode = 'off'
      onAnswer(video)
      if (mode === 'on' && !looking) wait(asked)
    } catch (cause) {
      if (looking !== controller) return
      looking = undefined
      failures += 1
      const error = toVideoError(cause)
      onFailure(error)
      if (mode !== 'off' && !looking) wait(error.retryAfter === undefined ? undefined : error.retryAfter * 1_000)
    } finally {
      cancelTimeout()
    }
  }

  return {
    set(next, isDue) {
      const isStarting = mode === 'off' && next !== 'off'
      mode = next
      // A look under way is let finish: its answer is as good as any.
      if (mode === 'off') stopWaiting()
      else if (isStarting && !looking) {
        failures = 0
        if (isDue) void look()
        else wait(undefined)
      }
    },
    close() {
      mode = 'off'
      stopWaiting()
      looking?.abort()
      looking = undefined
    },
  }
}

const unanswered = (id: string): VideoError =>
  new VideoError(`Looking at ${id} was not answered within ${answerTimeout / 1_000} s. It will be asked again.`, {
    code: 'network',
  })
