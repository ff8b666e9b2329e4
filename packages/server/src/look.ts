import { VideoError, isFinal, isSettled, isVideoError } from '@dailies/core'
import { announce } from './announce'
import { beginArchiving } from './archiving/archiving'
import type { Durations } from './durations'
import { foldHeard, judge } from './fold-heard'
import { certainAfterLooks, isCertain, missedAgain } from './missing'
import { byDeadline, nextDoubt, nextLook, resting } from './next-look'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { readWait, readWaitAfter } from './upstream-wait'

/** Looks at one leased job, whatever it is that is due, and folds in what was heard. Ends the lease. */
export async function lookAt(context: ServerContext, durations: Durations, job: Job, holder: string): Promise<void> {
  if (job.removedAt !== null) {
    const { finishRemoval } = await import('./finish-removal')
    return finishRemoval(context, durations, job, holder, job.removedAt)
  }
  if (job.submission) {
    const { settleOrphan } = await import('./orphans')
    return settleOrphan(context, job, job.submission, holder)
  }
  const { upstream, store, now, tell } = context
  const started = now()
  const usual = await durations.usual(job.video)
  let fold: (known: Job) => Job
  let asked = 0
  let code: string | undefined
  try {
    if (job.ref === undefined) throw new VideoError('This job has no reference upstream.', { code: 'misconfigured' })
    const answer = await upstream.retrieve(job.ref, { signal: AbortSignal.timeout(context.lookTimeout) })
    asked = readWait(answer.pollAfter)
    fold = (known) => {
      // Given up by its deadline it stays so until the upstream tells an end: "still running" is what it said before.
      const isMoot =
        isOverdue(known, context.deadline, now()) && known.verdictAt !== undefined && !isSettled(answer.heard)
      return isMoot ? { ...known, failures: 0 } : foldHeard(known, answer.heard, now())
    }
  } catch (error) {
    asked = readWaitAfter(error)
    code = isVideoError(error) ? error.code : 'upstream_failed'
    fold =
      code === 'not_found' ? (known) => miss(known, now()) : (known) => ({ ...known, failures: known.failures + 1 })
  }
  const settled = await store.settle(
    job.video.id,
    (known) => {
      const next = beginArchiving(context, overdue(fold(known), context.deadline, now()), now())
      if (next.archivingUntil !== undefined) return { ...next, lookedAt: now() }
      // Somebody made it due while we looked (a webhook, "check again"), so what we heard may be old already.
      const isWoken = known.dueAt !== job.dueAt
      const { isResting: _isResting, ...rest } = next
      const looked = { ...rest, lookedAt: now() }
      if (isWoken && !isFinal(next.video)) return { ...looked, dueAt: now() }
      const planned =
        isCalm(looked) && context.rests(looked)
          ? resting(looked, now(), usual)
          : { ...looked, dueAt: dueAt(looked, now(), usual, asked) }
      return looked.verdictAt === undefined ? byDeadline(planned, context.deadline) : planned
    },
    { holder },
  )
  const { owner, video } = settled ?? job
  const { id: videoId, model, status } = video
  tell({ type: 'polled', videoId, owner, model, status, took: now() - started, ...(code && { code }) })
  if (settled) announce(context, job, settled)
}

/** Running, and nothing is wrong with it. */
const isCalm = ({ video, verdictAt, missing, failures }: Job): boolean =>
  !isSettled(video) && verdictAt === undefined && !missing && failures === 0

/** When to look again; null where nothing can change any more. */
function dueAt(job: Job, now: number, usual: number | undefined, asked: number): number | null {
  if (isFinal(job.video)) return null
  if (job.verdictAt !== undefined) {
    const wait = nextDoubt(now - job.verdictAt)
    return wait === undefined ? null : now + Math.max(wait, asked)
  }
  // A 404 is asked about again until it is certain, however far off the end seems.
  const failures = job.missing ? certainAfterLooks + 1 : job.failures
  const { createdAt, changedAt, video } = job
  const [elapsed, unchanged] = [now - createdAt, now - changedAt]
  return now + nextLook({ elapsed, progress: video.progress, unchanged, usual, failures, asked })
}

/** The upstream says that it does not know this job. */
function miss(job: Job, now: number): Job {
  const missing = missedAgain(job.missing, now)
  const message =
    'The video service no longer knows this job. It may have been removed there, or lost in a restart; check again, or make it anew.'
  return isCertain(missing, now) ? judge({ ...job, missing }, { code: 'lost', message }, now) : { ...job, missing }
}

const isOverdue = (job: Job, deadline: number, now: number): boolean => now - job.createdAt >= deadline

function overdue(job: Job, deadline: number, now: number): Job {
  if (isSettled(job.video) || !isOverdue(job, deadline, now)) return job
  const message = `The video service has not finished this job within ${Math.round(deadline / 60_000)} minutes. Check again later, or make it anew.`
  return judge(job, { code: 'deadline_exceeded', message }, now)
}
