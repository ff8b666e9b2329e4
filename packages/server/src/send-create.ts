import { emitJobChange } from './emit-job-change'
import { beginArchiving } from './archiving/archiving'
import { refKeyOf } from './digest'
import { applyUpstreamUpdate, failProvisionally } from './apply-upstream-update'
import { byDeadline, provisionalPollDelay, nextPollDelay, toIdle } from './poll-delay'
import type { ServerContext } from './server-context'
import type { Job, UpstreamRequest } from './store/job'
import { retryUntilPersisted } from './retry-until-persisted'
import { readRetryAfter } from './upstream-retry-after'
import { SubmissionRejectedError } from './upstream/upstream'
import type { Json, Upstream, UpstreamJob } from './upstream/upstream'

const firstLook = 1_000
/** How long an upstream's list may take to show a new job. Milliseconds. */
const orphanPatience = 90_000
const unknownMessage =
  'The video service did not confirm that it took this film, and it may have been made and billed. Check again later, or look there before you make it anew.'

/** A submission as it goes out: where it starts from a film of another place, with that film. */
type Sent = Omit<UpstreamRequest, 'source'> & { source?: Json | Blob }

/** Whether the upstream may be asked again without a second charge, and we still have what to ask with. */
export const isRepeatable = ({ idempotent }: Upstream, { upstreamRequest }: Job): boolean =>
  idempotent === true && upstreamRequest?.isUpload !== true

/**
 * Asks the upstream for a reserved job and records its answer. Only after a RefusedSubmission is nothing owed; where the upstream may have
 * taken the job without our hearing of it, the job says so or is settled later, and so it is after any other rejection, which is the store's.
 */
export async function sendCreate(context: ServerContext, job: Job, submission: Sent, holder: string): Promise<Job> {
  const { now, emit } = context
  const started = now()
  let answer: UpstreamJob
  try {
    answer = await ask(context.upstream, submission, job.video.id, context.createTimeoutMs)
  } catch (error) {
    if (error instanceof SubmissionRejectedError) throw error
    return retryUntilPersisted(() => markUnconfirmed(context, job, holder))
  }
  const taken = await retryUntilPersisted(() => acceptJob(context, job, answer, holder))
  emit({
    type: 'created',
    videoId: job.video.id,
    owner: job.owner,
    verb: submission.verb,
    model: job.video.model,
    durationMs: now() - started,
  })
  return taken
}

function ask(upstream: Upstream, { verb, request, source }: Sent, id: string, timeout: number) {
  const options = { idempotencyKey: id, signal: AbortSignal.timeout(timeout) }
  if (verb === 'create') return upstream.create(request, options)
  const submit: Upstream['extend'] = upstream[verb]?.bind(upstream)
  if (!submit || source === undefined) {
    throw new SubmissionRejectedError(`This server's upstream has no ${verb}.`, { code: 'unsupported' })
  }
  const { prompt, seconds } = request
  return submit(source, verb === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }, options)
}

/**
 * Records that the upstream has this job. The answer is the truth even where the lease was lost while we waited for it, unless another row
 * was given the reference since: a film has one owner. An older row may have it, where an upstream counts anew after a restart.
 */
export async function acceptJob(
  context: ServerContext,
  job: Job,
  { ref, update, pollAfterMs }: UpstreamJob,
  holder: string,
  exclusiveSince = job.createdAt,
): Promise<Job> {
  const { store, now } = context
  const fold = (known: Job): Job | undefined => {
    if (known.ref !== undefined) return undefined
    const { upstreamRequest: _submission, ...rest } = known
    const next = beginArchiving(context, applyUpstreamUpdate({ ...rest, ref }, update, now()), now())
    const isRunning = next.deletedAt === null && next.isActive
    const isArchiving = next.archivingUntil !== undefined
    const dueAt = isRunning
      ? now() + Math.max(firstLook, readRetryAfter(pollAfterMs))
      : next.deletedAt === null && !isArchiving
        ? null
        : now()
    // The first telling, even where the upstream said nothing beyond "taken".
    const told = next.version === known.version ? { version: next.version + 1, changedAt: now() } : {}
    const taken = { ...next, dueAt, ...told }
    if (!isRunning) return taken
    return byDeadline(context.mayIdle(taken) ? toIdle(taken, now()) : taken, context.deadlineMs)
  }
  const options = { refKey: await refKeyOf(ref), exclusiveSince }
  const { id } = job.video
  const taken =
    (await store.saveUpdate(id, fold, { ...options, holder })) ?? (await store.saveUpdate(id, fold, options))
  if (!taken) return markUnconfirmed(context, job, holder)
  emitJobChange(context, job, taken)
  return taken
}

/** The upstream may have taken it, and nobody told us. It may have asked to be left alone for so many milliseconds. */
export async function markUnconfirmed(context: ServerContext, job: Job, holder: string, requested = 0): Promise<Job> {
  const { store, now, upstream, deadlineMs } = context
  const isAskedAgain = isRepeatable(upstream, job)
  const isSettleable = isAskedAgain || (context.adoptOrphans && upstream.list !== undefined)
  const isOverdue = now() - job.createdAt >= (isAskedAgain ? deadlineMs : Math.min(deadlineMs, orphanPatience))
  const settled = await store.saveUpdate(
    job.video.id,
    (known) => {
      if (known.ref !== undefined) return undefined
      const failures = known.failures + 1
      const elapsed = now() - known.createdAt
      const wait = nextPollDelay({ elapsed, progress: null, failures, requested })
      if (isSettleable && !isOverdue && known.provisionalFailureAt === undefined)
        return byDeadline({ ...known, failures, dueAt: now() + wait }, deadlineMs)
      const later = isSettleable ? provisionalPollDelay(now() - (known.provisionalFailureAt ?? now())) : undefined
      const dueAt = later === undefined ? null : now() + Math.max(later, requested)
      return {
        ...failProvisionally(known, { code: 'submission_unknown', message: unknownMessage }, now()),
        failures,
        dueAt,
      }
    },
    { holder },
  )
  if (settled) emitJobChange(context, job, settled)
  return settled ?? job
}
