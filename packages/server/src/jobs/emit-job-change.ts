import { isFinal, isSettled } from '@dailies/core'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'

/** Publishes a changed job, and emits a server event if it completed or failed. */
export function emitJobChange({ changes, emit, now }: ServerContext, before: Job | undefined, after: Job): void {
  if (before?.version === after.version) return
  changes.publish(after)
  const { owner, video } = after
  if (isSettled(video) && (!before || before.video.status !== video.status || before.video.error !== video.error)) {
    const common = { videoId: video.id, owner, model: video.model, durationMs: now() - after.createdAt }
    if (video.status === 'completed') emit({ type: 'completed', ...common })
    else emit({ type: 'failed', ...common, code: video.error?.code ?? 'unknown', isFinal: isFinal(video) })
  }
}
