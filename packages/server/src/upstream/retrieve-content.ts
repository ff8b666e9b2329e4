import { VideoError, isVideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { APIError } from 'openai'
import { refusalOf } from './authenticated-fetch'
import { locateContent } from './locate-content'
import type { ContentLocation } from './locate-content'
import { openContent } from './open-content'
import { gone, mediaHeaders, notFound, openLocation } from './open-location'
import type { FileRequest, OpenLocationOptions } from './open-location'
import { readVideo } from './read-video'
import { isRedirect } from './ssrf-safe-fetch'
import type { UpstreamContent } from './upstream'
import type { Wire } from './wire'

/** What is asked for. */
export interface ContentRequest extends FileRequest {
  /** The path of the job, `/videos/…`. */
  path: string
  /** Where the film is, if that has been known since the job was created. */
  location?: ContentLocation | undefined
}

/** How it is fetched. */
export interface RetrieveContentOptions extends OpenLocationOptions {
  wire: Wire
  /** For the content route alone. */
  fileWire: Wire
  /** False where nothing can be asked about a job after its create. */
  retrieves: boolean
}

const staleCodes = new Set<string>(['not_found', 'expired', 'upstream_rejected'])

const lacksVariant = (variant: VideoVariant) =>
  new VideoError(`The video service has no ${variant} of this video.`, { code: 'unsupported' })

/** One file of one video, wherever this upstream keeps it. @throws VideoError and nothing else */
export const retrieveContent = (request: ContentRequest, options: RetrieveContentOptions): Promise<UpstreamContent> =>
  findContent(request, options).catch((error: unknown) => {
    throw options.wire.failure(error)
  })

async function findContent(request: ContentRequest, options: RetrieveContentOptions): Promise<UpstreamContent> {
  const { path, variant, range, signal, location } = request
  const { wire, fileWire, readTimeoutMs, retrieves } = options
  if (!retrieves && variant !== 'video') throw lacksVariant(variant)
  if (location !== undefined && variant === 'video') {
    const opened = await openLocation(location, request, options).catch((error: unknown) => wire.failure(error))
    // An address from the day of the create may have gone stale while the content route still serves.
    const isStale = isVideoError(opened) && staleCodes.has(opened.code)
    if (isVideoError(opened) && !(isStale && retrieves)) throw opened
    if (!isVideoError(opened)) return opened
  }
  // Its only answer held the film, which was archived since.
  if (!retrieves) throw gone()
  let refusal: unknown
  try {
    const response = await fileWire.send('get', `${path}/content`, {
      // Left out for the film: some servers refuse a query they do not know.
      query: variant === 'video' ? undefined : { variant },
      headers: mediaHeaders(range),
      signal,
      timeout: readTimeoutMs,
    })
    const opened = await openContent(response, variant, options)
    if ('content' in opened) return opened.content
    const located = locateContent(opened.json)
    if (located !== undefined) return await openLocation(located, request, options)
  } catch (error) {
    const moved = redirectOf(error)
    if (moved !== undefined) return openLocation({ url: moved }, request, options)
    if (!mayBeElsewhere(error, variant)) throw error
    refusal = error
  }
  return lookAtJob(refusal, request, options)
}

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
  const { wire, readTimeoutMs: timeout } = options
  const { raw } = await wire.call('get', path, { signal, timeout }).catch((error: unknown) => {
    const failure = wire.failure(error)
    if (failure.code !== 'not_found') throw failure
    throw variant === 'video' || request.location === undefined ? notFound() : lacksVariant(variant)
  })
  const { status } = readVideo(raw).update
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
  throw refusal instanceof APIError && refusal.status === 404 ? notFound() : refusal
}
