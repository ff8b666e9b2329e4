import { runArchivingStep } from '../media/archiving/archiving-step'
import { createClockWatch } from './clock-watch'
import { createConnectedUpstreams } from './connected-upstreams'
import { createLeases } from './leases'
import { createPurge } from './purge'
import type { Leases } from './leases'
import { pollJob } from './poll-job'
import { createPollPlanner } from './poll-planner'
import type { Durations } from '../jobs/durations'
import { createOwnerQueue } from '../jobs/owner-queue'
import type { ServerContext } from '../server-context'
import { unsentRequestOf, workOf } from '../store/job'
import type { Job, JobWork } from '../store/job'
import { unref } from '../unref'
import { startUnsentJob } from './start-unsent-job'
import { createWorkSlots } from './work-slots'
import type { ClaimRequest, ClaimedJob } from './work-slots'

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
  /**
   * Polls one job if it is due and not leased, and a slot is free; if this process works on it already, waits for that
   * work.
   */
  poll(job: Job): Promise<void>
  /**
   * Starts the deletion of a job upstream, if a slot is free: aborts its file copies, and does not wait for earlier work
   * on it, whose result is discarded.
   */
  processDeletion(deleted: Job): Promise<void>
  /** Makes an owner's waiting jobs due when one of the owner's jobs ends in this process. */
  watchQueue(owner: string): void
  /** Runs as soon as possible, if the poller is started. */
  wake(): void
  start(): void
  readonly isStarted: boolean
  /** Starts no new work, and waits for running work. */
  close(): Promise<void>
}

const intervalMs = 1_000
const kinds: readonly JobWork[] = ['poll', 'files', 'create']

export function createPoller(context: ServerContext, durations: Durations): Poller {
  const { store, now } = context
  const connected = createConnectedUpstreams(context)
  const leases = createLeases(store, now)
  const planner = createPollPlanner(context, durations, (id) => leases.currentWork(id) !== undefined)
  const watchClock = createClockWatch(context)
  const purge = createPurge(context)
  const running = new Set<Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let currentRun: Promise<number> | undefined
  let isStarted = false
  let isClosed = false

  async function claim(request: ClaimRequest): Promise<ClaimedJob[]> {
    if (isClosed) return []
    const lease = leases.createLease()
    const { only, limit, ...rest } = request
    const claimed: ClaimedJob[] = []
    for (const upstream of await connected(only)) {
      if (claimed.length >= limit) break
      const jobs = await store.claim({
        ...rest,
        ...(only && { id: only.video.id }),
        limit: limit - claimed.length,
        upstreamId: upstream.id,
        lease,
        now: now(),
      })
      claimed.push(...jobs.map((job) => ({ upstream, job, lease })))
    }
    return claimed
  }

  function processJob({ upstream, job, lease }: ClaimedJob): Promise<void> {
    const { id } = job.video
    if (unsentRequestOf(job)) return leases.runWithLease(id, lease, () => startUnsentJob(context, queue, job, lease.id))
    if (workOf(job) !== 'files')
      return leases.runWithLease(id, lease, () => pollJob(context, upstream, durations, planner, job, lease.id))
    const controller = new AbortController()
    if (isClosed) controller.abort()
    const archive = () => runArchivingStep(context, upstream, job, lease.id, controller.signal)
    return leases.runWithLease(id, lease, archive, controller)
  }

  function start(claimed: ClaimedJob, release: () => void): Promise<void> {
    const started = processJob(claimed)
    // After an unexpected error, such as an unreachable store, the lease lapses and the work is started again.
    const settled = started.catch(() => undefined)
    running.add(settled)
    context.waitUntil(
      settled.then(() => {
        running.delete(settled)
        const mayWait = slots.isFull
        release()
        // Another job may wait for the slot, and the update may have made the job's next step due.
        if (mayWait || running.size === 0) wake()
      }),
    )
    return started
  }

  const slots = createWorkSlots({ claim, start })

  async function runOnce(): Promise<number> {
    let count = 0
    for (const work of kinds) count += await slots.fill(work)
    return count
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
      // A race of nothing would never end.
      if (running.size > 0) await (slots.isFull ? Promise.race(running) : Promise.all(running))
    }
  }

  async function claimAndPoll(job: Job): Promise<void> {
    const { ended } = await slots.startOne(job)
    // Without a free slot the poller continues with the job when there is one.
    if (workOf(job) === 'files') void ended?.catch(() => undefined)
    else await ended
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

  const queue = createOwnerQueue(context, wake)

  return {
    watchQueue: queue.watch,
    createLease: leases.createLease,
    runWithLease: leases.runWithLease,
    startDue,
    tick,
    wake,
    poll: async (job) => {
      const { work, copying } = leases.currentWork(job.video.id) ?? {}
      if (work && !copying) await work.catch(() => undefined)
      else await claimAndPoll(job)
    },
    processDeletion: async (deleted) => {
      leases.currentWork(deleted.video.id)?.copying?.abort()
      await claimAndPoll(deleted)
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
