import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../jobs/emit-job-change'
import { upstreamGone } from '../jobs/ownership'
import { keyOf } from './archiving/archiving'
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
  { archiving }: ServerContext,
  job: Job,
  variant: VideoVariant,
  contentDisposition: string | undefined,
): Promise<string | undefined> {
  const asset = job.assets[variant]
  if (asset?.state !== 'ready' || asset.bytes === null) return undefined
  return archiving?.archive.redirect?.(keyOf(job, variant), {
    contentType: asset.content_type ?? 'application/octet-stream',
    ...(contentDisposition !== undefined && { contentDisposition }),
  })
}

/** Opens a file in the archive, or else upstream. @throws VideoError */
export async function openFile(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  options: { range?: string; signal: AbortSignal },
): Promise<UpstreamContent> {
  const archived = await openArchived(context, job, variant, options.range)
  if (archived) return archived
  if (job.upstreamId !== context.upstream.id) throw upstreamGone(job)
  const ref = refOf(job)
  if (ref === undefined) throw new VideoError('This video has no files.', { code: 'not_ready' })
  try {
    const content = await context.upstream.content(ref, variant, options)
    if ('missingFiles' in job.phase && job.phase.missingFiles?.[variant])
      context.waitUntil(updateFile(context, job, variant, (current) => fileFound(current, variant)))
    return content
  } catch (error) {
    if (isVideoError(error) && error.code === 'not_found') throw await missingFileError(context, job, variant, error)
    const state = isVideoError(error) ? permanentStates[error.code] : undefined
    if (state) {
      context.waitUntil(
        updateFile(context, job, variant, (current) => withoutFile(current, variant, state, context.now())),
      )
    }
    throw toUpstreamError(error)
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
  rangeHeader?: string,
): Promise<UpstreamContent | undefined> {
  const asset = job.assets[variant]
  if (!archiving || asset?.state !== 'ready' || asset.bytes === null) return undefined
  const requested = rangeHeader === undefined ? undefined : parseRange(rangeHeader)
  const range = requested && resolveRange(requested, asset.bytes)
  const content = await archiving.archive.open(keyOf(job, variant), range)
  if (!content) return undefined
  const { bytes, body } = content
  if (bytes !== asset.bytes) {
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
