import { emitJobChange } from '../jobs/emit-job-change'
import { canonical, refKeyOf } from '../jobs/digest'
import { applyUpstreamUpdate } from '../jobs/apply-upstream-update'
import { handleUnconfirmed, canRetryCreate, sendCreate, acceptJob } from '../jobs/send-create'
import type { ServerContext } from '../server-context'
import { startedAtOf, upstreamRequestOf } from '../store/job'
import type { Job, UpstreamRequest } from '../store/job'
import { createKeyOf } from '../store/owners'
import { withFiles } from '../store/request-files'
import { retryAfterOf } from '../jobs/clamp-retry-after'
import { isSubmissionRejected } from '../upstream/submission-rejected-error'
import type { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { Json, Upstream, UpstreamJob } from '../upstream/upstream'

/** The maximum clock skew between the upstream and this server. */
const maxClockSkewSeconds = 120

/**
 * Resolves an unconfirmed create: a job whose create request got no response. Retries the request if it cannot be billed
 * twice, else searches the upstream's list for the orphan that it may have left; if neither succeeds, the job stays
 * unconfirmed.
 */
export async function resolveUnconfirmedCreate(
  context: ServerContext,
  upstream: Upstream,
  job: Job,
  request: UpstreamRequest,
  leaseId: string,
): Promise<void> {
  const { store, now } = context
  if (canRetryCreate(upstream, job)) {
    try {
      const { operation, fields, source } = request
      const files = request.files === 'stored' ? await store.requestFiles(job.video.id) : []
      await sendCreate(context, upstream, job, { operation, request: withFiles(fields, files), source }, leaseId)
    } catch (error) {
      if (!isSubmissionRejected(error)) throw error
      const { code, message } = error
      if (!rejectsInput(error)) {
        await handleUnconfirmed(context, upstream, job, leaseId, retryAfterOf(error))
        return
      }
      const failed = await store.saveUpdate(
        job.video.id,
        (current) => ({
          ...applyUpstreamUpdate(
            current,
            { update: { status: 'failed', error: { code, message, accepted: false } } },
            now(),
          ),
          // It was rejected before it was accepted, so nothing was billed.
          cost: 0,
          dueAt: null,
        }),
        { leaseId },
      )
      if (failed) emitJobChange(context, job, failed)
    }
    return
  }
  const found = context.adoptOrphans ? await findOrphan(context, upstream, job) : undefined
  // No other row of any age may have this reference.
  if (found) await acceptJob(context, upstream, job, found, leaseId, 0)
  else await handleUnconfirmed(context, upstream, job, leaseId)
}

/**
 * Matches parts of error codes that reject the input itself (`too_large`, `policy`, `moderation`), so that every attempt
 * gets the same error.
 */
const inputErrorPattern = /invalid|unsupported|missing|required|too_l|moderat|polic|safety|sentinel|block|nsfw/i

/**
 * Whether the error of a retry also applies to the first attempt, because it rejects the input. Any other error (429,
 * 401, no connection, an exhausted budget, an error about the shared idempotency key) applies only to the
 * retry; the first attempt may have succeeded.
 */
const rejectsInput = ({ status, code, param }: SubmissionRejectedError): boolean => {
  if ((status !== 400 && status !== 422) || /idempoten/i.test(`${code} ${param}`)) return false
  // `invalid_request` is our own code for a rejection without a reason.
  return param !== null || (code !== 'invalid_request' && inputErrorPattern.test(code))
}

/**
 * Finds the job in the upstream's list. The Videos API carries no client reference, and a wrong match would show a user
 * another user's video. So all known fields must match, no row may already have the job's reference, and every other
 * unconfirmed create that matches must be of the same owner and have sent the same request: theirs may be assigned in
 * any order, as long as there are no more candidates than such creates.
 */
async function findOrphan({ store }: ServerContext, upstream: Upstream, job: Job): Promise<UpstreamJob | undefined> {
  let listed: UpstreamJob[]
  try {
    listed = await listSince(upstream, earliestCreation(job))
  } catch {
    // The next poll tries again.
    return undefined
  }
  // Read the rows after the list: by then every listed job of ours has a row, which is unconfirmed until its reference
  // is saved. Deleted rows are included.
  const unconfirmed = await store.listUnconfirmed(upstream.id)
  const alike = unconfirmed.filter((other) => hasSameFields(job, sentVideo(other)))
  if (alike.some((other) => !isInterchangeable(job, other))) return undefined
  // Neither may it be that of a deleted owner.
  if ((await store.assignedRefKeys([createKeyOf(await store.secret(), job)])).length > 0) return undefined
  const candidates = listed.filter(
    ({ update }) => hasSameFields(job, update) && isWithinSendWindow(job, update.created_at),
  )
  const keys = await Promise.all(candidates.map(({ ref }) => refKeyOf(upstream.id, ref)))
  const assigned = new Set(await store.assignedRefKeys(keys))
  const unassigned = candidates.filter((_, index) => !assigned.has(keys[index] ?? ''))
  return unassigned.length <= Math.max(1, alike.length) ? unassigned[0] : undefined
}

const listLimit = 100
/** So many jobs of an account can be newer than the one that is searched for. */
const maxPages = 10

/** The jobs of the account that were created at this time or later, in Unix seconds, as far as the list tells. */
async function listSince(upstream: Upstream, since: number): Promise<UpstreamJob[]> {
  const found = new Map<string, UpstreamJob>()
  for (let page = 0, after: string | undefined; page < maxPages; page += 1) {
    const listed = (await upstream.list?.({ limit: listLimit, ...(after !== undefined && { after }) })) ?? []
    const known = found.size
    for (const job of listed) found.set(canonical(job.ref), job)
    const last = listed.at(-1)
    // A server may ignore the cursor, and another may list in no order.
    const isLast = listed.length < listLimit || found.size === known
    if (isLast || typeof last?.ref !== 'string' || (last.update.created_at ?? 0) < since) break
    after = last.ref
  }
  return [...found.values()]
}

/**
 * Whether it does not matter which of two creates made a video. The list does not show every option, such as the seed,
 * and no file.
 */
function isInterchangeable(job: Job, other: Job): boolean {
  if (job.video.id === other.video.id) return true
  const [mine, theirs] = [upstreamRequestOf(job), upstreamRequestOf(other)]
  if (!mine || !theirs || job.owner !== other.owner || mine.files !== 'none' || theirs.files !== 'none') return false
  return requestText(mine) === requestText(theirs)
}

const requestText = ({ operation, fields, source = null }: UpstreamRequest): string =>
  canonical(JSON.parse(JSON.stringify([operation, fields, source])) as Json)

/** The video as the upstream knows it: with the prompt that was sent. */
const sentVideo = (job: Job): Job['video'] => ({
  ...job.video,
  prompt: upstreamRequestOf(job)?.fields.prompt ?? job.video.prompt,
})

const hasSameFields = (
  job: Job,
  other: {
    model?: string | undefined
    size?: string | undefined
    seconds?: string | undefined
    prompt?: string | null | undefined
  },
): boolean => {
  const video = sentVideo(job)
  return (['model', 'size', 'seconds', 'prompt'] as const).every(
    (name) => video[name] !== '' && video[name] === other[name],
  )
}

const isWithinSendWindow = (job: Job, createdAt: number | undefined): boolean =>
  createdAt !== undefined &&
  createdAt >= earliestCreation(job) &&
  createdAt <= (upstreamRequestOf(job)?.sentAt ?? job.createdAt) / 1_000 + maxClockSkewSeconds

/** In Unix seconds. */
const earliestCreation = (job: Job): number => startedAtOf(job) / 1_000 - maxClockSkewSeconds
