import { createConcurrencyLimiter } from './concurrency-limiter'
import { createLeases } from './leases'
import type { Leases } from './leases'
import { pollJob } from './poll-job'
import type { Durations } from './durations'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import type { Lease } from './store/store'
import { unref } from './unref'

/**
 * The background poller: polls the jobs that are due. Every poll holds the job's lease, so a job is never polled twice
 * at the same time.
 */
export interface Poller extends Pick<Leases, 'newLease' | 'hold'> {
  /**
   * Starts work on due jobs while slots are free, without waiting for that work; resolves with the number of jobs
   * started.
   */
  run(): Promise<number>
  /** Runs until no job is due and all work is done; resolves with the number of jobs worked on. */
  tick(): Promise<number>
  /** Polls one job if it is due and not leased; if this process works on it already, waits for that work. */
  poll(id: string): Promise<void>
  /**
   * Polls a job that was just deleted: aborts its file copies and does not wait for older work, whose result is
   * discarded.
   */
  cancel(id: string): Promise<void>
  /** Runs as soon as possible, if the poller is started. */
  wake(): void
  start(): void
  readonly isStarted: boolean
  /** Starts no new work, and waits for running work. */
  close(): Promise<void>
}

const intervalMs = 1_000
const maxSlots = 16
/** Concurrent creates per owner and in total: an upstream may take minutes for each. */
const concurrentCreates = { each: 4, all: 16 }

const isCopy = ({ video, deletedAt }: Job): boolean => video.status === 'completed' && deletedAt === null
/** Whether the create request of this job got no response and is retried. */
const isCreateRetry = ({ upstreamRequest, deletedAt }: Job): boolean =>
  upstreamRequest !== undefined && deletedAt === null

export function createPoller(context: ServerContext, durations: Durations): Poller {
  const { store, now } = context
  const leases = createLeases(store, now)
  const limitCreates = createConcurrencyLimiter(concurrentCreates)
  const running = new Set<Promise<unknown>>()
  /**
   * The work that occupies a slot. File copies and creates take too long for that and have their own concurrency
   * limiters.
   */
  const inSlots = new Set<Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let currentRun: Promise<number> | undefined
  let isStarted = false
  let isClosed = false

  function copy(job: Job, lease: Lease): Promise<void> {
    const controller = new AbortController()
    if (isClosed) controller.abort()
    const archive = async (): Promise<void> => {
      const { archiveFiles } = await import('./archiving/archive-files')
      await archiveFiles(context, job, lease.holder, controller.signal)
    }
    return leases.hold(job.video.id, lease, archive, controller)
  }

  function work(job: Job, lease: Lease): Promise<void> {
    const { id } = job.video
    const poll = () => pollJob(context, durations, job, lease.holder)
    if (isCopy(job)) return copy(job, lease)
    if (!isCreateRetry(job)) return leases.hold(id, lease, poll)
    // A create that waited for the limiter is sent only if it still holds the lease: a deletion may have taken it, and
    // on close it lapses.
    const isWanted = (): boolean => !isClosed && leases.workOn(id)?.lease === lease
    return leases.hold(id, lease, () => limitCreates(job.owner, async () => (isWanted() ? poll() : undefined)))
  }

  function startWork(job: Job, lease: Lease, takesSlot: boolean): Promise<void> {
    const started = work(job, lease)
    // After an unexpected error, such as an unreachable store, the lease lapses and the work is started again.
    const settled = started.catch(() => undefined)
    running.add(settled)
    if (takesSlot) inSlots.add(settled)
    context.waitUntil(
      settled.then(() => {
        const isFull = inSlots.size >= maxSlots
        running.delete(settled)
        // Another job may wait for the slot, and the update may have made the job's next step due.
        if (inSlots.delete(settled) && (isFull || inSlots.size === 0)) wake()
      }),
    )
    return started
  }

  async function runOnce(): Promise<number> {
    for (let count = 0; ;) {
      const free = isClosed ? 0 : maxSlots - inSlots.size
      if (free <= 0) return count
      const lease = leases.newLease()
      const jobs = await store.claim({ lease, now: now(), limit: free })
      for (const job of jobs) void startWork(job, lease, !isCopy(job) && !isCreateRetry(job)).catch(() => undefined)
      count += jobs.length
      if (jobs.length < free) return count
    }
  }

  const run = (): Promise<number> => (currentRun ??= runOnce().finally(() => (currentRun = undefined)))

  async function tick(): Promise<number> {
    for (let total = 0; ;) {
      const count = await run()
      total += count
      if (isClosed || (count === 0 && running.size === 0)) return total
      await (inSlots.size < maxSlots ? Promise.all(running) : Promise.race(inSlots))
    }
  }

  async function claimAndPoll(id: string): Promise<void> {
    const lease = leases.newLease()
    const [job] = await store.claim({ lease, now: now(), limit: 1, id })
    if (!job) return
    const started = startWork(job, lease, false)
    if (isCopy(job)) void started.catch(() => undefined)
    else await started
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = unref(
      setTimeout(() => {
        // The store may be unreachable for a moment; the next run tries again.
        void run()
          .catch(() => undefined)
          .then(() => isStarted && !isClosed && schedule(intervalMs))
      }, wait),
    )
  }

  function wake(): void {
    if (isStarted && !isClosed) schedule(0)
  }

  return {
    newLease: leases.newLease,
    hold: leases.hold,
    run,
    tick,
    wake,
    poll: async (id) => {
      const { work, copying } = leases.workOn(id) ?? {}
      if (work && !copying) await work.catch(() => undefined)
      else await claimAndPoll(id)
    },
    cancel: async (id) => {
      leases.workOn(id)?.copying?.abort()
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
