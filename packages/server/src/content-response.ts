import { VideoError } from '@dailies/core'
import type { VideoVariant } from '@dailies/core'
import { emitJobChange } from './emit-job-change'
import { pictureSize } from './archiving/picture-size'
import { gridOf } from './archiving/spritesheet-grid'
import type { RequestContext } from './request-context'
import { serveContent } from './content'
import { TextResponse } from './error-response'
import { attachmentHeader } from './file-name'
import { openFile, redirectOf } from './open-file'
import type { ServerContext } from './server-context'
import type { Job } from './store/job'
import { thumbnailTrack } from './thumbnail-track'
import { toVideo } from './to-video'

/** Answers the content route: a file, the way to where it can be fetched, or the storyboard made of what is known of one. @throws VideoError */
export async function contentResponse(
  context: ServerContext,
  { request, url, route, links }: RequestContext,
  retrieve: () => Promise<Job>,
): Promise<Response> {
  const variant = url.searchParams.get('variant') ?? 'video'
  if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet' && variant !== 'thumbnail_track') {
    throw new VideoError('variant must be video, thumbnail, spritesheet or storyboard.', {
      code: 'invalid_request',
      param: 'variant',
    })
  }
  const job = await retrieve()
  const { video, assets } = job
  if (video.status !== 'completed') {
    throw video.status === 'failed'
      ? new VideoError('This film failed, so it has no files.', { code: 'not_found' })
      : new VideoError('This film is not completed yet.', { code: 'not_ready' })
  }
  const link = links.to(route.mount)
  const file = variant === 'thumbnail_track' ? 'spritesheet' : variant
  if (toVideo(job, link, context.now()).assets?.[file].state === 'expired') {
    throw new VideoError('This file is gone: it was served for a limited time only.', { code: 'expired' })
  }
  if (variant === 'thumbnail_track')
    return thumbnailTrackResponse(await withTiles(context, job, request.signal), link(job, 'spritesheet'))
  const away =
    request.method === 'GET' ? await redirect(context, job, variant, url.searchParams.has('download')) : undefined
  if (away) return away
  return serveContent(request, {
    isSigned: links.isSigned(url),
    variant,
    tag: `${video.id}-${variant}`,
    title: video.prompt ?? video.id,
    contentType: assets[variant]?.content_type ?? undefined,
    bytes: assets[variant]?.bytes ?? undefined,
    open: (options) => openFile(context, job, variant, options),
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
  // Not remembered: the next visit gets an address that is good for as long again.
  return location === undefined
    ? undefined
    : new Response(null, { status: 302, headers: { location, 'cache-control': 'private, no-store' } })
}

/** A job with the tiles of its spritesheet; without an archive nobody has seen the picture yet, and what its header says is remembered. */
async function withTiles(context: ServerContext, job: Job, signal: AbortSignal): Promise<Job> {
  if (job.assets.spritesheet?.tile_width !== undefined || context.archiving) return job
  const { body } = await openFile(context, job, 'spritesheet', { signal })
  const pixels = await pictureSize(body)
  const grid = pixels && gridOf(pixels, job.video.size, context.grid)
  if (!grid?.columns) return job
  const told = await context.store.saveUpdate(job.video.id, (known) => {
    if (known.deletedAt !== null) return undefined
    const sheet = { state: 'ready', content_type: null, bytes: null, ...known.assets.spritesheet, ...grid } as const
    const assets = { ...known.assets, spritesheet: sheet }
    return { ...known, assets, version: known.version + 1, changedAt: context.now() }
  })
  if (told) emitJobChange(context, job, told)
  return told ?? job
}

function thumbnailTrackResponse({ assets, video }: Job, address: string): Response {
  const cues = thumbnailTrack(assets.spritesheet, Number(video.seconds), address)
  if (cues === undefined) {
    throw new VideoError('The grid of this spritesheet is not known, so there is no storyboard of it.', {
      code: 'not_found',
    })
  }
  const headers = {
    'content-type': 'text/vtt; charset=utf-8',
    // The address in it may be signed anew within the hour.
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
  }
  return new TextResponse(cues, { headers })
}
