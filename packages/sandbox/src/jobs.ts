import { chance, hash, hexadecimal } from './chance'
import type { Clock } from './clock'
import type { RenderedVideo, Renderer } from './video/renderer'
import type { Job, CreateRequest } from './job'
import { pixelsOf } from './models'
import { moderate } from './moderation'
import { createSlots } from './slots'

/** What the life of a job depends on. */
export interface JobsOptions {
  clock: Clock
  renderer: Renderer
  seed: number
  /** Seconds from creation to completion. */
  jobDurationMs: number
  /** The share by which the duration may differ from job to job, 0 to 1. */
  jitter: number
  /** How many films are rendered at once. */
  concurrency: number
  /** How long a finished film is served, in seconds. */
  expiresAfterMs: number
  /** Is told of every job that completed or failed; the clock waits for it. */
  onSettled(job: Job): Promise<void> | undefined
}

/** A page of jobs to list. */
interface JobsPage {
  limit: number
  order: 'asc' | 'desc'
  /** Start behind this id, which may be deleted by now. */
  after?: string
}

/** Every job of the sandbox. */
export interface Jobs {
  /** @param stuck Whether the job is never to end. @default false */
  create(request: CreateRequest, stuck?: boolean): Job
  find(id: string): Job | undefined
  /** The job that made this very film, while the film is still here. */
  findMaker(video: Uint8Array): Job | undefined
  /** Forgets the job and stops its rendering; false where there is none. */
  delete(id: string): boolean
  /** Undefined where `after` was never the id of a job. */
  list(page: JobsPage): { jobs: Job[]; hasMore: boolean } | undefined
  /** Forgets every job that has not ended, as a server does that kept them in memory and was restarted. */
  restart(): void
  /** Percent, 0 to 100. */
  progress(job: Job): number
  /** How many films were begun. */
  readonly renders: number
  close(): void
}

// The share of a job's time that it spends in the queue, and the share after which moderation speaks.
const queued = 0.1
const moderatedAt = 0.5

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
  // Numbers outlive their jobs, so that a page can go on behind one that was deleted.
  const numbers = new Map<string, number>()
  const stops = new Map<string, AbortController>()
  const settle = new Map<string, () => void>()
  const slots = createSlots(concurrency)
  let renders = 0

  const length = (job: Job) => (jobDurationMs / 1_000) * (1 + jitter * (2 * chance(seed, 'pace', job.number) - 1))
  const fail = (job: Job, code: string, message: string) => {
    const progress = progressOf(job)
    job.state = { status: 'failed', at: clock.now(), progress, failure: { code, message } }
    settle.get(job.id)?.()
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

  /** Calls the task at that time, unless the job is deleted before. */
  const schedule = (job: Job, time: number, task: () => void | Promise<void>) => {
    const cancel = clock.at(time, task)
    stops.get(job.id)?.signal.addEventListener('abort', cancel, { once: true })
  }

  const render = async (job: Job, signal: AbortSignal): Promise<RenderedVideo> => {
    renders += 1
    const { prompts, size, seconds, reference } = job.request
    return renderer.render(
      {
        seed: job.request.seed,
        ...pixelsOf(size),
        seconds: Number(seconds),
        prompts: [...prompts],
        ...(reference ? { reference } : {}),
      },
      { signal },
    )
  }

  const begin = async (job: Job, stuck: boolean, signal: AbortSignal) => {
    const giveBack = await slots.take()
    if (signal.aborted) return giveBack()
    const startedAt = clock.now()
    const dueAt = startedAt + length(job) * (1 - queued)
    job.state = { status: 'in_progress', startedAt, dueAt }
    if (stuck) return giveBack()

    if (moderate(job.request.prompts[job.request.prompts.length - 1] ?? '') === 'block') {
      giveBack()
      schedule(job, startedAt + (dueAt - startedAt) * moderatedAt, () =>
        fail(job, 'moderation_blocked', 'Your request was blocked by our moderation system.'),
      )
      return undefined
    }
    const film = render(job, signal).finally(giveBack)
    // Whoever waits for the film below hears of a failure; until then it is nobody's unhandled rejection.
    film.catch(() => {})
    schedule(job, dueAt, async () => {
      let rendered: RenderedVideo
      try {
        rendered = await film
      } catch (error) {
        if (signal.aborted) return
        await fail(job, 'internal_error', messageOf(error))
        return
      }
      await complete(job, rendered)
    })
    return undefined
  }

  const complete = (job: Job, film: RenderedVideo) => {
    if (!jobs.has(job.id)) return undefined
    const at = clock.now()
    const expiresAt = at + expiresAfterMs / 1_000
    job.state = { status: 'completed', at, expiresAt, film }
    schedule(job, expiresAt, () => {
      job.state = { status: 'completed', at, expiresAt, film: undefined }
    })
    settle.get(job.id)?.()
    return onSettled(job)
  }

  const deleteJob = (id: string) => {
    stops.get(id)?.abort()
    stops.delete(id)
    settle.get(id)?.()
    settle.delete(id)
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
        request: { ...request, seed: request.seed ?? hash(`${seed}/film/${number}`) },
        state: { status: 'queued' },
        settled: new Promise((resolve) => settle.set(id, resolve)),
      }
      const stop = new AbortController()
      jobs.set(id, job)
      numbers.set(id, number)
      stops.set(id, stop)
      schedule(job, job.createdAt + length(job) * queued, () => begin(job, stuck, stop.signal))
      return job
    },
    find: (id) => jobs.get(id),
    findMaker: (video) =>
      [...jobs.values()].find(({ state }) => state.status === 'completed' && isSame(state.film?.video, video)),
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
