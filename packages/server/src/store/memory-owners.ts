import type { Job } from './job'
import { endOfDay, startOfDay } from './limits'
import type { OpenTable } from './memory-table'
import { isErasable, keyHashOf, ownerHashOf, remainsOf } from './owners'
import type { ErasedUsage, OwnerStore, Remains } from './owners'

/** What the deletion of owners needs of the in-memory store. */
interface MemoryOwnersOptions {
  secret: string
  /** Every row of an owner, with what belongs to it. */
  rowsOf(owner: string): { job: Job; refKey: string | null; key: string | null }[]
  /** Whether the job has entries of these kinds to deliver. */
  isPending(jobId: string, kinds: readonly string[]): boolean
  /** Deletes a row with everything that belongs to it. */
  deleteRow(job: Job): void
  /** Deletes everything else of the owner. */
  deleteOwner(owner: string): void
}

/** The deletion of owners in the in-memory store. */
export interface MemoryOwners {
  operations(options: MemoryOwnersOptions): OwnerStore
  isMarked(owner: string): boolean
  hasErasedKey(secret: string, owner: string, key: string): boolean
  /** What erased rows used on this day; of all owners if `owner` is undefined. */
  erasedUsage(secret: string, owner: string | undefined, now: number): ErasedUsage
  hasErasedRef(refKey: string): boolean
  /** Deletes remains that are over; returns how many. */
  purge(now: number): number
}

export function createMemoryOwners(openTable: OpenTable): MemoryOwners {
  const marked = openTable<number>('marked_owners')
  const remains = openTable<Remains>('remains')
  const all = (): Remains[] => [...remains.values()]

  return {
    isMarked: (owner) => marked.has(owner),
    hasErasedKey: (secret, owner, key) => all().some(({ keyHash }) => keyHash === keyHashOf(secret, owner, key)),
    erasedUsage: (secret, owner, now) => {
      const hash = owner === undefined ? undefined : ownerHashOf(secret, owner)
      const today = all().filter(
        ({ ownerHash, at }) => at >= startOfDay(now) && at < endOfDay(now) && (!hash || ownerHash === hash),
      )
      return { count: today.length, cost: today.reduce((sum, { cost }) => sum + cost, 0) }
    },
    hasErasedRef: (refKey) => all().some((one) => one.refKey === refKey),
    purge: (now) => {
      const over = all().filter(({ expiresAt }) => expiresAt < now)
      for (const { jobId } of over) remains.delete(jobId)
      return over.length
    },
    operations: ({ secret, rowsOf, isPending, deleteRow, deleteOwner }) => ({
      markOwner: async (owner, now) => {
        if (!marked.has(owner)) marked.set(owner, now)
      },
      markedOwners: async (limit) => [...marked.keys()].slice(0, limit),
      eraseOwner: async (owner, options) => {
        if (!marked.has(owner)) return { erased: 0, left: 0 }
        const erasable = rowsOf(owner)
          .filter(({ job }) => isErasable(job, options) && !isPending(job.video.id, options.pendingKinds))
          .slice(0, options.limit)
        for (const row of erasable) {
          const { cost, createdAt: at, isAdopted } = row.job
          const stays = remainsOf(secret, { ...row, cost: isAdopted ? 0 : cost, at }, options.expiresAt)
          remains.set(row.job.video.id, stays)
          deleteRow(row.job)
        }
        const left = rowsOf(owner).length
        if (left === 0) {
          deleteOwner(owner)
          marked.delete(owner)
        }
        return { erased: erasable.length, left }
      },
    }),
  }
}
