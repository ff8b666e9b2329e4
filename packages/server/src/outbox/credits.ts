import { isFinal } from '@dailies/core'
import { chargeOf } from '../jobs/credits'
import type { Charge, Credits } from '../jobs/credits'
import type { Job } from '../store/job'
import type { Json } from '../upstream/upstream'
import type { OutboxKind } from './outbox-kind'

/** A charge as it is stored: the owner is in the entry. */
type StoredCharge = Omit<Charge, 'owner'>

const payloadOf = (job: Job): Json => {
  const { owner: _owner, ...charge } = chargeOf(job)
  return charge as unknown as Json
}

/** Whether the credits of a job are to be with its owner. They are never given back after a second debit. */
function isRefunded(job: Job | undefined): boolean {
  if (!job?.credit || job.credit.debits === 2) return false
  const { video, cost, credit } = job
  return credit.isReturned === true || (video.status === 'failed' && isFinal(video) && cost === 0)
}

/** Refunds: the request was never sent, the job failed for good and cost nothing, or the operator gives it back. */
export const refundKind = (credits: Pick<Credits, 'refund'>): OutboxKind => ({
  name: 'refund',
  payloadOf: (before, after) => (isRefunded(after) && !isRefunded(before) ? payloadOf(after) : undefined),
  deliver: async ({ owner, payload }) => credits.refund({ ...(payload as unknown as StoredCharge), owner }),
})

/** Second debits: the video was completed after its credits had been refunded. */
export const lateDebitKind = (credits: Pick<Credits, 'debit'>): OutboxKind => ({
  name: 'debit',
  payloadOf: (before, after) =>
    after.credit?.debits === 2 && before?.credit?.debits !== 2 ? payloadOf(after) : undefined,
  deliver: async ({ owner, payload }) => {
    const reason: unknown = await credits.debit({ ...(payload as unknown as StoredCharge), owner })
    // The video exists and was billed, so this is for the operator to solve.
    if (reason !== undefined)
      throw new Error(`The debit of a video that was completed late was rejected: ${String(reason)}`)
  },
})

/** Refunds of provisional failures, which become due when the failure has lasted for so long. */
export const provisionalRefundKind = (delayMs: number, refundJob: (id: string) => Promise<void>): OutboxKind => ({
  name: 'provisional_refund',
  delayMs,
  payloadOf: (before, after) =>
    after.credit && isProvisional(after) && !(before && isProvisional(before)) ? {} : undefined,
  deliver: async ({ jobId }, { job }) => {
    // It may have ended meanwhile, or failed again: then there is a later entry.
    if (job && isProvisional(job) && !isRefunded(job)) await refundJob(jobId)
  },
})

const isProvisional = ({ phase }: Job): boolean => phase.name === 'provisionally_failed'
