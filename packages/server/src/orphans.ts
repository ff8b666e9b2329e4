import { isSettled } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { refKeyOf } from './digest'
import { applyUpstreamUpdate } from './apply-upstream-update'
import { markUnconfirmed, canRetryCreate, sendCreate, acceptJob } from './send-create'
import type { ServerContext } from './server-context'
import type { Job, UpstreamRequest } from './store/job'
import { readErrorRetryAfter } from './upstream-retry-after'
import { SubmissionRejectedError } from './upstream/upstream'
import type { UpstreamJob } from './upstream/upstream'

/** How far the upstream's clock may differ from ours, in seconds. */
const clockTolerance = 120

/**
 * Resolves an orphan: a job whose create request got no response. Retries the request if it cannot be billed twice,
 * else searches the upstream's list for the job; if neither succeeds, the job stays unconfirmed.
 */
export async function resolveOrphan(
  context: ServerContext,
  job: Job,
  request: UpstreamRequest,
  holder: string,
): Promise<void> {
  const { upstream, store, now } = context
  if (canRetryCreate(upstream, job)) {
    try {
      await sendCreate(context, job, request, holder)
    } catch (error) {
      if (!(error instanceof SubmissionRejectedError)) throw error
      const { code, message } = error
      if (!rejectsInput(error)) {
        await markUnconfirmed(context, job, holder, readErrorRetryAfter(error))
        return
      }
      const failed = await store.saveUpdate(
        job.video.id,
        ({ upstreamRequest: _upstreamRequest, ...current }) => ({
          ...applyUpstreamUpdate(current, { status: 'failed', error: { code, message } }, now()),
          dueAt: null,
        }),
        { holder },
      )
      if (failed) emitJobChange(context, job, failed)
    }
    return
  }
  const found = context.adoptOrphans ? await findOrphan(context, job) : undefined
  if (found) await acceptJob(context, job, found, holder, 0)
  else await markUnconfirmed(context, job, holder)
}

/** Error codes that reject the input itself, so that every attempt gets the same error. */
const inputErrorCodes = /invalid|unsupported|missing|required|too_l|moderat|polic|safety|sentinel|block|nsfw/i

/**
 * Whether the error of a retry also applies to the first attempt, because it rejects the input. Any other error (429,
 * 401, no connection, an exhausted budget, an error about the idempotency key that both carry) applies only to the
 * retry; the first attempt may have succeeded.
 */
const rejectsInput = ({ status, code, param }: SubmissionRejectedError): boolean => {
  if ((status !== 400 && status !== 422) || /idempoten/i.test(`${code} ${param}`)) return false
  // `invalid_request` is our own code for a rejection without a reason.
  return param !== null || (code !== 'invalid_request' && inputErrorCodes.test(code))
}

/**
 * Finds the job in the upstream's list. The Videos API carries no client reference, and a wrong match would show a user
 * another user's video. So all known fields must be equal, no other row may have the job or match it, and there must be
 * exactly one candidate.
 */
async function findOrphan(
  { upstream, store, pollTimeoutMs }: ServerContext,
  job: Job,
): Promise<UpstreamJob | undefined> {
  let listed: UpstreamJob[] | undefined
  try {
    listed = await upstream.list?.({ limit: 100, signal: AbortSignal.timeout(pollTimeoutMs) })
  } catch {
    // The next poll tries again.
    return undefined
  }
  // Read after the list, so that every listed job of ours has its row by now: unanswered until its reference is saved,
  // and deleted or not.
  const rivals = (await store.unanswered()).filter(
    (other) => other.video.id !== job.video.id && isAlike(job, other.video),
  )
  if (rivals.some(({ provisionalFailureAt, video }) => provisionalFailureAt !== undefined || !isSettled(video)))
    return undefined
  const candidates = (listed ?? []).filter(({ update }) => isAlike(job, update) && isInTime(job, update.created_at))
  const keys = await Promise.all(candidates.map(({ ref }) => refKeyOf(ref)))
  const claimed = new Set(await store.claimed(keys))
  const unclaimed = candidates.filter((_, index) => !claimed.has(keys[index] ?? ''))
  return unclaimed.length === 1 ? unclaimed[0] : undefined
}

const isAlike = (
  { video }: Job,
  other: {
    model?: string | undefined
    size?: string | undefined
    seconds?: string | undefined
    prompt?: string | null | undefined
  },
): boolean =>
  (['model', 'size', 'seconds', 'prompt'] as const).every((name) => video[name] !== '' && video[name] === other[name])

const isInTime = (job: Job, createdAt: number | undefined): boolean =>
  createdAt !== undefined &&
  createdAt >= job.createdAt / 1_000 - clockTolerance &&
  createdAt <= (job.upstreamRequest?.sentAt ?? job.createdAt) / 1_000 + clockTolerance
