import type { Durations } from '../jobs/durations'
import { capDueAtToDeadline } from '../jobs/poll-delay'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import { isHealthy, nextDueAt } from './next-due-at'
import type { KnownJobs } from './next-due-at'

/**
 * Knows the run times of jobs of one kind, and which of them are running. While no run time is known, the oldest running
 * job is polled often and the others rarely; its end is then the first run time, and changes when the others are polled.
 */
export interface PollPlanner {
  /** What is known about jobs of the kind of this one. */
  knownJobs(job: Job): Promise<KnownJobs>
  /** Takes note of a job that was polled; `retryAfterMs` is the wait that the upstream requested. */
  observe(before: Job, polled: Job, retryAfterMs: number): Promise<void>
}

/** A running job that this process polled. */
interface RunningJob {
  startedAt: number
  dueAt: number
  /** The upstream requested no poll before. */
  notBefore: number
}

/** With more run times, one more changes the plan of the others too little. */
const fewRunTimes = 4
/** A job that was due so long ago is polled by another process, or not at all. */
const staleMs = 60_000
/** More jobs that wait make the oldest no more important. */
const maxWaiting = 8
const noStanding = { hasElder: false, waiting: 0 }

const kindOf = ({ upstreamId, video: { model, size, seconds } }: Job): string =>
  JSON.stringify([upstreamId, model, size, seconds])

/** @param isWorking whether this process works on a job, and will plan its next poll itself */
export function createPollPlanner(
  { store, now, deadlineMs }: Pick<ServerContext, 'store' | 'now' | 'deadlineMs'>,
  durations: Durations,
  isWorking: (id: string) => boolean,
): PollPlanner {
  const kinds = new Map<string, Map<string, RunningJob>>()

  function note(
    { video: { id }, phase, start, dueAt }: Job,
    running: Map<string, RunningJob>,
    notBefore: number,
  ): void {
    if (phase.name === 'running' && !phase.isIdle && start && dueAt !== null) {
      running.set(id, { startedAt: start.at, dueAt, notBefore })
    } else {
      running.delete(id)
    }
  }

  /** How a job stands among the running jobs of its kind. */
  function standingOf(job: Job): Pick<KnownJobs, 'hasElder' | 'waiting'> {
    const running = kinds.get(kindOf(job))
    const standing = { hasElder: false, waiting: 0 }
    if (!running) return standing
    const startedAt = job.start?.at ?? now()
    for (const [id, other] of running) {
      if (other.dueAt < now() - staleMs) running.delete(id)
      else if (id === job.video.id) continue
      else if (other.startedAt < startedAt || (other.startedAt === startedAt && id < job.video.id))
        standing.hasElder = true
      else if (standing.waiting < maxWaiting) standing.waiting += 1
    }
    return standing
  }

  /** Plans the next poll of a running job again; undefined if it stays as it is. */
  function planAgain(job: Job, ends: readonly number[], notBefore: number): Job | undefined {
    if (!isHealthy(job) || job.dueAt === null || (job.phase.name === 'running' && job.phase.isIdle)) return undefined
    const dueAt = nextDueAt(job, now(), { ends, ...noStanding }, Math.max(0, notBefore - now()))
    return capDueAtToDeadline({ ...job, dueAt }, deadlineMs)
  }

  return {
    knownJobs: async (job) => {
      const ends = await durations.latestMs(job.video)
      return { ends, ...(ends.length === 0 ? standingOf(job) : noStanding) }
    },
    observe: async (before, polled, retryAfterMs) => {
      const isMeasured = polled.durationMs !== undefined && before.durationMs === undefined
      if (isMeasured) durations.add(polled)
      const kind = kindOf(polled)
      const ends = await durations.latestMs(polled.video)
      if (ends.length > fewRunTimes) return void kinds.delete(kind)
      const running = kinds.get(kind) ?? new Map<string, RunningJob>()
      kinds.set(kind, running)
      note(polled, running, now() + retryAfterMs)
      if (!isMeasured) return
      for (const [id, { notBefore }] of running) {
        if (isWorking(id)) continue
        const planned = await store.saveUpdate(id, (job) => planAgain(job, ends, notBefore))
        if (planned) note(planned, running, notBefore)
      }
    },
  }
}
