import { hash, hexadecimal, seededRandom } from './seeded-random'
import type { Clock } from './clock'
import type { RenderedVideo, Renderer } from './renderer'
import type { Job, CreateRequest } from './job'
import { pixelsOf } from './pixels-of'
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
  /** Called for every job that completed or failed. Advancing the clock awaits the returned promise. */
  onSettled(job: Job): Promise<void> | undefined
}

/** A page of jobs to list. */
interface JobsPage {
  limit: number
  order: 'asc' | 'desc'
  /** Return the jobs after this id (exclusive). The job may be deleted by now. */
  after?: string
}

/** All jobs of the sandbox. */
export interface Jobs {
  /** @param stuck whether the job never ends @default false */
  create(request: CreateRequest, stuck?: boolean): Job
  find(id: string): Job | undefined
  /** The oldest job with these bytes, unless they have expired. */
  findByVideo(video: Uint8Array): Job | undefined
  /** Deletes the job and stops its rendering; false if it does not exist. */
  delete(id: string): boolean
  /** Undefined if `after` was never the id of a job. */
  list(page: JobsPage): { jobs: Job[]; hasMore: boolean } | undefined
  /** Deletes every running job, like a restarted server that kept them in memory. */
  restart(): void
  /** Percent, 0 to 100. */
  progress(job: Job): number
  /** How many renders have started. */
  readonly renderCount: number
  close(): void
}

// The share of its duration that a job is queued.
const queuedShare = 0.1
// The share of its rendering time after which moderation fails a job.
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
  // Entries are kept when a job is deleted, so that a list can continue after its id.
  const sequenceById = new Map<string, number>()
  const abortControllers = new Map<string, AbortController>()
  const resolveSettled = new Map<string, () => void>()
  const slots = createSlots(concurrency)
  let renderCount = 0

  /** From creation to completion, with jitter. */
  const durationSeconds = (job: Job) =>
    (jobDurationMs / 1_000) * (1 + jitter * (2 * seededRandom(seed, 'pace', job.number) - 1))
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
        const share = (clock.now() - state.startedAt) / (state.completesAt - state.startedAt)
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
    abortControllers.get(job.id)?.signal.addEventListener('abort', cancel, { once: true })
  }

  const render = async (job: Job, signal: AbortSignal): Promise<RenderedVideo> => {
    renderCount += 1
    const { prompts, size, seconds, referenceImage, parameters } = job.request
    return renderer.render(
      {
        seed: job.request.seed,
        ...pixelsOf(size),
        seconds: Number(seconds),
        prompts: [...prompts],
        ...(referenceImage ? { referenceImage } : {}),
        ...(parameters ? { parameters } : {}),
      },
      { signal },
    )
  }

  const begin = async (job: Job, stuck: boolean, signal: AbortSignal) => {
    const release = await slots.acquire()
    if (signal.aborted) return release()
    const startedAt = clock.now()
    const completesAt = startedAt + durationSeconds(job) * (1 - queuedShare)
    job.state = { status: 'in_progress', startedAt, completesAt }
    if (stuck) return release()

    if (moderate(job.request.prompts[job.request.prompts.length - 1] ?? '') === 'block') {
      release()
      schedule(job, startedAt + (completesAt - startedAt) * moderatedShare, () =>
        fail(job, 'moderation_blocked', 'Your request was blocked by our moderation system.'),
      )
      return undefined
    }
    const rendering = render(job, signal).finally(release)
    // The error is handled where the result is awaited below; until then it must not be an unhandled rejection.
    rendering.catch(() => {})
    schedule(job, completesAt, async () => {
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
    const format = { size: `${files.width}x${files.height}`, seconds: String(files.seconds) }
    job.state = { status: 'completed', at, expiresAt, format, files }
    schedule(job, expiresAt, () => {
      job.state = { status: 'completed', at, expiresAt, format, files: undefined }
    })
    resolveSettled.get(job.id)?.()
    return onSettled(job)
  }

  const deleteJob = (id: string) => {
    abortControllers.get(id)?.abort()
    abortControllers.delete(id)
    resolveSettled.get(id)?.()
    resolveSettled.delete(id)
    return jobs.delete(id)
  }

  return {
    create(request, stuck = false) {
      const number = sequenceById.size + 1
      const id = `video_${hexadecimal(seed, `video/${number}`, 48)}`
      const job: Job = {
        id,
        number,
        createdAt: clock.now(),
        request: { ...request, seed: request.seed ?? hash(`${seed}/video/${number}`) },
        state: { status: 'queued' },
        settled: new Promise((resolve) => resolveSettled.set(id, resolve)),
      }
      const abortController = new AbortController()
      jobs.set(id, job)
      sequenceById.set(id, number)
      abortControllers.set(id, abortController)
      schedule(job, job.createdAt + durationSeconds(job) * queuedShare, () => begin(job, stuck, abortController.signal))
      return job
    },
    find: (id) => jobs.get(id),
    findByVideo: (video) =>
      [...jobs.values()].find(({ state }) => state.status === 'completed' && isSame(state.files?.video, video)),
    delete: deleteJob,
    list({ limit, order, after }) {
      const sign = order === 'asc' ? 1 : -1
      const afterNumber = after === undefined ? (order === 'asc' ? 0 : Infinity) : sequenceById.get(after)
      if (afterNumber === undefined) return undefined
      const rest = [...jobs.values()]
        .filter((job) => sign * (job.number - afterNumber) > 0)
        .sort((a, b) => sign * (a.number - b.number))
      return { jobs: rest.slice(0, limit), hasMore: rest.length > limit }
    },
    restart() {
      for (const { id, state } of jobs.values()) {
        if (state.status === 'queued' || state.status === 'in_progress') deleteJob(id)
      }
    },
    progress: progressOf,
    get renderCount() {
      return renderCount
    },
    close() {
      for (const controller of abortControllers.values()) controller.abort()
    },
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const isSame = (a: Uint8Array | undefined, b: Uint8Array) =>
  a?.length === b.length && a.every((byte, index) => byte === b[index])
