import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from '../jobs/emit-job-change'
import { readImageSize } from '../media/archiving/image-size'
import { gridOf } from '../media/archiving/spritesheet-grid'
import { declaredGrid } from '../jobs/begin-archiving'
import { upstreamOf } from '../jobs/upstreams'
import { createReaders } from './readers'
import type { Readers } from './readers'
import type { RequestContext } from './request-context'
import { serveContent } from './serve-content'
import { TextResponse } from './text-response'
import { attachmentHeader } from './file-name'
import { openFile, redirectOf } from '../media/open-file'
import type { ServerContext } from '../server-context'
import { nextVersion } from '../store/job'
import type { Job } from '../store/job'
import { thumbnailTrack } from '../media/thumbnail-track'
import { toVideo } from './to-video'

/** How content is served. */
export interface ContentOptions {
  /** The `Cross-Origin-Resource-Policy` of a file that needs authentication. */
  resourcePolicy: string
  readers: ContentReaders
}

/** Limits of the files that an owner receives at once. */
export interface ContentReaders {
  videos: Readers
  images: Readers
}

/** A page of a library shows many more images than videos, and each is read at once. */
export const createContentReaders = (idleTimeoutMs: number): ContentReaders => ({
  videos: createReaders({ each: 32, what: 'videos', idleTimeoutMs }),
  images: createReaders({ each: 128, what: 'images', idleTimeoutMs }),
})

/**
 * Handles the content route: serves a file, redirects to a presigned URL of it, or generates the thumbnail track.
 *
 * @throws VideoError
 */
export async function handleContent(
  context: ServerContext,
  { request, url, route, links }: RequestContext,
  { resourcePolicy, readers }: ContentOptions,
  retrieve: () => Promise<Job>,
): Promise<Response> {
  const variant = url.searchParams.get('variant') ?? 'video'
  if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet' && variant !== 'thumbnail_track') {
    throw new VideoError('variant must be video, thumbnail, spritesheet or thumbnail_track.', {
      code: 'invalid_request',
      param: 'variant',
    })
  }
  const job = await retrieve()
  const { video, assets } = job
  if (video.status !== 'completed') {
    throw video.status === 'failed'
      ? new VideoError('This video failed, so it has no files. Create it again.', { code: 'not_found' })
      : new VideoError('This video is not completed yet. Try again when it is.', { code: 'not_ready' })
  }
  const link = links.to(route.mount)
  const file = variant === 'thumbnail_track' ? 'spritesheet' : variant
  if (
    toVideo(job, { link, now: context.now(), isConnected: context.upstreams.isConnected }).assets?.[file].state ===
    'expired'
  ) {
    throw new VideoError(
      'This file has expired: files are available for a limited time only. Create the video again.',
      { code: 'expired' },
    )
  }
  if (variant === 'thumbnail_track')
    return thumbnailTrackResponse(await withGrid(context, job, request.signal), link(job, 'spritesheet'))
  // A page that reads the pixels of a file cannot follow a redirect to a bucket without CORS.
  const mayRedirect = request.method === 'GET' && url.searchParams.get('redirect') !== 'false'
  const redirected = mayRedirect ? await redirect(context, job, variant, url.searchParams.has('download')) : undefined
  if (redirected) return redirected
  return serveContent(request, {
    // A signed URL needs no authentication, so a page of any origin may load it.
    resourcePolicy: links.isSigned(url) ? 'cross-origin' : resourcePolicy,
    variant,
    etagValue: `${video.id}-${variant}`,
    prompt: video.prompt ?? video.id,
    contentType: assets[variant]?.content_type ?? undefined,
    bytes: assets[variant]?.bytes ?? undefined,
    open: (options) => {
      const { videos, images } = readers
      const of = variant === 'video' ? videos : images
      return of.serve(job.owner, () => openFile(context, job, variant, options))
    },
  })
}

async function redirect(
  context: ServerContext,
  job: Job,
  variant: VideoVariant,
  isDownload: boolean,
): Promise<Response | undefined> {
  const type = job.assets[variant]?.content_type ?? ''
  const title = job.video.prompt ?? job.video.id
  const location = await redirectOf(
    context,
    job,
    variant,
    isDownload ? attachmentHeader(title, variant, type) : undefined,
  )
  // Not cached, because the presigned URL expires.
  return location === undefined
    ? undefined
    : new Response(null, { status: 302, headers: { location, 'cache-control': 'private, no-store' } })
}

/**
 * Returns the job with the grid of its spritesheet. Without an archive the grid is read from the image's header at the
 * first request, and saved.
 */
async function withGrid(context: ServerContext, job: Job, signal: AbortSignal): Promise<Job> {
  if (job.assets.spritesheet?.tile_width !== undefined || context.archiving) return job
  const { body } = await openFile(context, job, 'spritesheet', { signal })
  const pixels = await readImageSize(body)
  const grid = pixels && gridOf(pixels, job.video.size, declaredGrid(context, await upstreamOf(context, job)))
  if (!grid?.columns) return job
  const saved = await context.store.saveUpdate(job.video.id, (current) => {
    if (current.phase.name === 'deleted') return undefined
    const spritesheet = {
      state: 'ready',
      content_type: null,
      bytes: null,
      ...current.assets.spritesheet,
      ...grid,
    } as const
    const assets = { ...current.assets, spritesheet }
    return { ...current, assets, ...nextVersion(current, context.now()) }
  })
  if (saved) emitJobChange(context, job, saved)
  return saved ?? job
}

function thumbnailTrackResponse({ assets, video }: Job, spritesheetURL: string): Response {
  const cues = thumbnailTrack(assets.spritesheet, Number(video.seconds), spritesheetURL)
  if (cues === undefined) {
    throw new VideoError(
      'This video has no thumbnail track: the grid of its spritesheet is not known. The operator can set it with the option spritesheet.',
      {
        code: 'not_found',
      },
    )
  }
  const headers = {
    'content-type': 'text/vtt; charset=utf-8',
    // The signed URL in it changes within the hour.
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  }
  return new TextResponse(cues, { headers })
}
