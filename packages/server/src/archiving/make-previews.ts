import type { VideoVariant } from '@dailies/core'
import type { Job, JobAssets } from '../store/job'
import { keyOf } from './archiving'
import type { Archiving } from './archiving'
import { copyFile } from './copy-file'
import { gridOf } from './spritesheet-grid'

const pictures = ['thumbnail', 'spritesheet'] as const

/** Makes the pictures that an upstream does not have from the film that was archived; what cannot be made is left to the page. */
export async function makePreviews(
  archiving: Archiving,
  job: Job,
  found: JobAssets,
  signal: AbortSignal,
): Promise<JobAssets> {
  const { archive, previews } = archiving
  const film = found.video
  const wanted = pictures.filter((variant) => found[variant]?.state === 'unavailable')
  if (!previews || film?.state !== 'ready' || film.content_type === null || wanted.length === 0) return {}
  const made: JobAssets = {}
  try {
    const opened = await archive.open(keyOf(job, 'video'))
    if (!opened) return {}
    const seconds = Number(job.video.seconds || Number.NaN)
    const drawn = await previews.make({ body: opened.body, contentType: film.content_type, seconds, wanted, signal })
    for (const variant of wanted) {
      const picture = drawn[variant]
      if (!picture) continue
      const { contentType, bytes, grid } = picture
      const content = { status: 200, contentType, contentLength: bytes.byteLength, contentRange: undefined } as const
      const body = new Blob([bytes]).stream()
      const copied = await copyFile(archive, keyOf(job, variant), variant, { ...content, body }, signal)
      const tiles = variant === 'spritesheet' && copied.pixels ? gridOf(copied.pixels, job.video.size, grid) : {}
      Object.assign(made, {
        [variant satisfies VideoVariant]: { state: 'ready', content_type: contentType, bytes: copied.bytes, ...tiles },
      })
    }
  } catch {
    // A film without pictures is whole all the same: the page makes them itself.
  }
  return made
}
