import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { announce } from './announce'
import { keyOf } from './archiving/archiving'
import { parseRange, resolveRange } from './byte-range'
import { upstreamError } from './error-answer'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { letGo } from './upstream/let-go'
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
    return await context.upstream.content(job.ref, variant, options)
  } catch (error) {
    const state = isVideoError(error) ? gone[error.code] : undefined
    if (state) context.waitUntil(mark(context, job, variant, state))
    // The video is there, whatever the upstream says of its file.
    if (isVideoError(error) && error.code === 'not_found') {
      throw new VideoError('The video service no longer has this file.', { code: 'expired', cause: error })
    }
    throw upstreamError(error)
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
    letGo(body)
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

/** Remembers that a file is not to be had, so that no page offers it. */
async function mark(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  state: 'expired' | 'unavailable',
): Promise<void> {
  if (job.video.status !== 'completed') return
  const marked = await context.store.settle(job.video.id, (known) =>
    known.assets[variant]?.state === state
      ? undefined
      : {
          ...known,
          assets: {
            ...known.assets,
            [variant]: { content_type: null, bytes: null, ...known.assets[variant], state },
          },
          version: known.version + 1,
          changedAt: context.now(),
        },
  )
  if (marked) announce(context, job, marked)
}
