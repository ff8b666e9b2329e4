import { VideoError } from '@dailies/core'
import type {
  DeletedShare,
  NewShare,
  Share,
  SharedVideo,
  ShareList,
  ShareVideo,
  Video,
  VideoVariant,
} from '@dailies/core'
import { sharedNotFound } from '../jobs/shares'
import type { NewStoredShare, Shares } from '../jobs/shares'
import { openFile } from '../media/open-file'
import type { ServerContext } from '../server-context'
import type { Job } from '../store/job'
import type { StoredShare } from '../store/shares'
import { metadataOf } from '../store/stored-metadata'
import { readFields } from './body'
import { jsonResponse } from './error-response'
import type { ContentReaders } from './handle-content'
import { createRequestMemory } from './request-memory'
import type { MemoryLimits } from './request-memory'
import type { RequestURL } from './request-url'
import type { Route } from './routes'
import { serveContent } from './serve-content'
import { toVideo } from './to-video'

const variants: readonly VideoVariant[] = ['video', 'thumbnail', 'spritesheet']
const isVariant = (value: unknown): value is VideoVariant => variants.some((variant) => variant === value)
const maxExpiresIn = 315_360_000
const maxBytes = 4_096

/** Reads the body of a request for a share. @throws VideoError `invalid_request` with the field as `param` */
export async function readShare(request: Request, limits: MemoryLimits, owner: string): Promise<NewStoredShare> {
  const memory = createRequestMemory(owner, limits)
  try {
    const fields = await readFields(request, { maxBytes, memory })
    return checkShare(fields)
  } finally {
    memory.release()
  }
}

/** @throws VideoError `invalid_request` with the field as `param` */
export function checkShare({
  variants: shared,
  expires_in: expiresIn,
  ...others
}: ShareVideo | Record<string, unknown>) {
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw invalid(unknown.slice(0, 60), 'A share has variants and expires_in.')
  const list: unknown = shared ?? ['video', 'thumbnail']
  if (!Array.isArray(list) || list.length === 0 || !list.every(isVariant))
    throw invalid('variants', `variants must be a list of ${variants.join(', ')}.`)
  if (expiresIn === undefined || expiresIn === null) return { variants: [...new Set(list)], lifetimeMs: null }
  if (typeof expiresIn !== 'number' || !Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > maxExpiresIn)
    throw invalid('expires_in', `expires_in must be a whole number of seconds, from 1 to ${maxExpiresIn}.`)
  return { variants: [...new Set(list)], lifetimeMs: expiresIn * 1_000 }
}

/** The video, with the URLs of its files below the token. */
const viewOf = (context: ServerContext, { mount, id }: Route, job: Job): Video =>
  toVideo(job, {
    link: (_job, variant) => `${mount}/videos/shared/${id}/content${variant === 'video' ? '' : `?variant=${variant}`}`,
    now: context.now(),
    isConnected: context.upstreams.isConnected,
  })

/** A share as its owner sees it. */
const toShare = (share: StoredShare): Share => ({
  id: share.id,
  object: 'video.share',
  video_id: share.videoId,
  variants: share.variants,
  created_at: Math.floor(share.createdAt / 1_000),
  expires_at: share.expiresAt === null ? null : Math.floor(share.expiresAt / 1_000),
})

/** A new share, with the paths that its token opens below this mount. */
export function toNewShare({ share, token }: { share: StoredShare; token: string }, mount: string): NewShare {
  const url = `${mount}/videos/shared/${token}`
  return { ...toShare(share), token, url, content_url: share.variants.includes('video') ? `${url}/content` : null }
}

export const toShareList = (shares: StoredShare[]): ShareList => ({ object: 'list', data: shares.map(toShare) })

export const toDeletedShare = (id: string): DeletedShare => ({ id, object: 'video.share.deleted', deleted: true })

/** What an operation on a token needs. */
export interface SharedRequest {
  context: ServerContext
  shares: Shares
  readers: ContentReaders
  request: Request
  url: RequestURL
  route: Route
}

/** Handles the description of a share. Whoever has the token gets it, so no owner is authenticated. */
export async function handleShared({ context, shares, route }: SharedRequest): Promise<Response> {
  const { share, job } = await shares.open(route.id)
  const { assets, metadata, size, seconds, created_at } = viewOf(context, route, job)
  const shared: SharedVideo = {
    object: 'video.shared',
    title: metadata?.['dailies.title'] ?? null,
    size,
    seconds,
    created_at,
    expires_at: toShare(share).expires_at,
    files: Object.fromEntries(
      share.variants.flatMap((variant) => {
        if (!assets) return []
        const { state, url, content_type, bytes } = assets[variant]
        return [[variant, { state, url, content_type, bytes }]]
      }),
    ),
  }
  return withoutReferrer(jsonResponse(shared))
}

/**
 * Handles a file of a share. It passes through this server, and never by a redirect, whose presigned URL would outlive the
 * share. A cache must ask again before it shows the file, so a share that has ended shows nothing more.
 */
export async function handleSharedContent({
  context,
  shares,
  readers,
  request,
  url,
  route,
}: SharedRequest): Promise<Response> {
  const { share, job } = await shares.open(route.id)
  const variant = url.searchParams.get('variant') ?? 'video'
  if (!isVariant(variant) || !share.variants.includes(variant)) throw sharedNotFound()
  const { assets } = job
  // The file has expired, or the upstream never had it.
  if (!viewOf(context, route, job).assets?.[variant].url) throw sharedNotFound()
  const response = await serveContent(request, {
    resourcePolicy: 'cross-origin',
    cacheControl: 'private, no-cache',
    variant,
    etagValue: `${share.id}-${variant}`,
    prompt: metadataOf(job)['dailies.title'] ?? 'video',
    contentType: assets[variant]?.content_type ?? undefined,
    bytes: assets[variant]?.bytes ?? undefined,
    open: (options) => {
      const of = variant === 'video' ? readers.videos : readers.images
      // A link that many people open must not keep its owner from their own videos.
      return of.serve(share.id, () => openFile(context, job, variant, options))
    },
  })
  return withoutReferrer(response)
}

/** The address has the token, so a page that it links to must not learn it. */
function withoutReferrer(response: Response): Response {
  response.headers.set('Referrer-Policy', 'no-referrer')
  response.headers.set('X-Robots-Tag', 'noindex')
  return response
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })
