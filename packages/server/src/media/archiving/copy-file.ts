import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../../archive/archive'
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

/** Copies one file into the archive as a stream. Validates its content type, and its length if it was declared. */
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
  if (variant === 'video') {
    return { contentType, bytes: await archive.write(key, body, { contentType, bytes, signal }) }
  }
  const head: Uint8Array[] = []
  let headBytes = 0
  const observed = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (headBytes < headLength) head.push(chunk.slice(0, headLength - headBytes))
        headBytes += chunk.byteLength
        controller.enqueue(chunk)
      },
    }),
  )
  const written = await archive.write(key, observed, { contentType, bytes, signal })
  const image = readImageHeader(joinBytes(head))
  return {
    contentType,
    bytes: written,
    ...(image && { pixels: { width: image.width, height: image.height } }),
  }
}
