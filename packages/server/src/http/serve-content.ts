import { VideoError, isVideoError } from '@dailies/core'
import type { ErrorBody, VideoVariant } from '@dailies/core'
import { formatRange, parseContentRange, parseRange, resolveRange } from '../net/byte-range'
import type { ByteRange, RequestedRange } from '../net/byte-range'
import { cutBody } from '../net/cut-body'
import { TextResponse } from './text-response'
import { etagMatches } from './etag'
import { attachmentHeader } from './file-name'
import { cancelBody } from '../net/cancel-body'
import type { UpstreamContent } from '../upstream/upstream'

/** One file of one video, in the archive or upstream. */
export interface ServedFile {
  variant: VideoVariant
  /**
   * The ETag without quotes: the same for the same bytes, upstream or in the archive. Contains only letters, digits,
   * `-` and `_`.
   */
  etagValue: string
  /** The `Cross-Origin-Resource-Policy`: which pages may load the file. @default 'same-origin' */
  resourcePolicy?: string
  /** @default 'private, max-age=3600' */
  cacheControl?: string
  /** The prompt; the file name of a download is derived from it. */
  prompt: string
  /** The media type, if known before the file is opened. */
  contentType?: string | undefined
  /** The length of the whole file, if known before the file is opened. */
  bytes?: number | undefined
  /**
   * Opens the file, or one range of it (a `Range` header); may return the whole file instead.
   *
   * @throws VideoError `not_ready`, `expired`, `unsupported` or another; it becomes the response
   */
  open(options: { range?: string; signal: AbortSignal }): Promise<UpstreamContent>
}

/**
 * Serves GET and HEAD of one file, with range requests (Range, If-Range), caching (ETag, If-None-Match) and
 * `?download`. The body is streamed with back-pressure, and its source is cancelled when the client disconnects. If the
 * source ignores a range, the range is cut out of the whole file while streaming.
 *
 * @throws VideoError the errors of `open`
 */
