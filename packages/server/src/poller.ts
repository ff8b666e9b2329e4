import { createConcurrencyLimiter } from './concurrency-limiter'
import { createLeases } from './leases'
import type { Leases } from './leases'
import { pollJob } from './poll-job'
import type { Durations } from './durations'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import type { Lease } from './store/store'
import { unref } from './unref'

/** Looks at the jobs that are due. Every look goes through the job's lease, so that there is one however many wait for it. */
export interface Poller extends Pick<Leases, 'newLease' | 'hold'> {
  /** Starts what is due, as far as there are places, and waits for none of it; how much that was. */
  run(): Promise<number>
  /** Looks until nothing is due any more and all that runs is done; how many looks that were. */
  tick(): Promise<number>
  /** Looks at one job, if that is due and nobody else does; joins the work where this process is at it. */
  poll(id: string): Promise<void>
  /** The same for a job that was just deleted: what is under way for it does not count any more, and its copying ends. */
  cancel(id: string): Promise<void>
  /** Looks soon, where somebody watches. */
  wake(): void
  start(): void
  readonly isStarted: boolean
  /** Starts nothing new, and waits for what is under way. */
  close(): Promise<void>
}

const rhythm = 1_000
const places = 16
/** An upstream may take minutes for each. */
const concurrentCreates = { each: 4, all: 16 }

const isCopy = ({ video, deletedAt }: Job): boolean => video.status === 'completed' && deletedAt === null
const isAskedAgain = ({ upstreamRequest, deletedAt }: Job): boolean => upstreamRequest !== undefined && deletedAt === null

export function createPoller(context: ServerContext, durations: Durations): Poller {
  const { store, now } = context
  const leases = createLeases(store, now)
  const inTurn = createConcurrencyLimiter(concurrentCreates)
  const running = new Set<Promise<unknown>>()
  /** The work that takes a place; copies and submissions last too long for that, and have gates of their own. */
  const placed = new Set<Promise<unknown>>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let beating: Promise<number> | undefined
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
    const look = () => pollJob(context, durations, job, lease.holder)
    if (isCopy(job)) return copy(job, lease)
    if (!isAskedAgain(job)) return leases.hold(id, lease, look)
    // Whoever waited for a turn asks only if that is still wanted: its lease is left to lapse, or was taken by a deletion.
    const isWanted = (): boolean => !isClosed && leases.workOn(id)?.lease === lease
    return leases.hold(id, lease, () => inTurn(job.owner, async () => (isWanted() ? look() : undefined)))
  }

  function begin(job: Job, lease: Lease, takesSlot: boolean): Promise<void> {
    const begun = work(job, lease)
    // What fails in a way of its own (the store is away) leaves the lease to lapse, and is begun again.
    const settled = begun.catch(() => undefined)
    running.add(settled)
    if (takesSlot) placed.add(settled)
    context.waitUntil(
      settled.then(() => {
        const isFull = placed.size >= places
        running.delete(settled)
        // Somebody may wait for the place, and what was heard may have made the next step due.
        if (placed.delete(settled) && (isFull || placed.size === 0)) wake()
      }),
    )
    return begun
  }

  async function beatOnce(): Promise<number> {
    for (let count = 0; ;) {
      const free = isClosed ? 0 : places - placed.size
      if (free <= 0) return count
      const lease = leases.newLease()
      const jobs = await store.claim({ lease, now: now(), limit: free })
      for (const job of jobs) void begin(job, lease, !isCopy(job) && !isAskedAgain(job)).catch(() => undefined)
      count += jobs.length
      if (jobs.length < free) return count
    }
  }

  const run = (): Promise<number> => (beating ??= beatOnce().finally(() => (beating = undefined)))

  async function tick(): Promise<number> {
    for (let looks = 0; ;) {
      const count = await run()
      looks += count
      if (isClosed || (count === 0 && running.size === 0)) return looks
      await (placed.size < places ? Promise.all(running) : Promise.race(placed))
    }
  }

  async function claimAndLook(id: string): Promise<void> {
    const lease = leases.newLease()
    const [job] = await store.claim({ lease, now: now(), limit: 1, id })
    if (!job) return
    const begun = begin(job, lease, false)
    if (isCopy(job)) void begun.catch(() => undefined)
    else await begun
  }

  function schedule(wait: number): void {
    clearTimeout(timer)
    timer = unref(
      setTimeout(() => {
        // The store may be away for a moment; the next beat asks again.
        void run()
          .catch(() => undefined)
          .then(() => isStarted && !isClosed && schedule(rhythm))
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
      else await claimAndLook(id)
    },
    cancel: async (id) => {
      leases.workOn(id)?.copying?.abort()
      await claimAndLook(id)
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
      await beating?.catch(() => undefined)
      await leases.close()
      // The copy of a deleted film is held no more, since its deletion is, but works on.
      await Promise.allSettled(running)
    },
  }
}
