import { VideoError, isVideoError } from '@dailies/core'
import type { ErrorBody, VideoVariant } from '@dailies/core'
import { formatRange, parseContentRange, parseRange, resolveRange } from './byte-range'
import type { AskedRange, ByteRange } from './byte-range'
import { cutBody } from './cut-body'
import { TextResponse } from './error-response'
import { attachmentHeader } from './file-name'
import { cancelBody } from './upstream/cancel-body'
import type { UpstreamContent } from './upstream/upstream'

/** One file of one video, wherever its bytes are. */
export interface ServedFile {
  variant: VideoVariant
  /** Names these very bytes: the same whenever they are the same, upstream or in the archive. Letters, digits, `-` and `_`. */
  tag: string
  /** The URL itself is the right to open it, so any page that has it may. @default false */
  isSigned?: boolean
  /** What a download is named after: the prompt. */
  title: string
  /** Where it is known already. */
  contentType?: string | undefined
  /** Its whole length, where it is known already. */
  bytes?: number | undefined
  /**
   * Opens it, as far as possible at this range (a `Range` header); may answer with the whole file instead.
   *
   * @throws VideoError `not_ready`, `expired`, `unsupported` or another, which is the answer
   */
  open(options: { range?: string; signal: AbortSignal }): Promise<UpstreamContent>
}

/**
 * Answers GET and HEAD for one file: Range and If-Range, ETag and If-None-Match, `?download`. The body is passed on as it arrives, at
 * the reader's pace, and whoever sends it is told when the reader leaves. Where the sender ignores a range the answer is cut out of the
 * whole on the way.
 *
 * @throws VideoError whatever `open` throws
 */
export async function serveContent(request: Request, file: ServedFile): Promise<Response> {
  const etag = `"${file.tag}"`
  const headers = new Headers({
    'accept-ranges': 'bytes',
    // The bytes under one tag never change, but who may see them can: hence not for long, and for nobody else.
    'cache-control': 'private, max-age=3600',
    'cross-origin-resource-policy': file.isSigned ? 'cross-origin' : 'same-origin',
    etag,
    vary: 'Authorization, Cookie',
    'x-content-type-options': 'nosniff',
  })
  if (matches(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  if (request.method === 'HEAD') return head(request, file, headers)

  const ifRange = request.headers.get('if-range')
  const asked = ifRange === null || ifRange === etag ? parseRange(request.headers.get('range')) : undefined
  if (asked !== undefined && file.bytes !== undefined && resolveRange(asked, file.bytes) === undefined) {
    return unsatisfiable(file.bytes, headers)
  }
  const content = await openAt(request, file, asked)
  return asked === undefined ? whole(request, file, content, headers) : part(request, file, content, asked, headers)
}

/** Weak comparison, as RFC 9110 section 13.1.2 asks for. */
const matches = (header: string | null, etag: string): boolean =>
  header !== null && header.split(',').some((one) => ['*', etag].includes(one.trim().replace(/^W\//, '')))

/** Types that a browser shows without running anything; another one is only ever saved. */
const typeOf = (file: ServedFile, content: UpstreamContent | undefined): string => {
  const type = file.contentType ?? content?.contentType ?? ''
  return /^(video\/[\w.-]+|image\/(webp|jpeg|png|gif|avif))$/.test(type) ? type : 'application/octet-stream'
}

function describe(request: Request, file: ServedFile, content: UpstreamContent | undefined, headers: Headers): Headers {
  const type = typeOf(file, content)
  headers.set('content-type', type)
  if (new URL(request.url).searchParams.has('download')) {
    headers.set('content-disposition', attachmentHeader(file.title, file.variant, type))
  }
  return headers
}

async function head(request: Request, file: ServedFile, headers: Headers): Promise<Response> {
  const isKnown = file.contentType !== undefined && file.bytes !== undefined
  const content = isKnown ? undefined : await file.open({ signal: request.signal })
  cancelBody(content?.body)
  const length = file.bytes ?? content?.contentLength
  if (length !== undefined) headers.set('content-length', String(length))
  return new Response(null, { headers: describe(request, file, content, headers) })
}

/** Opens the file at the range; where the sender knows no such range or answers with another one, from its start. */
async function openAt(request: Request, file: ServedFile, asked: AskedRange | undefined): Promise<UpstreamContent> {
  const { signal } = request
  if (asked === undefined) return openWhole(file, signal)
  const known = file.bytes === undefined ? asked : (resolveRange(asked, file.bytes) ?? asked)
  const content = await file.open({ range: formatRange(known), signal }).catch((error: unknown) => {
    if (isVideoError(error) && error.code === 'range_not_satisfiable') return undefined
    throw error
  })
  if (content !== undefined && (content.status === 200 || answers(content, asked) !== undefined)) return content
  cancelBody(content?.body)
  return openWhole(file, signal)
}

async function openWhole(file: ServedFile, signal: AbortSignal): Promise<UpstreamContent> {
  const content = await file.open({ signal })
  if (content.status === 200) return content
  cancelBody(content.body)
  throw new VideoError('The video service sent a part of this file where the whole was asked for. Ask again.', {
    code: 'upstream_failed',
  })
}

/** The part that a 206 holds, where it is the one asked for. */
function answers(
  content: UpstreamContent,
  asked: AskedRange,
): (ByteRange & { length: number | undefined }) | undefined {
  const given = content.status === 206 ? parseContentRange(content.contentRange) : undefined
  if (given === undefined) return undefined
  if (given.length === undefined) return !('suffix' in asked) && given.start === asked.start ? given : undefined
  const wanted = resolveRange(asked, given.length)
  return wanted?.start === given.start && given.end <= wanted.end ? given : undefined
}

function whole(request: Request, file: ServedFile, content: UpstreamContent, headers: Headers): Response {
  const length = content.contentLength
  describe(request, file, content, headers)
  if (length === undefined) return new Response(content.body, { headers })
  headers.set('content-length', String(length))
  return new Response(length === 0 ? null : cutBody(content.body, { skip: 0, take: length }), { headers })
}

function part(
  request: Request,
  file: ServedFile,
  content: UpstreamContent,
  asked: AskedRange,
  headers: Headers,
): Response {
  const given = answers(content, asked)
  const length = given === undefined ? (content.contentLength ?? file.bytes) : given.length
  // Of a file of unknown length no part can be named, and a range may always be ignored.
  if (given === undefined && length === undefined) return whole(request, file, content, headers)
  const range = given ?? resolveRange(asked, length ?? 0)
  if (range === undefined) {
    cancelBody(content.body)
    return unsatisfiable(length ?? 0, headers)
  }
  const take = range.end - range.start + 1
  describe(request, file, content, headers)
  headers.set('content-range', `bytes ${range.start}-${range.end}/${length ?? '*'}`)
  headers.set('content-length', String(take))
  const skip = given === undefined ? range.start : 0
  return new Response(cutBody(content.body, { skip, take }), { status: 206, headers })
}

function unsatisfiable(length: number, headers: Headers): Response {
  headers.set('content-range', `bytes */${length}`)
  const body: ErrorBody = {
    error: {
      message: `The file has ${length} bytes, so there is none in the range that was asked for.`,
      type: 'invalid_request_error',
      code: 'range_not_satisfiable',
      param: 'range',
    },
  }
  headers.set('content-type', 'application/json')
  return new TextResponse(JSON.stringify(body), { status: 416, headers })
}
