import { hash, hexadecimal, seededRandom } from './seeded-random'
import type { Clock } from './clock'
import type { RenderedVideo, Renderer } from './renderer'
import type { ApiName, CreateRequest, Job, JobFailure, JobOutcome } from './job'
import { fromSavedJob, toSavedJob } from './saved-jobs'
import type { SavedJobs } from './saved-jobs'
import { pixelsOf } from './pixels-of'
import { moderate } from './moderation'
import { createJobQueue } from './job-queue'
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
  /** How many jobs are in progress concurrently. @default no limit */
  maxRunningJobs: number | undefined
  /** How long a finished video is served. */
  expiresAfterMs: number
  /** Where jobs are kept, and those that were. @default in memory only */
  savedJobs: SavedJobs | undefined
  /** Called for every job that completed or failed. Advancing the clock awaits the returned promise. */
  onSettled(job: Job): Promise<void> | undefined
}

/** How a job is created. */
export interface JobOptions extends JobOutcome {
  /** @default 'videos' */
  api?: ApiName
}

/** A page of the Videos API's jobs to list. */
interface JobsPage {
  limit: number
  order: 'asc' | 'desc'
  /** Return the jobs after this id (exclusive). The job may be deleted by now. */
  after?: string
}

/** All jobs of the sandbox. */
export interface Jobs {
  create(request: CreateRequest, options?: JobOptions): Job
  /** @param api only a job of this API @default any */
  find(id: string, api?: ApiName): Job | undefined
  /** The oldest job of the Videos API with these bytes, unless they have expired. */
  findByVideo(video: Uint8Array): Job | undefined
  /** Deletes the job and stops its rendering; false if it does not exist. */
  delete(id: string): boolean
  /** Stops a running job, which then has failed with the code `cancelled`. */
  cancel(job: Job): Promise<void> | undefined
  /** How many queued jobs are ahead of this one. */
  ahead(job: Job): number
  /** Undefined if `after` was never the id of a job. */
  list(page: JobsPage): { jobs: Job[]; hasMore: boolean } | undefined
  /** Deletes every running job, like a restarted server that kept them in memory. */
  restart(): void
  /** Percent, 0 to 100. */
  progress(job: Job): number
  /** How many jobs are ahead of a queued job; undefined without `maxRunningJobs`, and for a job that is not queued. */
  queuePosition(job: Job): number | undefined
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
  maxRunningJobs,
  expiresAfterMs,
  savedJobs,
  onSettled,
}: JobsOptions): Jobs {
  const jobs = new Map<string, Job>()
  // Entries are kept when a job is deleted, so that a list can continue after its id.
  const sequenceById = new Map<string, number>()
  const abortControllers = new Map<string, AbortController>()
  const resolveSettled = new Map<string, () => void>()
  const slots = createSlots(concurrency)
  const queue = createJobQueue(maxRunningJobs ?? Infinity)
  let renderCount = 0
  let lastNumber = 0

  const setState = (job: Job, state: Job['state']) => {
    job.state = state
    savedJobs?.save(toSavedJob(job))
  }
  /** From creation to completion, with jitter. */
  const durationSeconds = (job: Job) =>
    (jobDurationMs / 1_000) * (1 + jitter * (2 * seededRandom(seed, 'pace', job.number) - 1))
  const fail = (job: Job, failure: JobFailure) => {
    const progress = progressOf(job)
    setState(job, { status: 'failed', at: clock.now(), progress, failure })
    return settle(job)
  }

  const settle = (job: Job) => {
    resolveSettled.get(job.id)?.()
    queue.leave(job)
    return onSettled(job)
  }

  const ahead = ({ number }: Job) =>
    [...jobs.values()].filter((other) => other.state.status === 'queued' && other.number < number).length
  const queuePosition = (job: Job) =>
    maxRunningJobs !== undefined && job.state.status === 'queued' ? ahead(job) : undefined

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
    const { prompts, size, seconds, referenceImage, model, parameters } = job.request
    return renderer.render(
      {
        seed: job.request.seed,
        ...pixelsOf(size),
        seconds: Number(seconds),
        prompts: [...prompts],
        model,
        ...(referenceImage ? { referenceImage } : {}),
        ...(parameters ? { parameters } : {}),
      },
      { signal },
    )
  }

  const begin = async (job: Job, signal: AbortSignal) => {
    const { isStuck, failure } = job.outcome
    const release = await slots.acquire()
    if (signal.aborted) return release()
    if (job.state.status !== 'in_progress') {
      const startedAt = clock.now()
      const completesAt = startedAt + durationSeconds(job) * (1 - queuedShare)
      setState(job, { status: 'in_progress', startedAt, completesAt })
    }
    const { startedAt, completesAt } = job.state as Extract<Job['state'], { status: 'in_progress' }>
    if (isStuck) return release()

    // The Videos API and Gemini reject a prompt at once; fal's queue accepts every one.
    if (failure) {
      release()
      return fail(job, failure)
    }
    if (moderate(job.request.prompts[job.request.prompts.length - 1] ?? '') !== 'pass') {
      release()
      schedule(job, startedAt + (completesAt - startedAt) * moderatedShare, () =>
        fail(job, { code: 'moderation_blocked', message: 'Your request was blocked by our moderation system.' }),
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
        await fail(job, { code: 'internal_error', message: messageOf(error) })
        return
      }
      if (!signal.aborted) await complete(job, rendered)
    })
    return undefined
  }

  const complete = (job: Job, files: RenderedVideo) => {
    if (!jobs.has(job.id)) return undefined
    const at = clock.now()
    const expiresAt = at + expiresAfterMs / 1_000
    const format = { size: `${files.width}x${files.height}`, seconds: String(files.seconds) }
    setState(job, { status: 'completed', at, expiresAt, format, files })
    expireLater(job)
    return settle(job)
  }

  const expireLater = (job: Job) => {
    const { state } = job
    if (state.status !== 'completed' || !state.files) return
    schedule(job, state.expiresAt, () => setState(job, { ...state, files: undefined }))
  }

  /** Adds a job, new or saved, and lets it go on from its state. */
  const add = (fields: Omit<Job, 'settled'>): Job => {
    const { id, number, createdAt } = fields
    const job: Job = { ...fields, settled: new Promise((resolve) => resolveSettled.set(id, resolve)) }
    const abortController = new AbortController()
    jobs.set(id, job)
    sequenceById.set(id, number)
    abortControllers.set(id, abortController)
    lastNumber = Math.max(lastNumber, number)
    if (job.state.status === 'completed') expireLater(job)
    if (job.state.status === 'completed' || job.state.status === 'failed') resolveSettled.get(id)?.()
    else {
      const startsAt = createdAt + durationSeconds(job) * queuedShare
      queue.enter(job, () => schedule(job, startsAt, () => begin(job, abortController.signal)))
    }
    return job
  }

  const deleteJob = (id: string) => {
    abortControllers.get(id)?.abort()
    abortControllers.delete(id)
    resolveSettled.get(id)?.()
    resolveSettled.delete(id)
    const job = jobs.get(id)
    jobs.delete(id)
    savedJobs?.delete(id)
    if (job) queue.leave(job)
    return job !== undefined
  }

  for (const saved of savedJobs?.jobs ?? []) add(fromSavedJob(saved))

  return {
    create(request, { api = 'videos', ...outcome } = {}) {
      const number = lastNumber + 1
      const job = add({
        id: `video_${hexadecimal(seed, `video/${number}`, 48)}`,
        api,
        number,
        createdAt: clock.now(),
        request: { ...request, seed: request.seed ?? hash(`${seed}/video/${number}`) },
        outcome,
        state: { status: 'queued' },
      })
      savedJobs?.save(toSavedJob(job))
      return job
    },
    find(id, api) {
      const job = jobs.get(id)
      return api === undefined || job?.api === api ? job : undefined
    },
    findByVideo: (video) =>
      [...jobs.values()].find(
        ({ api, state }) => api === 'videos' && state.status === 'completed' && isSame(state.files?.video, video),
      ),
    delete: deleteJob,
    cancel(job) {
      abortControllers.get(job.id)?.abort()
      return fail(job, { code: 'cancelled', message: 'The request was cancelled.' })
    },
    ahead,
    list({ limit, order, after }) {
      const sign = order === 'asc' ? 1 : -1
      const afterNumber = after === undefined ? (order === 'asc' ? 0 : Infinity) : sequenceById.get(after)
      if (afterNumber === undefined) return undefined
      const rest = [...jobs.values()]
        .filter((job) => job.api === 'videos' && sign * (job.number - afterNumber) > 0)
        .sort((a, b) => sign * (a.number - b.number))
      return { jobs: rest.slice(0, limit), hasMore: rest.length > limit }
    },
    restart() {
      for (const { id, state } of jobs.values()) {
        if (state.status === 'queued' || state.status === 'in_progress') deleteJob(id)
      }
    },
    progress: progressOf,
    queuePosition,
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
