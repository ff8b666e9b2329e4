import { isFinal, isSettled } from '@dailies/core'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'

/** Tells the world what changed between two states of a job. */
export function emitJobChange({ emitChange, emit, now }: ServerContext, before: Job | undefined, after: Job): void {
  if (before?.version === after.version) return
  emitChange(after)
  const { owner, video } = after
  if (isSettled(video) && (!before || before.video.status !== video.status || before.video.error !== video.error)) {
    const about = { videoId: video.id, owner, model: video.model, durationMs: now() - after.createdAt }
    if (video.status === 'completed') emit({ type: 'completed', ...about })
    else emit({ type: 'failed', ...about, code: video.error?.code ?? 'unknown', isFinal: isFinal(video) })
  }
}
