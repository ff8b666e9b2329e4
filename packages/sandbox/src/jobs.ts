import { chance, hash, hexadecimal } from './chance'
import type { Clock } from './clock'
import type { RenderedVideo, Renderer } from './video/renderer'
import type { Job, CreateRequest } from './job'
import { pixelsOf } from './models'
import { moderate } from './moderation'
import { createSlots } from './slots'

/** What the lifecycle of jobs depends on. */
export interface JobsOptions {
  clock: Clock
  renderer: Renderer
  seed: number
  /** From creation to completion. */
  jobDurationMs: number
  /** The share by which the duration may differ from job to job, 0 to 1. */
  jitter: number
  /** How many videos render concurrently. */
  concurrency: number
  /** How long a finished video is served. */
  expiresAfterMs: number
  /** Called for every job that completed or failed; the clock waits for it. */
  onSettled(job: Job): Promise<void> | undefined
}

/** A page of jobs to list. */
interface JobsPage {
  limit: number
  order: 'asc' | 'desc'
  /** Start behind this id, which may be deleted by now. */
  after?: string
}

/** All jobs of the sandbox. */
export interface Jobs {
  /** @param stuck whether the job never ends @default false */
  create(request: CreateRequest, stuck?: boolean): Job
  find(id: string): Job | undefined
  /** The job that rendered these bytes, unless they have expired. */
  findByVideo(video: Uint8Array): Job | undefined
  /** Deletes the job and stops its rendering; false if it does not exist. */
  delete(id: string): boolean
  /** Undefined if `after` was never the id of a job. */
  list(page: JobsPage): { jobs: Job[]; hasMore: boolean } | undefined
  /** Deletes every running job, like a restarted server that kept them in memory. */
  restart(): void
  /** Percent, 0 to 100. */
  progress(job: Job): number
  /** Started renders. */
  readonly renders: number
  close(): void
}

// Share of its duration that a job is queued, and share after which moderation blocks it.
const queuedShare = 0.1
const moderatedShare = 0.5

export function createJobs({
  clock,
  renderer,
  seed,
  jobDurationMs,
  jitter,
  concurrency,
  expiresAfterMs,
  onSettled,
}: JobsOptions): Jobs {
  const jobs = new Map<string, Job>()
  // Numbers outlive their jobs, so that a list can continue after a deleted one.
  const numbers = new Map<string, number>()
  const stops = new Map<string, AbortController>()
  const resolveSettled = new Map<string, () => void>()
  const slots = createSlots(concurrency)
  let renders = 0

  const length = (job: Job) => (jobDurationMs / 1_000) * (1 + jitter * (2 * chance(seed, 'pace', job.number) - 1))
  const fail = (job: Job, code: string, message: string) => {
    const progress = progressOf(job)
    job.state = { status: 'failed', at: clock.now(), progress, failure: { code, message } }
    resolveSettled.get(job.id)?.()
    return onSettled(job)
  }

  const progressOf = ({ state }: Job): number => {
    switch (state.status) {
      case 'queued':
        return 0
      case 'in_progress': {
        const share = (clock.now() - state.startedAt) / (state.dueAt - state.startedAt)
        return Math.min(99, Math.max(0, Math.floor(share * 100)))
      }
      case 'completed':
        return 100
      case 'failed':
        return state.progress
    }
  }

  /** Runs the task at that time, unless the job is deleted before. */
  const schedule = (job: Job, time: number, task: () => void | Promise<void>) => {
    const cancel = clock.at(time, task)
    stops.get(job.id)?.signal.addEventListener('abort', cancel, { once: true })
  }

  const render = async (job: Job, signal: AbortSignal): Promise<RenderedVideo> => {
    renders += 1
    const { prompts, size, seconds, referenceImage } = job.request
    return renderer.render(
      {
        seed: job.request.seed,
        ...pixelsOf(size),
        seconds: Number(seconds),
        prompts: [...prompts],
        ...(referenceImage ? { referenceImage } : {}),
      },
      { signal },
    )
  }

  const begin = async (job: Job, stuck: boolean, signal: AbortSignal) => {
    const release = await slots.acquire()
    if (signal.aborted) return release()
    const startedAt = clock.now()
    const dueAt = startedAt + length(job) * (1 - queuedShare)
    job.state = { status: 'in_progress', startedAt, dueAt }
    if (stuck) return release()

    if (moderate(job.request.prompts[job.request.prompts.length - 1] ?? '') === 'block') {
      release()
      schedule(job, startedAt + (dueAt - startedAt) * moderatedShare, () =>
        fail(job, 'moderation_blocked', 'Your request was blocked by our moderation system.'),
      )
      return undefined
    }
    const rendering = render(job, signal).finally(release)
    // The error is handled where the result is awaited below; until then it must not be an unhandled rejection.
    rendering.catch(() => {})
    schedule(job, dueAt, async () => {
      let rendered: RenderedVideo
      try {
        rendered = await rendering
      } catch (error) {
        if (signal.aborted) return
        await fail(job, 'internal_error', messageOf(error))
        return
      }
      await complete(job, rendered)
    })
    return undefined
  }

  const complete = (job: Job, files: RenderedVideo) => {
    if (!jobs.has(job.id)) return undefined
    const at = clock.now()
    const expiresAt = at + expiresAfterMs / 1_000
    job.state = { status: 'completed', at, expiresAt, files }
    schedule(job, expiresAt, () => {
      job.state = { status: 'completed', at, expiresAt, files: undefined }
    })
    resolveSettled.get(job.id)?.()
    return onSettled(job)
  }

  const deleteJob = (id: string) => {
    stops.get(id)?.abort()
    stops.delete(id)
    resolveSettled.get(id)?.()
    resolveSettled.delete(id)
    return jobs.delete(id)
  }

  return {
    create(request, stuck = false) {
      const number = numbers.size + 1
      const id = `video_${hexadecimal(seed, `video/${number}`, 48)}`
      const job: Job = {
        id,
        number,
        createdAt: clock.now(),
        request: { ...request, seed: request.seed ?? hash(`${seed}/video/${number}`) },
        state: { status: 'queued' },
        settled: new Promise((resolve) => resolveSettled.set(id, resolve)),
      }
      const stop = new AbortController()
      jobs.set(id, job)
      numbers.set(id, number)
      stops.set(id, stop)
      schedule(job, job.createdAt + length(job) * queuedShare, () => begin(job, stuck, stop.signal))
      return job
    },
    find: (id) => jobs.get(id),
    findByVideo: (video) =>
      [...jobs.values()].find(({ state }) => state.status === 'completed' && isSame(state.files?.video, video)),
    delete: deleteJob,
    list({ limit, order, after }) {
      const sign = order === 'asc' ? 1 : -1
      const behind = after === undefined ? (order === 'asc' ? 0 : Infinity) : numbers.get(after)
      if (behind === undefined) return undefined
      const rest = [...jobs.values()]
        .filter((job) => sign * (job.number - behind) > 0)
        .sort((one, other) => sign * (one.number - other.number))
      return { jobs: rest.slice(0, limit), hasMore: rest.length > limit }
    },
    restart() {
      for (const { id, state } of jobs.values()) {
        if (state.status === 'queued' || state.status === 'in_progress') deleteJob(id)
      }
    },
    progress: progressOf,
    get renders() {
      return renders
    },
    close() {
      for (const stop of stops.values()) stop.abort()
    },
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const isSame = (one: Uint8Array | undefined, other: Uint8Array) =>
  one?.length === other.length && one.every((byte, index) => byte === other[index])
