import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../jobs/emit-job-change'
import { upstreamOf } from '../jobs/upstreams'
import { keyOf } from './archiving/archiving'
import { emitArchivingFailure } from './archiving/emit-failure'
import { parseRange, resolveRange } from '../net/byte-range'
import { toUpstreamError } from '../upstream/to-upstream-error'
import { fileFound, fileMissing, withoutFile } from './file-state'
import type { ServerContext } from '../server-context'
import { refOf } from '../store/job'
import type { Job } from '../store/job'
import type { JobReducer } from '../store/store'
import { cancelBody } from '../net/cancel-body'
import type { UpstreamContent } from '../upstream/upstream'

/** A presigned URL of an archived file, if the archive supports that. */
export async function redirectOf(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  contentDisposition: string | undefined,
): Promise<string | undefined> {
  const asset = job.assets[variant]
  if (asset?.state !== 'ready' || asset.bytes === null) return undefined
  const startedAt = context.now()
  const contentType = asset.content_type ?? 'application/octet-stream'
  try {
    return await context.archiving?.archive.redirect?.(keyOf(job, variant), {
      contentType,
      ...(contentDisposition !== undefined && { contentDisposition }),
    })
  } catch (error) {
    const durationMs = context.now() - startedAt
    emitArchivingFailure(context, job, { operation: 'read', variant, error, durationMs })
    // The file is streamed instead.
    return undefined
  }
}

/** Which part of a file to open. */
interface OpenFileOptions {
  range?: string
  signal: AbortSignal
}

/**
 * Opens a file in the archive, or else upstream. An archive that cannot be read says nothing about the file: the upstream
 * may still have it, and if it does not, the archive is asked again at the next request.
 *
 * @throws VideoError
 */
export async function openFile(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  options: OpenFileOptions,
): Promise<UpstreamContent> {
  let archiveError: unknown
  const startedAt = context.now()
  try {
    const archived = await openArchived(context, job, variant, options)
    if (archived) return archived
  } catch (error) {
    options.signal.throwIfAborted()
    const durationMs = context.now() - startedAt
    emitArchivingFailure(context, job, { operation: 'read', variant, error, durationMs })
    archiveError = error
  }
  if (archiveError === undefined) return openUpstream(context, job, variant, options)
  return openUpstream(context, job, variant, options, false).catch((error: unknown) => {
    if (isVideoError(error) && error.code === 'range_not_satisfiable') throw error
    throw new VideoError('The storage of this file cannot be reached at the moment. Try again in a few seconds.', {
      code: 'overloaded',
      retryAfter: retryAfterSeconds,
      cause: archiveError,
    })
  })
}

/** Opens a file upstream. `isEvidence`: whether its answer changes the state of the file. */
async function openUpstream(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  options: OpenFileOptions,
  isEvidence = true,
): Promise<UpstreamContent> {
  const upstream = await upstreamOf(context, job)
  const ref = refOf(job)
  const wasArchived = typeof job.assets[variant]?.bytes === 'number'
  if (ref === undefined) throw new VideoError('This video has no files.', { code: 'not_ready' })
  try {
    const content = await upstream.content(ref, variant, options)
    if ('missingFiles' in job.phase && job.phase.missingFiles?.[variant])
      context.waitUntil(updateFile(context, job, variant, (current) => fileFound(current, variant)))
    return content
  } catch (error) {
    if (!isEvidence) throw toUpstreamError(error, job)
    // The archive had this file: one answer without it is not the end, whoever gives it.
    const isGone = isVideoError(error) && (error.code === 'not_found' || (wasArchived && error.code in permanentStates))
    if (isGone) throw await missingFileError(context, job, variant, error)
    const state = isVideoError(error) ? permanentStates[error.code] : undefined
    if (state) {
      context.waitUntil(
        updateFile(context, job, variant, (current) => withoutFile(current, variant, state, context.now())),
      )
    }
    throw toUpstreamError(error, job)
  }
}

/**
 * Undefined if the archive does not have the file, or has it with another length: a damaged file must not be served as
 * a short one.
 */
async function openArchived(
  { archiving }: ServerContext,
  job: Job,
  variant: VideoVariant,
  { range: rangeHeader, signal }: OpenFileOptions,
): Promise<UpstreamContent | undefined> {
  const asset = job.assets[variant]
  if (!archiving || asset?.state !== 'ready' || asset.bytes === null) return undefined
  const requested = rangeHeader === undefined ? undefined : parseRange(rangeHeader)
  const range = requested && resolveRange(requested, asset.bytes)
  const content = await archiving.archive.open(keyOf(job, variant), range, { signal })
  if (!content) return undefined
  const { bytes } = asset
  const { body } = content
  if (content.bytes !== undefined && content.bytes !== bytes) {
    cancelBody(body)
    return undefined
  }
  const contentType = asset.content_type ?? 'application/octet-stream'
  if (!range) return { status: 200, contentType, contentLength: bytes, contentRange: undefined, body }
  const contentRange = `bytes ${range.start}-${range.end}/${bytes}`
  return { status: 206, contentType, contentLength: range.end - range.start + 1, contentRange, body }
}

/** Error codes of the upstream after which the file is never available again. */
const permanentStates: Partial<Record<string, 'expired' | 'unavailable'>> = {
  expired: 'expired',
  unsupported: 'unavailable',
}

const retryAfterSeconds = 10

/**
 * Counts a 404 for a file of an existing video, and returns the error for the client: retryable until the 404 is
 * certain, then `expired`.
 */
async function missingFileError(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  cause: VideoError,
): Promise<VideoError> {
  const updated = await updateFile(context, job, variant, (current) => fileMissing(current, variant, context.now()))
  return updated?.assets[variant]?.state === 'expired'
    ? new VideoError('The video service no longer has this file. Create the video again.', { code: 'expired', cause })
    : new VideoError('The video service cannot find this file at the moment. Try again in a few seconds.', {
        code: 'not_ready',
        retryAfter: cause.retryAfter ?? retryAfterSeconds,
        cause,
      })
}

/** Updates the state of one file, unless it has changed meanwhile, for example because the file was archived. */
async function updateFile(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  reducer: JobReducer,
): Promise<Job | null> {
  const saved = await context.store.saveUpdate(job.video.id, (current) =>
    current.assets[variant]?.state === job.assets[variant]?.state ? reducer(current) : undefined,
  )
  if (saved) emitJobChange(context, job, saved)
  return saved
}
