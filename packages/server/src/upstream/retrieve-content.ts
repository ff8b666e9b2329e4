import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { APIError } from 'openai'
import { refusalOf } from './keyed-fetch'
import { locateContent } from './locate-content'
import type { ContentLocation } from './locate-content'
import { openContent } from './open-content'
import type { MediaLimits } from './open-content'
import { readVideo } from './read-video'
import { isRedirect, mediaURL, safeFetch } from './safe-fetch'
import type { SafeFetchOptions } from './safe-fetch'
import type { UpstreamContent } from './upstream'
import type { Wire } from './wire'
import { letGo } from './let-go'

/** What is asked for. */
export interface ContentRequest {
  /** The path of the job, `/videos/…`. */
  path: string
  variant: VideoVariant
  range?: string | undefined
  signal?: AbortSignal | undefined
  /** Where the film is, if that has been known since the job was created. */
  location?: ContentLocation | undefined
}

/** How it is fetched. */
export interface RetrieveContentOptions extends MediaLimits, SafeFetchOptions {
  wire: Wire
  /** False where nothing can be asked about a job after its create. */
  retrieves: boolean
  /** The address that relative addresses in an answer start from. */
  baseURL: string
  /** Until the first byte of an answer, in milliseconds. */
  readTimeout: number
}

const lacksVariant = (variant: VideoVariant) =>
  new VideoError(`The video service has no ${variant} of this video.`, { code: 'unsupported' })

const gone = () => new VideoError('The video service no longer has this file.', { code: 'expired' })

/** One file of one video, wherever this upstream keeps it. */
export async function retrieveContent(
  request: ContentRequest,
  options: RetrieveContentOptions,
): Promise<UpstreamContent> {
  const { path, variant, range, signal, location } = request
  const { wire, readTimeout, retrieves } = options
  if (!retrieves && variant !== 'video') throw lacksVariant(variant)
  if (location !== undefined && variant === 'video') {
    const opened = await openLocation(location, request, options).catch((error: unknown) => wire.failure(error))
    // An address from the day of the create may have gone stale while the content route still serves.
    const isStale = isVideoError(opened) && (opened.code === 'expired' || opened.code === 'upstream_refused')
    if (isVideoError(opened) && !(isStale && retrieves)) throw opened
    if (!isVideoError(opened)) return opened
  }
  let refusal: unknown
  try {
    const response = await wire.send('get', `${path}/content`, {
      // Left out for the film: some servers refuse a query they do not know.
      query: variant === 'video' ? undefined : { variant },
      headers: mediaHeaders(range),
      signal,
      timeout: readTimeout,
    })
    const opened = await openContent(response, variant, options)
    if ('content' in opened) return opened.content
    const located = locateContent(opened.json)
    if (located !== undefined) return await openLocation(located, request, options)
  } catch (error) {
    const moved = redirectOf(error)
    if (moved !== undefined) return openLocation({ url: moved }, request, options)
    if (!mayBeElsewhere(error, variant)) throw wire.failure(error)
    refusal = error
  }
  return lookAtJob(refusal, request, options)
}

const mediaHeaders = (range: string | undefined): Record<string, string> => ({
  accept: '*/*',
  // Of a compressed answer neither the length nor a range would be the file's.
  'accept-encoding': 'identity',
  ...(range === undefined ? {} : { range }),
})

const redirectOf = (error: unknown): string | undefined =>
  error instanceof APIError && error.status !== undefined && isRedirect(error.status)
    ? (error.headers?.get('location') ?? undefined)
    : undefined

/** Whether a refusal of the content route leaves open that the job itself knows more: still running, or the file is at an address. */
function mayBeElsewhere(error: unknown, variant: VideoVariant): boolean {
  const status = error instanceof APIError ? error.status : undefined
  if (status === undefined) return false
  if ([400, 404, 405, 422, 425, 501].includes(status)) return true
  // Some servers say 502 for a variant they do not have; a proxy's own 502 is HTML, so it says nothing.
  const { code, message } = refusalOf(error)
  return (
    status === 502 && variant !== 'video' && (code !== undefined || (message !== undefined && !message.startsWith('<')))
  )
}

