import { isVideoError } from '@dailies/core'
import { removeFiles } from './archiving/archive-files'
import { nextLook } from './next-look'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { readWaitAfter } from './upstream-wait'

/** For how long the upstream is asked to remove what it does not let go, in milliseconds. */
const givenUpAfter = 86_400_000

/** Removes upstream and from the archive what its owner has removed, now or at a later look. Ends the lease. */
export async function finishRemoval(
  { upstream, store, now, lookTimeout, archiving }: ServerContext,
  job: Job,
  holder: string,
  removedAt: number,
): Promise<void> {
  let isDone = true
  let wait = 0
  try {
    if (job.ref !== undefined) await upstream.remove?.(job.ref, { signal: AbortSignal.timeout(lookTimeout) })
  } catch (error) {
    wait = readWaitAfter(error)
    isDone =
      (isVideoError(error) && (error.code === 'not_found' || error.code === 'unsupported')) ||
      now() - removedAt > givenUpAfter
  }
  if (archiving && !(await removeFiles(archiving, job))) isDone = false
  await store.settle(
    job.video.id,
    ({ ref, submission: _submission, ...known }) => {
      if (isDone) return { ...known, dueAt: null, isActive: false }
      const failures = known.failures + 1
      const dueAt = now() + nextLook({ elapsed: 0, progress: null, failures, asked: wait })
      return { ...known, ...(ref !== undefined && { ref }), failures, dueAt }
    },
    { holder },
  )
}
