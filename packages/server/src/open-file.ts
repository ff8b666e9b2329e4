import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { keyOf } from './archiving/archiving'
import { parseRange, resolveRange } from './byte-range'
import { toUpstreamError } from './error-response'
import { fileFound, fileMissing, withoutFile } from './file-state'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import type { JobReducer } from './store/store'
import { cancelBody } from './upstream/cancel-body'
import type { UpstreamContent } from './upstream/upstream'

/** Where a player may fetch an archived file without us, if the archive offers that. */
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

/** Opens a file of the archive, else of the upstream. @throws VideoError */
export async function openFile(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  options: { range?: string; signal: AbortSignal },
): Promise<UpstreamContent> {
  const archived = await openArchived(context, job, variant, options.range)
  if (archived) return archived
  if (job.ref === undefined) throw new VideoError('This video has no files.', { code: 'not_ready' })
  try {
    const content = await context.upstream.content(job.ref, variant, options)
    if (job.missingFiles?.[variant])
      context.waitUntil(change(context, job, variant, (known) => fileFound(known, variant)))
    return content
  } catch (error) {
    if (isVideoError(error) && error.code === 'not_found') throw await missing(context, job, variant, error)
    const state = isVideoError(error) ? gone[error.code] : undefined
    if (state) {
      context.waitUntil(change(context, job, variant, (known) => withoutFile(known, variant, state, context.now())))
    }
    throw toUpstreamError(error)
  }
}

/** Undefined where the archive has no such file, or has it in another length: a damaged film must not pass for a short one. */
async function openArchived(
  { archiving }: ServerContext,
  job: Job,
  variant: VideoVariant,
  header?: string,
): Promise<UpstreamContent | undefined> {
  const asset = job.assets[variant]
  if (!archiving || asset?.state !== 'ready' || asset.bytes === null) return undefined
  const asked = header === undefined ? undefined : parseRange(header)
  const range = asked && resolveRange(asked, asset.bytes)
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

const gone: Partial<Record<string, 'expired' | 'unavailable'>> = {
  expired: 'expired',
  unsupported: 'unavailable',
}

/** Seconds. */
const askAgainAfter = 10

/** The video is there, whatever the upstream says of its file: what to tell whoever asked for it. */
async function missing(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  cause: VideoError,
): Promise<VideoError> {
  const known = await change(context, job, variant, (known) => fileMissing(known, variant, context.now()))
  return known?.assets[variant]?.state === 'expired'
    ? new VideoError('The video service no longer has this file.', { code: 'expired', cause })
    : new VideoError('The video service does not find this file just now. Ask again in a few seconds.', {
        code: 'not_ready',
        retryAfter: cause.retryAfter ?? askAgainAfter,
        cause,
      })
}

/** Changes what is known of one file, unless that has become something else meanwhile: a copy in the archive, say. */
async function change(context: ServerContext, job: Job, variant: VideoVariant, fold: JobReducer): Promise<Job | null> {
  const changed = await context.store.saveUpdate(job.video.id, (known) =>
    known.assets[variant]?.state === job.assets[variant]?.state ? fold(known) : undefined,
  )
  if (changed) emitJobChange(context, job, changed)
  return changed
}
