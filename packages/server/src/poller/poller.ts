import { runArchivingStep } from '../media/archiving/archiving-step'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { createClockWatch } from './clock-watch'
import { createLeases } from './leases'
import { createPurge } from './purge'
import type { Leases } from './leases'
import { pollJob } from './poll-job'
import type { Durations } from '../jobs/durations'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import type { Lease } from '../store/store'
import { unref } from '../unref'

/**
 * The background poller: polls the jobs that are due. Every poll holds the job's lease, so a job is never polled twice
 * at the same time.
 */
export interface Poller extends Pick<Leases, 'createLease' | 'runWithLease'> {
  /**
   * Starts work on due jobs while slots are free, without waiting for that work; resolves with the number of jobs
   * started.
   */
  startDue(): Promise<number>
  /** Runs until no job is due and all work is done; resolves with the number of jobs worked on. */
  tick(): Promise<number>
  /** Polls one job if it is due and not leased; if this process works on it already, waits for that work. */
  poll(id: string): Promise<void>
  /**
   * Starts the deletion of a job upstream: aborts its file copies, and does not wait for earlier work on it, whose
   * result is discarded.
   */
  processDeletion(id: string): Promise<void>
  /** Runs as soon as possible, if the poller is started. */
  wake(): void
  start(): void
  readonly isStarted: boolean
  /** Starts no new work, and waits for running work. */
  close(): Promise<void>
}

const intervalMs = 1_000
const maxConcurrentPolls = 16
/** Concurrent creates per owner and in total: an upstream may take minutes for each. */
const concurrentCreates = { each: 4, all: 16 }

/** Whether the work on this job concerns only its files: copies, or deletions after the retention period. */
const hasFileWork = ({ phase }: Job): boolean => phase.name === 'copying' || phase.name === 'done'
/** Whether the create request of this job got no response and is retried. */
const isCreateRetry = ({ phase }: Job): boolean => phase.name !== 'deleted' && 'upstreamRequest' in phase

export function createPoller(context: ServerContext, durations: Durations): Poller {
  const { store, now } = context
  const upstreamId = context.upstream.id
  const leases = createLeases(store, now)
  const watchClock = createClockWatch(context)
  const purge = createPurge(context)
  const creates = createConcurrencyLimiter(concurrentCreates)
  /** File copies and creates take too long for a slot here and have limiters of their own. */
  const polls = createConcurrencyLimiter({ all: maxConcurrentPolls })
  const running = new Set<Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let currentRun: Promise<number> | undefined
  let isStarted = false
  let isClosed = false

  function processFiles(job: Job, lease: Lease): Promise<void> {
    const controller = new AbortController()
    if (isClosed) controller.abort()
    const archive = () => runArchivingStep(context, job, lease.id, controller.signal)
    return leases.runWithLease(job.video.id, lease, archive, controller)
  }

  function processJob(job: Job, lease: Lease): Promise<void> {
    const { id } = job.video
    const poll = () => pollJob(context, durations, job, lease.id)
    if (hasFileWork(job)) return processFiles(job, lease)
    if (!isCreateRetry(job)) return leases.runWithLease(id, lease, poll)
    // A create that waited for the limiter is sent only if it still has the lease: a deletion may have replaced it, and
    // after `close` it is not renewed.
    const isWanted = (): boolean => !isClosed && leases.currentWork(id)?.lease === lease
    return leases.runWithLease(id, lease, () => creates.run(job.owner, async () => (isWanted() ? poll() : undefined)))
  }

  function startWork(job: Job, lease: Lease, takesSlot: boolean): Promise<void> {
    const started = processJob(job, lease)
    // After an unexpected error, such as an unreachable store, the lease lapses and the work is started again.
    const settled = started.catch(() => undefined)
    running.add(settled)
    const slot = takesSlot ? polls.tryAcquire(job.owner) : undefined
    context.waitUntil(
      settled.then(() => {
        running.delete(settled)
        if (typeof slot !== 'function') return
        const wasFull = polls.free === 0
        slot()
        // Another job may wait for the slot, and the update may have made the job's next step due.
        if (wasFull || polls.free === maxConcurrentPolls) wake()
      }),
    )
    return started
  }

  async function runOnce(): Promise<number> {
    let count = 0
    while (true) {
      const free = isClosed ? 0 : polls.free
      if (free <= 0) return count
      const lease = leases.createLease()
      const jobs = await store.claim({ upstreamId, lease, now: now(), limit: free })
      for (const job of jobs)
        void startWork(job, lease, !hasFileWork(job) && !isCreateRetry(job)).catch(() => undefined)
      count += jobs.length
      if (jobs.length < free) return count
    }
  }

  async function run(): Promise<number> {
    await watchClock()
    context.waitUntil(purge())
    return runOnce()
  }

  const startDue = (): Promise<number> => (currentRun ??= run().finally(() => (currentRun = undefined)))

  async function tick(): Promise<number> {
    let total = 0
    while (true) {
      const count = await startDue()
      total += count
      if (isClosed || (count === 0 && running.size === 0)) return total
      await (polls.free > 0 ? Promise.all(running) : Promise.race(running))
    }
  }

  async function claimAndPoll(id: string): Promise<void> {
    const lease = leases.createLease()
    const [job] = await store.claim({ upstreamId, lease, now: now(), limit: 1, id })
    if (!job) return
    const started = startWork(job, lease, false)
    if (hasFileWork(job)) void started.catch(() => undefined)
    else await started
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = unref(
      setTimeout(() => {
        // The store may be unreachable for a moment; the next run tries again.
        void startDue()
          .catch(() => undefined)
          .then(() => isStarted && !isClosed && schedule(intervalMs))
      }, wait),
    )
  }

  function wake(): void {
    if (isStarted && !isClosed) schedule(0)
  }

  return {
    createLease: leases.createLease,
    runWithLease: leases.runWithLease,
    startDue,
    tick,
    wake,
    poll: async (id) => {
      const { work, copying } = leases.currentWork(id) ?? {}
      if (work && !copying) await work.catch(() => undefined)
      else await claimAndPoll(id)
    },
    processDeletion: async (id) => {
      leases.currentWork(id)?.copying?.abort()
      await claimAndPoll(id)
    },
    start: () => {
      if (isStarted || isClosed) return
      isStarted = true
      schedule(0)
    },
    get isStarted() {
      return isStarted
    },
    close: async () => {
      isClosed = true
      clearTimeout(timer)
      await currentRun?.catch(() => undefined)
      await leases.close()
      // The copy of a deleted video no longer appears in `leases`, because the deletion replaced it there, but it may
      // still run.
      await Promise.allSettled(running)
    },
  }
}