export async function serveContent(request: Request, file: ServedFile): Promise<Response> {
  const etag = `"${file.etagValue}"`
  const headers = new Headers({
    'accept-ranges': 'bytes',
    // The bytes of an ETag never change, but access can be revoked, so the cache is private and short-lived.
    'cache-control': file.cacheControl ?? 'private, max-age=3600',
    'cross-origin-resource-policy': file.resourcePolicy ?? 'same-origin',
    etag,
    vary: 'Authorization, Cookie',
    'x-content-type-options': 'nosniff',
  })
  if (etagMatches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  if (request.method === 'HEAD') return head(request, file, headers)

  const ifRange = request.headers.get('if-range')
  const requested = ifRange === null || ifRange === etag ? parseRange(request.headers.get('range')) : undefined
  if (requested !== undefined && file.bytes !== undefined && resolveRange(requested, file.bytes) === undefined) {
    return rangeNotSatisfiable(file.bytes, headers)
  }
  const content = await openRange(request, file, requested)
  return requested === undefined
    ? wholeResponse(request, file, content, headers)
    : partialResponse(request, file, content, requested, headers)
}

/** Only types that a browser displays without running code; every other file is served as a download. */
const safeContentType = (file: ServedFile, content: UpstreamContent | undefined): string => {
  const type = file.contentType ?? content?.contentType ?? ''
  return /^(video\/[\w.-]+|image\/(webp|jpeg|png|gif|avif))$/.test(type) ? type : 'application/octet-stream'
}

function setContentHeaders(
  request: Request,
  file: ServedFile,
  content: UpstreamContent | undefined,
  headers: Headers,
): Headers {
  const type = safeContentType(file, content)
  headers.set('content-type', type)
  if (new URL(request.url).searchParams.has('download')) {
    headers.set('content-disposition', attachmentHeader(file.prompt, file.variant, type))
  }
  return headers
}

async function head(request: Request, file: ServedFile, headers: Headers): Promise<Response> {
  const isKnown = file.contentType !== undefined && file.bytes !== undefined
  const content = isKnown ? undefined : await file.open({ signal: request.signal })
  cancelBody(content?.body)
  const length = file.bytes ?? content?.contentLength
  if (length !== undefined) headers.set('content-length', String(length))
  return new Response(null, { headers: setContentHeaders(request, file, content, headers) })
}

/** Opens the file at the range; opens the whole file if the source has no such range or returns another one. */
async function openRange(
  request: Request,
  file: ServedFile,
  requested: RequestedRange | undefined,
): Promise<UpstreamContent> {
  const { signal } = request
  if (requested === undefined) return openWhole(file, signal)
  const range = file.bytes === undefined ? requested : (resolveRange(requested, file.bytes) ?? requested)
  const content = await file.open({ range: formatRange(range), signal }).catch((error: unknown) => {
    if (isVideoError(error) && error.code === 'range_not_satisfiable') return undefined
    throw error
  })
  if (content !== undefined && (content.status === 200 || matchingRange(content, requested) !== undefined))
    return content
  cancelBody(content?.body)
  return openWhole(file, signal)
}

async function openWhole(file: ServedFile, signal: AbortSignal): Promise<UpstreamContent> {
  const content = await file.open({ signal })
  if (content.status === 200) return content
  cancelBody(content.body)
  throw new VideoError('The video service returned only a part of this file. Try again.', {
    code: 'upstream_failed',
  })
}

/** The range of a 206 response, if it is the requested one. */
function matchingRange(
  content: UpstreamContent,
  requested: RequestedRange,
): (ByteRange & { length: number | undefined }) | undefined {
  const received = content.status === 206 ? parseContentRange(content.contentRange) : undefined
  if (received === undefined) return undefined
  if (received.length === undefined)
    return !('suffix' in requested) && received.start === requested.start ? received : undefined
  const expected = resolveRange(requested, received.length)
  return expected?.start === received.start && received.end <= expected.end ? received : undefined
}

function wholeResponse(request: Request, file: ServedFile, content: UpstreamContent, headers: Headers): Response {
  const length = content.contentLength
  setContentHeaders(request, file, content, headers)
  if (length === undefined) return new Response(content.body, { headers })
  headers.set('content-length', String(length))
  return new Response(length === 0 ? null : cutBody(content.body, { offset: 0, length }), { headers })
}

function partialResponse(
  request: Request,
  file: ServedFile,
  content: UpstreamContent,
  requested: RequestedRange,
  headers: Headers,
): Response {
  const received = matchingRange(content, requested)
  const length = received === undefined ? (content.contentLength ?? file.bytes) : received.length
  // Without a length the range cannot be resolved; send the whole file, which HTTP allows.
  if (received === undefined && length === undefined) return wholeResponse(request, file, content, headers)
  const range = received ?? resolveRange(requested, length ?? 0)
  if (range === undefined) {
    cancelBody(content.body)
    return rangeNotSatisfiable(length ?? 0, headers)
  }
  const rangeLength = range.end - range.start + 1
  setContentHeaders(request, file, content, headers)
  headers.set('content-range', `bytes ${range.start}-${range.end}/${length ?? '*'}`)
  headers.set('content-length', String(rangeLength))
  const offset = received === undefined ? range.start : 0
  return new Response(cutBody(content.body, { offset, length: rangeLength }), { status: 206, headers })
}

function rangeNotSatisfiable(length: number, headers: Headers): Response {
  headers.set('content-range', `bytes */${length}`)
  const body: ErrorBody = {
    error: {
      message: `The requested range starts after the end of the file, which has ${length} bytes. Request a range within it.`,
      type: 'invalid_request_error',
      code: 'range_not_satisfiable',
      param: 'range',
    },
  }
  headers.set('content-type', 'application/json')
  return new TextResponse(JSON.stringify(body), { status: 416, headers })
}
