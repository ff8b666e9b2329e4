import { isSettled } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { refKeyOf } from './digest'
import { applyUpstreamUpdate } from './apply-upstream-update'
import { markUnconfirmed, isRepeatable, sendCreate, acceptJob } from './send-create'
import type { ServerContext } from './server-context'
import type { Job, UpstreamRequest } from './store/job'
import { readErrorRetryAfter } from './upstream-retry-after'
import { SubmissionRejectedError } from './upstream/upstream'
import type { UpstreamJob } from './upstream/upstream'

/** How far the upstream's clock may be from ours, in seconds. */
const clockTolerance = 120

/** Settles a submission whose answer nobody heard: asked again where that cannot cost twice, found in the upstream's list, or told as unknown. */
export async function resolveOrphan(
  context: ServerContext,
  job: Job,
  submission: UpstreamRequest,
  holder: string,
): Promise<void> {
  const { upstream, store, now } = context
  if (isRepeatable(upstream, job)) {
    try {
      await sendCreate(context, job, submission, holder)
    } catch (error) {
      if (!(error instanceof SubmissionRejectedError)) throw error
      const { code, message } = error
      if (!rejectsInput(error)) {
        await markUnconfirmed(context, job, holder, readErrorRetryAfter(error))
        return
      }
      const settled = await store.saveUpdate(
        job.video.id,
        ({ upstreamRequest: _submission, ...known }) => ({
          ...applyUpstreamUpdate(known, { status: 'failed', error: { code, message } }, now()),
          dueAt: null,
        }),
        { holder },
      )
      if (settled) emitJobChange(context, job, settled)
    }
    return
  }
  const found = context.adoptOrphans ? await findOrphan(context, job) : undefined
  if (found) await acceptJob(context, job, found, holder, 0)
  else await markUnconfirmed(context, job, holder)
}

/** Codes by which a request itself is refused, whenever it is sent. */
const ofTheInput = /invalid|unsupported|missing|required|too_l|moderat|polic|safety|sentinel|block|nsfw/i

/**
 * Whether what was said of the second asking goes for the first one too, since it judges what was asked. All else (429, 401, no connection,
 * a budget that is spent, a word about the key that both carry) goes for its own moment, and the first may have been taken before.
 */
const rejectsInput = ({ status, code, param }: SubmissionRejectedError): boolean => {
  if ((status !== 400 && status !== 422) || /idempoten/i.test(`${code} ${param}`)) return false
  // Our own word for a refusal that was not explained.
  return param !== null || (code !== 'invalid_request' && ofTheInput.test(code))
}

/**
 * The one listed job that can only be this one. The wire carries no reference of the client's, and a wrong match would hand over another's
 * film: so everything that is known must be equal, nobody else may have or want it, and there must be no second one.
 */
async function findOrphan(
  { upstream, store, pollTimeoutMs }: ServerContext,
  job: Job,
): Promise<UpstreamJob | undefined> {
  let listed: UpstreamJob[] | undefined
  try {
    listed = await upstream.list?.({ limit: 100, signal: AbortSignal.timeout(pollTimeoutMs) })
  } catch {
    // Asked again at the next look.
    return undefined
  }
  // Read after the list, so that whatever is listed has its row already: unanswered until its reference is known, and deleted or not.
  const rivals = (await store.unanswered()).filter(
    (other) => other.video.id !== job.video.id && isAlike(job, other.video),
  )
  if (rivals.some(({ provisionalFailureAt, video }) => provisionalFailureAt !== undefined || !isSettled(video)))
    return undefined
  const fitting = (listed ?? []).filter(({ update }) => isAlike(job, update) && isInTime(job, update.created_at))
  const keys = await Promise.all(fitting.map(({ ref }) => refKeyOf(ref)))
  const claimed = new Set(await store.claimed(keys))
  const free = fitting.filter((_, index) => !claimed.has(keys[index] ?? ''))
  return free.length === 1 ? free[0] : undefined
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
