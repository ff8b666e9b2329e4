import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { upstreamRequestOf } from './job'
import type { Job } from './job'
import { startOfDay } from './limits'

/** What `Store.eraseOwner` may erase, and how much at once. Times are Unix milliseconds. */
export interface EraseOptions {
  /** When the pseudonymous remains are purged. */
  expiresAt: number
  /** Maximum number of rows. */
  limit: number
  /** The kinds of outbox entries that are still delivered: a row with one of them is kept until then. */
  pendingKinds: readonly string[]
  /** An unanswered create is kept if it was deleted at this time or later, because its answer may still arrive. */
  unansweredBefore: number
  /** Rows that were deleted before this time are erased with their work undone. */
  abandonedBefore: number
}

/** How far the erasure of an owner is. */
export interface Erasure {
  /** How many rows were erased. */
  erased: number
  /** How many rows of the owner are left; at 0 nothing of them is stored any more, not even the mark. */
  left: number
}

/** The part of a store that deletes owners. */
export interface OwnerStore {
  /** Marks an owner as being deleted: from now on `reserve` and `insertExisting` accept no job of theirs. */
  markOwner(owner: string, now: number): Promise<void>
  /** The marked owners. */
  markedOwners(limit: number): Promise<string[]>
  /**
   * Erases rows of a marked owner whose videos are deleted, with everything that belongs to them. What limits and orphans
   * need stays as pseudonymous remains: `reserve` still counts their cost and knows their idempotency keys, and
   * `assignedRefKeys` their references. When no row is left, the rest of the owner is erased, and the mark with it.
   */
  eraseOwner(owner: string, options: EraseOptions): Promise<Erasure>
}

/** Whether a row may be erased, but for its outbox entries. The SQL stores have the same rule in their query. */
export function isErasable(
  { phase, dueAt }: Job,
  { unansweredBefore, abandonedBefore }: Pick<EraseOptions, 'unansweredBefore' | 'abandonedBefore'>,
): boolean {
  if (phase.name !== 'deleted') return false
  if (phase.deletedAt < abandonedBefore) return true
  return dueAt === null && (!('upstreamRequest' in phase) || phase.deletedAt < unansweredBefore)
}

/** What stays of an erased row, for limits and orphans. */
export interface Remains {
  jobId: string
  ownerHash: string
  upstreamId: string
  /** The key of its upstream reference, or that of its unanswered create. */
  refKey: string | null
  keyHash: string | null
  /** The start of the day of its create. */
  at: number
  cost: number
  expiresAt: number
}

/** What erased rows of a day still count towards limits. */
export interface ErasedUsage {
  count: number
  cost: number
}

/** The remains of a row. `secret` is the store's: without it their owner cannot be found out. */
export const remainsOf = (
  secret: string,
  { job, refKey, key, cost, at }: { job: Job; refKey: string | null; key: string | null; cost: number; at: number },
  expiresAt: number,
): Remains => ({
  jobId: job.video.id,
  ownerHash: ownerHashOf(secret, job.owner),
  upstreamId: job.upstreamId,
  refKey: 'upstreamRequest' in job.phase ? createKeyOf(secret, job) : refKey,
  keyHash: key === null ? null : keyHashOf(secret, job.owner, key),
  at: startOfDay(at),
  cost,
  expiresAt,
})

/** Stands for an owner. */
export const ownerHashOf = (secret: string, owner: string): string => pseudonym(secret, ['owner', owner])

/** Stands for an idempotency key of an owner. */
export const keyHashOf = (secret: string, owner: string, key: string): string => pseudonym(secret, ['key', owner, key])

/** Stands for what a create asks for, as far as the upstream's list shows it: the video of an erased one is no orphan. */
export const createKeyOf = (secret: string, job: Job): string => {
  const { model, size, seconds, prompt } = job.video
  const sent = upstreamRequestOf(job)?.fields.prompt ?? prompt
  return `create:${pseudonym(secret, [job.upstreamId, model, size, seconds, sent])}`
}

function pseudonym(secret: string, parts: readonly (string | null)[]): string {
  const text = new TextEncoder()
  const bytes = hmac(sha256, text.encode(`remains:${secret}`), text.encode(JSON.stringify(parts)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
