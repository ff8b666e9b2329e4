import type { VideoVariant } from '@dailies/core'
import type { Job, JobAssets } from '../../store/job'
import { keyOf } from './archiving'
import type { ArchivingConfig } from './archiving'
import { withTimeout } from '../../net/with-timeout'
import type { ServerContext } from '../../server-context'
import { copyFile } from './copy-file'
import { emitArchivingFailure } from './emit-failure'
import { gridOf } from './spritesheet-grid'

const previewVariants = ['thumbnail', 'spritesheet'] as const
/** Previews of one video hold its slot, so they are made in this time. */
const timeoutMs = 300_000

/**
 * Makes the thumbnail and spritesheet that an upstream does not have from the archived video. The client makes those
 * that fail here.
 */
export async function makePreviews(
  context: Pick<ServerContext, 'emit' | 'now'>,
  archiving: ArchivingConfig,
  job: Job,
  assets: JobAssets,
  signal: AbortSignal,
): Promise<JobAssets> {
  const { archive, previews } = archiving
  const video = assets.video
  const wanted = previewVariants.filter((variant) => assets[variant]?.state === 'unavailable')
  if (!previews || video?.state !== 'ready' || video.content_type === null || wanted.length === 0) return {}
  const made: JobAssets = {}
  const contentType = video.content_type
  const startedAt = context.now()
  try {
    const opened = await archive.open(keyOf(job, 'video'), undefined, { signal })
    if (!opened) return {}
    const seconds = Number(job.video.seconds || Number.NaN)
    const previewImages = await withTimeout(
      (inner) => previews.make({ body: opened.body, contentType, seconds, wanted, signal: inner }),
      { timeoutMs, timeoutError: () => new Error(`No previews were made within ${timeoutMs / 1_000} s.`), signal },
    )
    for (const variant of wanted) {
      const image = previewImages[variant]
      if (!image) continue
      const { contentType, bytes, grid } = image
      const content = { status: 200, contentType, contentLength: bytes.byteLength, contentRange: undefined } as const
      const body = new Blob([bytes]).stream()
      const copied = await copyFile(archive, keyOf(job, variant), variant, { ...content, body }, signal)
      const gridFields = variant === 'spritesheet' && copied.pixels ? gridOf(copied.pixels, job.video.size, grid) : {}
      Object.assign(made, {
        [variant satisfies VideoVariant]: {
          state: 'ready',
          content_type: contentType,
          bytes: copied.bytes,
          ...gridFields,
        },
      })
    }
  } catch (error) {
    // Previews are optional: the client makes them if they are missing.
    const durationMs = context.now() - startedAt
    for (const variant of signal.aborted ? [] : wanted)
      if (!made[variant]) emitArchivingFailure(context, job, { operation: 'preview', variant, error, durationMs })
  }
  return made
}