/** The content route gave no file: the job says whether there will be one, and where. */
async function lookAtJob(
  refusal: unknown,
  request: ContentRequest,
  options: RetrieveContentOptions,
): Promise<UpstreamContent> {
  const { path, variant, signal } = request
  const { wire, readTimeout: timeout } = options
  const { raw } = await wire.call('get', path, { signal, timeout }).catch((error: unknown) => {
    const failure = wire.failure(error)
    if (failure.code !== 'not_found') throw failure
    throw variant === 'video' || request.location === undefined ? gone() : lacksVariant(variant)
  })
  const { status } = readVideo(raw).heard
  if (status === 'failed') throw new VideoError('This video failed, so it has no file.', { code: 'not_found' })
  if (status !== 'completed') throw new VideoError('This video is not finished yet.', { code: 'not_ready' })
  if (variant !== 'video') throw lacksVariant(variant)
  const location = locateContent(raw)
  if (location !== undefined) return openLocation(location, request, options)
  if (refusal === undefined) {
    throw new VideoError('The video service answered with no film and no address of one. Try again later.', {
      code: 'upstream_failed',
    })
  }
  throw refusal instanceof APIError && refusal.status === 404 ? gone() : wire.failure(refusal)
}

async function openLocation(
  location: ContentLocation,
  { variant, range, signal }: ContentRequest,
  options: RetrieveContentOptions,
): Promise<UpstreamContent> {
  const response =
    'base64' in location
      ? inlineResponse(location.base64)
      : await fetchNamed(mediaURL(location.url, options.baseURL), mediaHeaders(range), signal, options)
  const opened = await openContent(response, variant, options)
  if ('content' in opened) return opened.content
  throw new VideoError('The address that the video service named holds no film. Try again later.', {
    code: 'upstream_failed',
  })
}

function inlineResponse(base64: string): Response {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return new Response(bytes, { headers: { 'content-length': String(bytes.byteLength) } })
  } catch (cause) {
    throw new VideoError('The video service sent the film as base64 that cannot be read. Try again later.', {
      code: 'upstream_failed',
      cause,
    })
  }
}

async function fetchNamed(
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
  options: RetrieveContentOptions,
): Promise<Response> {
  const { wire, readTimeout, origin } = options
  if (url.origin === origin) {
    // The upstream's own files may need the key, and it is the one origin that may see it.
    return wire.send('get', url.href, { headers, signal, timeout: readTimeout }).catch((error: unknown) => {
      const moved = redirectOf(error)
      if (moved === undefined) throw fileFailure(error, options)
      return fetchNamed(mediaURL(moved, url), headers, signal, options)
    })
  }
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(new DOMException('No answer in time', 'TimeoutError')), readTimeout)
  try {
    const response = await safeFetch(
      url,
      { headers, signal: AbortSignal.any([late.signal, ...(signal ? [signal] : [])]) },
      options,
    )
    if (response.ok) return response
    letGo(response.body)
    throw refusedFile(response.status)
  } catch (error) {
    throw wire.failure(error)
  } finally {
    clearTimeout(timer)
  }
}

const refusedFile = (status: number): VideoError => {
  if (status === 404 || status === 410) return gone()
  if (status === 416) return new VideoError('The file has no such range.', { code: 'range_not_satisfiable' })
  return new VideoError(`The host of the video service's files refused this one (${status}).`, {
    code: status < 500 ? 'upstream_refused' : 'upstream_failed',
  })
}

const fileFailure = (error: unknown, { wire }: RetrieveContentOptions): VideoError => {
  const failure = wire.failure(error)
  return failure.code === 'not_found' ? gone() : failure
}
