import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { APIError } from 'openai'
import { readErrorBody } from './call-error'
import { findContentLocation } from './content-location'
import type { ContentLocation } from '../upstream-client/open-location'
import { openContent } from '../upstream-client/open-content'
import { expiredError, mediaHeaders, notFoundError, openLocation } from '../upstream-client/open-location'
import type { FileRequest, OpenLocationOptions } from '../upstream-client/open-location'
import { readVideo } from './read-video'
import { isRedirect } from '../net/ssrf-safe-fetch'
import type { UpstreamContent } from '../upstream/upstream'
import type { HttpClient } from './http-client'

/** Which file of which job to retrieve. */
export interface ContentRequest extends FileRequest {
  /** The path of the job, `/videos/…`. */
  path: string
  /** The location of the video, if the create response contained it. */
  location?: ContentLocation | undefined
}

/** Options of {@link retrieveContent}. */
export interface RetrieveContentOptions extends OpenLocationOptions {
  http: HttpClient
  /** For the content route only: fetches large files. */
  fileHttp: HttpClient
  /** False if a job cannot be retrieved after its create request. */
  retrieves: boolean
}

/** Errors after which a stored location counts as stale. */
const staleLocationCodes = new Set<string>(['not_found', 'expired', 'upstream_rejected'])

const variantUnsupported = (variant: VideoVariant) =>
  new VideoError(`The video service has no ${variant} of this video.`, { code: 'unsupported' })

/**
 * Retrieves one file of a video from wherever this upstream keeps it: the content route, a redirect, or a URL on the
 * job.
 *
 * @throws VideoError and no other error
 */
export const retrieveContent = (request: ContentRequest, options: RetrieveContentOptions): Promise<UpstreamContent> =>
  findContent(request, options).catch((error: unknown) => {
    throw options.http.toVideoError(error)
  })

async function findContent(request: ContentRequest, options: RetrieveContentOptions): Promise<UpstreamContent> {
  const { path, variant, range, signal, location } = request
  const { http, fileHttp, readTimeoutMs, retrieves } = options
  if (!retrieves && variant !== 'video') throw variantUnsupported(variant)
  if (location !== undefined && variant === 'video') {
    const opened = await openLocation(location, request, options).catch((error: unknown) => http.toVideoError(error))
    // A URL from the create response may be stale while the content route still serves the file.
    const isStale = isVideoError(opened) && staleLocationCodes.has(opened.code)
    if (isVideoError(opened) && !(isStale && retrieves)) throw opened
    if (!isVideoError(opened)) return opened
  }
  // The create response contained the video, and it was removed from the ref when it was archived.
  if (!retrieves) throw expiredError()
  let contentError: unknown
  try {
    const response = await fileHttp.send('get', `${path}/content`, {
      // Omitted for the video: some servers reject an unknown query parameter.
      query: variant === 'video' ? undefined : { variant },
      headers: mediaHeaders(range),
      signal,
      timeoutMs: readTimeoutMs,
    })
    const opened = await openContent(response, variant, options)
    if ('content' in opened) return opened.content
    const found = findContentLocation(opened.json)
    if (found !== undefined) return await openLocation(found, request, options)
  } catch (error) {
    const redirect = redirectOf(error)
    if (redirect !== undefined) return openLocation({ url: redirect }, request, options)
    if (!mayBeOnJob(error, variant)) throw error
    contentError = error
  }
  return openFromJob(contentError, request, options)
}

const redirectOf = (error: unknown): string | undefined =>
  error instanceof APIError && error.status !== undefined && isRedirect(error.status)
    ? (error.headers?.get('location') ?? undefined)
    : undefined

/** Whether the job may explain an error of the content route: it still runs, or it has a URL for the file. */
function mayBeOnJob(error: unknown, variant: VideoVariant): boolean {
  const status = error instanceof APIError ? error.status : undefined
  if (status === undefined) return false
  if ([400, 404, 405, 422, 425, 501].includes(status)) return true
  // Some servers send 502 for a variant they do not have. A 502 of a proxy is HTML, so it means nothing.
  const { code, message } = readErrorBody(error)
  return (
    status === 502 && variant !== 'video' && (code !== undefined || (message !== undefined && !message.startsWith('<')))
  )
}

/** Retrieves the job after the content route returned no file: the job says whether there is one, and where. */
async function openFromJob(
  contentError: unknown,
  request: ContentRequest,
  options: RetrieveContentOptions,
): Promise<UpstreamContent> {
  const { path, variant, signal } = request
  const { http, readTimeoutMs: timeoutMs } = options
  const { raw } = await http.call('get', path, { signal, timeoutMs, mayInlineVideo: true }).catch((error: unknown) => {
    const failure = http.toVideoError(error)
    if (failure.code !== 'not_found') throw failure
    throw variant === 'video' || request.location === undefined ? notFoundError() : variantUnsupported(variant)
  })
  const { status } = readVideo(raw).update
  if (status === 'failed') throw new VideoError('This video failed, so it has no file.', { code: 'not_found' })
  if (status !== 'completed') {
    throw new VideoError('This video is not finished yet. Try again later.', { code: 'not_ready' })
  }
  if (variant !== 'video') throw variantUnsupported(variant)
  const location = findContentLocation(raw)
  if (location !== undefined) return openLocation(location, request, options)
  if (contentError === undefined) {
    throw new VideoError('The video service returned neither the video nor its URL. Try again later.', {
      code: 'upstream_failed',
    })
  }
  throw contentError instanceof APIError && contentError.status === 404 ? notFoundError() : contentError
}
