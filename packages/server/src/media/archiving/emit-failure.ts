import { isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import type { ServerContext } from '../../server-context'
import type { Job } from '../../store/job'

/** A failed operation on one archived file. */
interface ArchivingFailure {
  operation: 'copy' | 'read' | 'delete' | 'preview'
  variant: VideoVariant
  error: unknown
  durationMs: number
}

/** Tells the operator that a file could not be copied, read, deleted or made; otherwise only visitors would notice. */
export function emitArchivingFailure(
  { emit }: Pick<ServerContext, 'emit'>,
  { video, owner }: Job,
  { error, ...failure }: ArchivingFailure,
): void {
  const code = isVideoError(error) ? error.code : 'internal_error'
  const { id: videoId, model } = video
  emit({ type: 'archiving_failed', videoId, owner, model, ...failure, code, reason: reasonOf(error) })
}

const maxReasonLength = 500

/** The messages of an error and of its causes, which name the host or the path. URLs lose their query: it may be signed. */
function reasonOf(error: unknown): string {
  const messages: string[] = []
  for (let cause = error; cause instanceof Error && messages.length < 4; cause = cause.cause)
    messages.push(cause.message)
  const text = messages.length > 0 ? messages.join(' Cause: ') : String(error)
  return text.replaceAll(/\?[^\s"']*=[^\s"']*/g, '').slice(0, maxReasonLength)
}
