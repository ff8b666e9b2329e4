import { advance } from './advance'
import { pollDelay } from './poll-delay'
import { readWait } from './read-wait'
import type { Video } from './video'
import { isSettled } from './video'
import { VideoError, isVideoError } from './video-error'
import type { Videos } from './videos'
import type { World } from './world'

/**
 * Whether the job can still be heard, apart from what was last heard of it. `live`: changes arrive by event. `polling`: it is
 * looked at now and then. `retrying`: the last look went unanswered, another follows. `offline`: the browser has no network.
 * `closed`: nobody looks any more, since the job settled or an error ended the watch.
 */
export type Link = 'live' | 'polling' | 'retrying' | 'offline' | 'closed'

/** A job as it is watched: what was last heard, and whether more can be heard. */
export interface Watched {
  video: Video | undefined
  link: Link
  /** Why the link is `retrying`, or why it closed before the job settled. */
  error: VideoError | undefined
}

/** How one job is polled. */
export interface PollVideoOptions {
  world: World
  /** What is known already; the first look then waits its turn. */
  known?: Video | undefined
  /** What such a job usually takes, in seconds. */
  expected?: ((video: Video) => number | undefined) | undefined
  /** When to give up, in Unix milliseconds. */
  deadline: number
}

/** A job being polled. */
export interface Poll {
  /** Looks at once, whatever the wait. */
  look(): void
  stop(): void
}

const answerTimeout = 30_000

/** Looks at one job until it settles, is refused, or the deadline passes; rests while the page is hidden or offline. */
export function pollVideo(
  videos: Videos,
  id: string,
  tell: (watched: Watched) => void,
  { world, known, expected, deadline }: PollVideoOptions,
): Poll {
  let failures = 0
  let isStopped = false
  let looking: AbortController | undefined
  let cancelWait = (): void => {}

  const stop = (): void => {
    isStopped = true
    rest()
    stopListening()
  }

  const rest = (): void => {
    cancelWait()
    looking?.abort()
    looking = undefined
  }

  const end = (error: VideoError | undefined): void => {
    stop()
    tell({ video: known, link: 'closed', error })
  }

  const wait = (asked: number | undefined): void => {
    const elapsed = known ? world.now() / 1_000 - known.created_at : 0
    const delay = pollDelay({
      elapsed,
      expected: known && expected?.(known),
      failures,
      asked,
      random: world.random,
    })
    cancelWait = world.after(Math.min(delay, Math.max(0, deadline - world.now())), look)
  }

  const look = (): void => {
    rest()
    if (isStopped || !world.isVisible()) return
    if (!world.isOnline()) return tell({ video: known, link: 'offline', error: undefined })
    if (world.now() >= deadline) return end(deadlineExceeded(id))
    const controller = new AbortController()
    looking = controller
    void ask(controller)
  }

  const ask = async (controller: AbortController): Promise<void> => {
    let asked: number | undefined
    const cancelTimeout = world.after(answerTimeout, () => controller.abort(unansweredInTime(id)))
    try {
      const heard = await videos.retrieve(id, {
        signal: controller.signal,
        onResponse: ({ headers }) => {
          asked = readWait(headers, world.now())
        },
      })
      if (looking !== controller) return
      known = known ? advance(known, heard) : heard
      failures = 0
      if (isSettled(known)) return end(undefined)
      tell({ video: known, link: 'polling', error: undefined })
      wait(asked)
    } catch (cause) {
      if (looking !== controller) return
      const error = toVideoError(cause, id)
      if (endsWatching(error)) return end(error)
      failures += 1
      tell({ video: known, link: 'retrying', error })
      wait(error.retryAfter === undefined ? undefined : error.retryAfter * 1_000)
    } finally {
      cancelTimeout()
      if (looking === controller) looking = undefined
    }
  }

  const stopListening = world.onChange(look)
  if (known && world.isVisible() && world.isOnline()) wait(undefined)
  else look()
  return { look, stop }
}

/** An answer that no repetition changes: not allowed, not there, not valid. */
const endsWatching = ({ status, retryable }: VideoError): boolean =>
  !retryable && status >= 400 && status < 500 && status !== 408 && status !== 425

const toVideoError = (cause: unknown, id: string): VideoError =>
  isVideoError(cause)
    ? cause
    : new VideoError(`Looking at ${id} failed: ${cause instanceof Error ? cause.message : String(cause)}`, {
        code: 'network',
        cause,
      })

const unansweredInTime = (id: string): VideoError =>
  new VideoError(`Looking at ${id} was not answered within ${answerTimeout / 1_000} s. It will be asked again.`, {
    code: 'network',
  })

const deadlineExceeded = (id: string): VideoError =>
  new VideoError(
    `${id} has not settled within the time given, so watching has stopped. Look again later with retrieve.`,
    {
      code: 'deadline_exceeded',
    },
  )
