import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import type { Archive } from '../archive/archive'
import { readImageHeader } from '../guards/image-header'
import { joinBytes } from '../join-bytes'
import { cancelBody } from '../upstream/cancel-body'
import type { UpstreamContent } from '../upstream/upstream'
import { headLength } from './picture-size'

/** A file as it lies in the archive now. */
export interface CopiedFile {
  contentType: string
  bytes: number
  /** The size of a picture, read from its header. */
  pixels?: { width: number; height: number }
}

/** Streams one file into the archive; its type, and its length where it was announced, are checked. */
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
  const isRight = variant === 'video' ? /^(video\/|image\/(gif|webp)$)/ : /^image\//
  if (content.status !== 200 || !isRight.test(contentType)) {
    cancelBody(body)
    throw new VideoError(`The video service answered with ${contentType} where a ${variant} belongs.`, {
      code: variant === 'video' ? 'upstream_failed' : 'unsupported',
    })
  }
  if (variant === 'video') {
    return { contentType, bytes: await archive.write(key, body, { contentType, bytes, signal }) }
  }
  const head: Uint8Array[] = []
  let seen = 0
  const watched = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        if (seen < headLength) head.push(chunk.slice(0, headLength - seen))
        seen += chunk.byteLength
        controller.enqueue(chunk)
      },
    }),
  )
  const written = await archive.write(key, watched, { contentType, bytes, signal })
  const picture = readImageHeader(joinBytes(head))
  return {
    contentType,
    bytes: written,
    ...(picture && { pixels: { width: picture.width, height: picture.height } }),
  }
}
