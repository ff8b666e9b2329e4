import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { guardBody, peekBody } from './guard-body'
import { parseJson, readText } from './read-json'
import { sniff, sniffLength } from './sniff'
import type { UpstreamContent } from './upstream'
import { cancelBody } from './cancel-body'

/** Limits on a file. */
export interface MediaLimits {
  /** Bytes. */
  maxMediaBytes: number
  /** Longest silence, in milliseconds. */
  mediaIdleTimeoutMs: number
  /** Longest wait for the whole, in milliseconds. */
  maxMediaWaitMs: number
}

/** An answer of a content route: the file, or JSON that may say where the file is. */
export type OpenedContent = { content: UpstreamContent } | { json: unknown }

/** Labels that are believed where the bytes are not known: none of them can run in a page. */
const believable = new Set([
  'video/mp4',
  'video/webm',
  'video/quicktime',
  'video/x-matroska',
  'video/mpeg',
  'video/x-msvideo',
])

const lengthOf = (headers: Headers): number | undefined => {
  const value = headers.get('content-length')
  // The length of a compressed body is not that of the file.
  const isPlain = (headers.get('content-encoding') ?? 'identity') === 'identity'
  return isPlain && value !== null && /^\d+$/.test(value) ? Number(value) : undefined
}

const startsAtZero = (range: string | null): boolean => range === null || /^bytes 0-/i.test(range)

function contentTypeOf(start: Uint8Array, headers: Headers, isStart: boolean): string {
  const label = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const told = isStart ? sniff(start) : undefined
  return (
    told ??
    (believable.has(label) || (!isStart && /^image\/(webp|jpeg|png|gif)$/.test(label))
      ? label
      : 'application/octet-stream')
  )
}

/** @throws VideoError `unsupported` where a picture was asked for and a film came */
function checkVariant(contentType: string, variant: VideoVariant): void {
  if (variant !== 'video' && contentType.startsWith('video/')) {
    throw new VideoError(`The video service has no ${variant}: it answered with the film.`, { code: 'unsupported' })
  }
  if (variant === 'video' && /^image\/(?!gif$|webp$)/.test(contentType)) {
    throw new VideoError('The video service answered with a picture where the film belongs.', {
      code: 'upstream_failed',
    })
  }
}

/** Looks at the first bytes of an answer, and tells what it really is. */
export async function openContent(
  response: Response,
  variant: VideoVariant,
  limits: MediaLimits,
): Promise<OpenedContent> {
  const { maxMediaBytes: maxBytes, mediaIdleTimeoutMs: idleTimeout, maxMediaWaitMs: maxWait } = limits
  if (response.body === null) return { json: undefined }
  const contentRange = response.status === 206 ? response.headers.get('content-range') : null
  const contentLength = lengthOf(response.headers)
  const isStart = startsAtZero(contentRange)
  const peeked = await peekBody(response.body, sniffLength, idleTimeout)
  const isJSON = /\bjson\b/i.test(response.headers.get('content-type') ?? '')
  const isText = isStart && sniff(peeked.start) === 'text'
  const body = guardBody(peeked, { maxBytes, idleTimeout, maxWait, expected: contentLength })
  if (peeked.start.byteLength === 0 || isText || (isJSON && isStart)) {
    return { json: parseJson(await readText(body, { maxBytes: 64 * 1024 * 1024, timeout: idleTimeout })) }
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
