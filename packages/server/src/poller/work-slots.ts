import { createConcurrencyLimiter } from '../concurrency-limiter'
import type { ConcurrencyLimiter, ConcurrencyLimits } from '../concurrency-limiter'
import { workOf } from '../store/job'
import type { Job, JobWork } from '../store/job'
import type { Lease } from '../store/store'
import type { Upstream } from '../upstream/upstream'

/**
 * Concurrent work in this process. Copies and creates may take minutes, so they have slots of their own, and each owner
 * only some of them.
 */
const limits: Record<JobWork, ConcurrencyLimits> = {
  poll: { all: 16 },
  files: { each: 4, all: 12 },
  create: { each: 4, all: 16 },
}

/** Starts claimed jobs into free slots, and claims no more than there are. */
export interface WorkSlots {
  /** Claims due work of one kind while slots are free; resolves with the number of jobs started. */
  fill(work: JobWork): Promise<number>
  /** Claims this job if a slot is free for it. `ended` is undefined if it was not started. */
  startOne(job: Job): Promise<{ ended?: Promise<void> }>
  /** Whether due work may wait for a slot: the last `fill` ended for lack of slots, or left out owners without one. */
  readonly isFull: boolean
}

/** Dependencies of {@link createWorkSlots}. */
interface WorkSlotsOptions {
  /** Leases due jobs; `limit` and `exceptOwners` say for how many there are slots. */
  claim(request: ClaimRequest): Promise<ClaimedJob[]>
  /** Works on a claimed job. Calls `release` when it has ended. */
  start(claimed: ClaimedJob, release: () => void): Promise<void>
}

/** A job, and the lease that this process has on it. */
export interface ClaimedJob {
  upstream: Upstream
  job: Job
  lease: Lease
}

/** Which jobs to claim. */
export interface ClaimRequest {
  work: JobWork
  limit: number
  /** Only this job. */
  only?: Job
  exceptOwners?: readonly string[]
}

export function createWorkSlots({ claim, start }: WorkSlotsOptions): WorkSlots {
  const slots: Record<JobWork, ConcurrencyLimiter> = {
    poll: createConcurrencyLimiter(limits.poll),
    files: createConcurrencyLimiter(limits.files),
    create: createConcurrencyLimiter(limits.create),
  }
  const full = new Set<JobWork>()
  /** One claim at a time: the slots that are free when it begins are free for it when it ends. */
  const claims = createConcurrencyLimiter({ all: 1 })

  /** A claimed job always has a slot; otherwise its lease lapses here, and nothing is started. */
  function takeSlot(work: JobWork, owner: string): () => void {
    const slot = slots[work].tryAcquire(owner)
    if (typeof slot === 'function') return slot
    throw new Error(`A job was claimed without a free ${work} slot.`)
  }

  async function fillNow(work: JobWork): Promise<number> {
    for (let count = 0; ;) {
      const { limit, fullOwners: exceptOwners } = slots[work].capacity()
      if (limit === 0 || exceptOwners.length > 0) full.add(work)
      else full.delete(work)
      if (limit === 0) return count
      const claimed = await claim({ work, limit, exceptOwners })
      for (const one of claimed) void start(one, takeSlot(work, one.job.owner)).catch(() => undefined)
      count += claimed.length
      if (claimed.length < limit) return count
    }
  }

  async function startOneNow(wanted: Job): Promise<{ ended?: Promise<void> }> {
    const work = workOf(wanted)
    const slot = slots[work].tryAcquire(wanted.owner)
    if (typeof slot !== 'function') return {}
    let claimed: ClaimedJob | undefined
    try {
      claimed = (await claim({ work, limit: 1, only: wanted }))[0]
    } finally {
      if (!claimed) slot()
    }
    return claimed ? { ended: start(claimed, slot) } : {}
  }

  return {
    fill: (work) => claims.run(work, () => fillNow(work)),
    startOne: (job) => claims.run(job.owner, () => startOneNow(job)),
    get isFull() {
      return full.size > 0
    },
  }
}
