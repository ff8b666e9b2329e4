import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { limitBody, peekBody } from '../net/limit-body'
import { maxResponseBytes } from './response-limits'
import { parseJson, readText } from '../net/read-json'
import { sniff, sniffLength } from '../net/sniff'
import type { UpstreamContent } from '../upstream/upstream'
import { cancelBody } from '../net/cancel-body'

/** Limits on a media file. */
export interface MediaLimits {
  /** Maximum size in bytes. */
  maxMediaBytes: number
  /** Maximum wait for the next chunk, in milliseconds. */
  mediaIdleTimeoutMs: number
  /** Maximum total wait for chunks, in milliseconds. */
  maxMediaWaitMs: number
  /** Takes the slot of a response with a video in it, as JSON. */
  acquireInlineSlot: () => Promise<() => void>
}

/** A response of a content route: the file, or JSON that may contain its location. */
export type OpenedContent = { content: UpstreamContent } | { json: unknown }

/** `Content-Type` values that are accepted if the bytes are unknown: no browser executes them. */
const safeContentTypes = new Set([
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/x-matroska',
  'video/mpeg',
  'video/x-msvideo',
])

const contentLengthOf = (headers: Headers): number | undefined => {
  const value = headers.get('content-length')
  // The length of a compressed body is not that of the file.
  const isUncompressed = (headers.get('content-encoding') ?? 'identity') === 'identity'
  return isUncompressed && value !== null && /^\d+$/.test(value) ? Number(value) : undefined
}

const startsAtZero = (range: string | null): boolean => range === null || /^bytes 0-/i.test(range)

function contentTypeOf(start: Uint8Array, headers: Headers, isStart: boolean): string {
  const declared = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const sniffed = isStart ? sniff(start) : undefined
  return (
    sniffed ??
    (safeContentTypes.has(declared) || (!isStart && /^image\/(webp|jpeg|png|gif)$/.test(declared))
      ? declared
      : 'application/octet-stream')
  )
}

/** @throws VideoError `unsupported` if the request was for an image and the response is the video */
function checkVariant(contentType: string, variant: VideoVariant): void {
  if (variant !== 'video' && contentType.startsWith('video/')) {
    throw new VideoError(`The video service has no ${variant}: it sent the video instead.`, { code: 'unsupported' })
  }
  if (variant === 'video' && /^image\/(?!gif$|webp$)/.test(contentType)) {
    throw new VideoError('The video service sent an image instead of the video. Try again later.', {
      code: 'upstream_failed',
    })
  }
}

/** Detects what a response contains from its first bytes, and returns the file as a limited stream, or its JSON. */
export async function openContent(
  response: Response,
  variant: VideoVariant,
  limits: MediaLimits,
): Promise<OpenedContent> {
  const { maxMediaBytes: maxBytes, mediaIdleTimeoutMs: idleTimeoutMs, maxMediaWaitMs: maxWaitMs } = limits
  if (response.body === null) return { json: undefined }
  const contentRange = response.status === 206 ? response.headers.get('content-range') : null
  const contentLength = contentLengthOf(response.headers)
  const isStart = startsAtZero(contentRange)
  const peeked = await peekBody(response.body, sniffLength, idleTimeoutMs)
  const isJSON = /\bjson\b/i.test(response.headers.get('content-type') ?? '')
  const isText = isStart && sniff(peeked.start) === 'text'
  const body = limitBody(peeked, { maxBytes, idleTimeoutMs, maxWaitMs, expectedBytes: contentLength })
  if (peeked.start.byteLength === 0 || isText || (isJSON && isStart)) {
    return {
      json: parseJson(
        await readText(body, {
          maxBytes: maxResponseBytes,
          timeoutMs: idleTimeoutMs,
          acquireInlineSlot: limits.acquireInlineSlot,
        }),
      ),
    }
  }
  const contentType = contentTypeOf(peeked.start, response.headers, isStart)
  try {
    checkVariant(contentType, variant)
  } catch (error) {
    cancelBody(body, error)
    throw error
  }
  return {
    content: {
      status: contentRange === null ? 200 : 206,
      contentType,
      contentLength,
      contentRange: contentRange ?? undefined,
      body,
    },
  }
}
