import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
import { sourceOf, streamOf } from '../../net/byte-source'
import { readImageHeader } from '../../net/image-header'
import { joinBytes } from '../../net/join-bytes'
import { cancelBody } from '../../net/cancel-body'
import type { UpstreamContent } from '../../upstream/upstream'
import { headLength } from './image-size'

/** A file after it was copied into the archive. */
export interface CopiedFile {
  contentType: string
  bytes: number
  /** The size of an image, read from its header. */
  pixels?: { width: number; height: number }
}

/** The archive did not take a file that the upstream sent: a full disk, a bucket that is away. */
export class ArchiveWriteError extends VideoError {}

/**
 * Copies one file into the archive as a stream. Validates its content type, and its length if it was declared.
 *
 * @throws ArchiveWriteError if the failure is the archive's; another error if it is the upstream's
 */
export async function copyFile(
  archive: Archive,
  key: string,
  variant: VideoVariant,
  content: UpstreamContent,
  signal: AbortSignal,
): Promise<CopiedFile> {
  const { contentType, contentLength: bytes, body } = content
  if (signal.aborted) {
    cancelBody(body)
    throw signal.reason
  }
  const expectedType = variant === 'video' ? /^(video\/|image\/(gif|webp)$)/ : /^image\//
  if (content.status !== 200 || !expectedType.test(contentType)) {
    cancelBody(body)
    throw new VideoError(
      `The video service sent ${contentType} instead of the ${variant}, so it was not archived. Try again later.`,
      {
        code: variant === 'video' ? 'upstream_failed' : 'unsupported',
      },
    )
  }
  const observed = observe(body, variant === 'video' ? 0 : headLength)
  try {
    const written = await archive.write(key, observed.body, { contentType, bytes, signal })
    const image = variant === 'video' ? undefined : readImageHeader(joinBytes(observed.head))
    return {
      contentType,
      bytes: written,
      ...(image && { pixels: { width: image.width, height: image.height } }),
    }
  } catch (error) {
    if (signal.aborted || observed.hasFailed()) throw error
    // The archive judged the body by its length.
    if (isVideoError(error) && error.code === 'upstream_failed') throw error
    throw new ArchiveWriteError('The archive could not store this file. It is copied again later.', {
      code: 'overloaded',
      cause: error,
    })
  }
}

/** Passes a body on, keeps its first bytes, and records whether reading it failed. */
function observe(body: ReadableStream<Uint8Array>, keptBytes: number) {
  const source = sourceOf(body)
  const head: Uint8Array[] = []
  let seen = 0
  let hasFailed = false
  const read: typeof source.read = async () => {
    try {
      const chunk = await source.read()
      if (!chunk.done && seen < keptBytes) head.push(chunk.value.slice(0, keptBytes - seen))
      seen += chunk.value?.byteLength ?? 0
      return chunk
    } catch (error) {
      hasFailed = true
      throw error
    }
  }
  return { body: streamOf({ read, cancel: (reason) => source.cancel(reason) }), head, hasFailed: () => hasFailed }
}
