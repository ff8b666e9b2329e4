import { VideoError } from '@dailies/core'
import type { CreateVideo } from '@dailies/core'
import type { ServerContext } from '../server-context'
import { unsentRequestOf } from '../store/job'
import type { CreateOperation, Job } from '../store/job'
import type { Json, Upstream } from '../upstream/upstream'
import { sendable } from './build-job'
import { debit } from './credits'
import type { Credits } from './credits'
import { sendCreate } from './send-create'

/** What is sent for a job, with its files; for an uploaded video, `source` is the file. */
export interface SendableRequest {
  operation: CreateOperation
  request: CreateVideo
  source: Json | Blob | undefined
}

/** The owner's credits were not debited, so nothing was sent. */
export class NotDebitedError extends VideoError {
  constructor(
    message: string,
    /** Whether they may have been debited all the same, so that they must be refunded. */
    readonly mayBeDebited: boolean,
    cause?: unknown,
  ) {
    super(message, { code: mayBeDebited ? 'overloaded' : 'insufficient_credits', cause })
  }
}

/**
 * Debits a reserved job if the server has credits, and sends it. The caller holds its lease.
 *
 * @throws NotDebitedError, SubmissionRejectedError: nothing was created
 */
export async function startJob(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  request: SendableRequest,
  leaseId: string,
): Promise<Job> {
  const submitting = job.phase.name === 'debiting' ? await debitJob(context, upstream, job, leaseId) : job
  if (submitting) return sendCreate(context, upstream, submitting, request, leaseId)
  // The lease was lost, or the video was deleted: whoever has it now goes on with it.
  return (await context.store.retrieve(job.video.id)) ?? job
}

/** The job, about to be sent; undefined if this process may not send it any more. */
async function debitJob(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  leaseId: string,
): Promise<Job | undefined> {
  const { store, now } = context
  if (job.credit) await callDebit(context, job)
  const saved = await store.saveUpdate(
    job.video.id,
    (current) => {
      const request = unsentRequestOf(current)
      if (current.phase.name !== 'debiting' || !request) return undefined
      return {
        ...current,
        phase: { name: 'submitting', upstreamRequest: sendable(upstream, request, now()) },
        failures: 0,
      }
    },
    { leaseId, keepsLease: true },
  )
  return saved?.phase.name === 'submitting' ? saved : undefined
}

async function callDebit({ credits, emit, now }: ServerContext, job: Job): Promise<void> {
  const startedAt = now()
  const result = await debit(credits ?? withoutCredits, job)
  if (result.outcome === 'debited') return
  if (result.outcome === 'rejected') throw new NotDebitedError(result.reason, false)
  const { cause } = result
  const { owner, video } = job
  const reason = cause instanceof Error ? cause.message : String(cause)
  emit({ type: 'debit_failed', videoId: video.id, owner, model: video.model, reason, durationMs: now() - startedAt })
  throw new NotDebitedError(
    'Your credits could not be checked, so this video was not created. Try again in a moment.',
    true,
    cause,
  )
}

/** A job that was to be debited by a server with credits, continued by one without: it must not be free. */
const withoutCredits: Pick<Credits, 'debit'> = {
  debit: () => {
    throw new Error('This server has no credits, but the video was created by one that has. Set the option credits.')
  },
}
