import { VideoError } from '@dailies/core'
import type { Capabilities, CreateVideo, VideoVariant } from '@dailies/core'
import { capabilitiesAnswer } from './capabilities-answer'
import { serveContent } from './content'
import { digest } from './digest'
import type { Durations } from './durations'
import { jsonAnswer } from './error-answer'
import { attachmentHeader } from './file-name'
import { readFields } from './guards/body'
import { readIdempotencyKey, readPage } from './guards/page'
import { readContinuation, readCreate, readRemix } from './guards/shape'
import type { Jobs } from './jobs'
import type { Route, RouteName } from './routes'
import type { ServerContext } from './server-context'
import type { Job, SubmitVerb } from './store/job'
import { storyboard } from './storyboard'
import { videoAnswer } from './video-answer'

/** A request that has passed the guards before its body. */
export interface Asked {
  request: Request
  route: Route
  owner: string
}

/** Answers a route's request; the guards before the body are passed. */
type Verb = (asked: Asked) => Promise<Response>

/** What the verbs stand on. */
export interface VerbsOptions {
  context: ServerContext
  jobs: Jobs
  durations: Durations
  maxReferenceBytes: number
  hasEvents: boolean
}

/** base64 makes four bytes of three; the rest is for the prompt and the form around. */
const bodyCap = (maxReferenceBytes: number): number => Math.ceil((maxReferenceBytes * 4) / 3) + 1_048_576

/** The routes that speak of videos, over HTTP. */
export function createVerbs({ context, jobs, durations, maxReferenceBytes, hasEvents }: VerbsOptions) {
  const { now, models, links } = context

  const answer = (job: Job, { mount }: Route): Response => jsonAnswer(videoAnswer(job, links.to(mount), now()))

  async function submit({ request, route, owner }: Asked, verb: SubmitVerb): Promise<Response> {
    const fields = await readFields(request, bodyCap(maxReferenceBytes))
    const { id: sourceId, request: asked } = await shape(fields)
    const key = readIdempotencyKey(request.headers)
    const idempotency = key === undefined ? undefined : { key, fingerprint: await fingerprint(verb, sourceId, asked) }
    const job = await jobs.submit(owner, {
      verb,
      request: asked,
      ...(sourceId !== undefined && { sourceId }),
      ...(idempotency && { idempotency }),
    })
    return answer(job, route)

    async function shape(given: typeof fields): Promise<{ id?: string; request: CreateVideo }> {
      if (verb === 'create') return { request: await readCreate(given, { models, maxReferenceBytes }) }
      return verb === 'remix' ? { id: route.id, request: readRemix(given) } : readContinuation(given, verb)
    }
  }

  async function redirect(job: Job, variant: VideoVariant, isDownload: boolean): Promise<Response | undefined> {
    const type = job.assets[variant]?.content_type ?? ''
    const title = job.video.prompt ?? job.video.id
    const location = await jobs.redirect(job, variant, isDownload ? attachmentHeader(title, variant, type) : undefined)
    // Not remembered: the next visit gets an address that is good for as long again.
    return location === undefined
      ? undefined
      : new Response(null, { status: 302, headers: { location, 'cache-control': 'private, no-store' } })
  }

  const verbs = {
    create: (asked) => submit(asked, 'create'),
    remix: (asked) => submit(asked, 'remix'),
    edit: (asked) => submit(asked, 'edit'),
    extend: (asked) => submit(asked, 'extend'),
    retrieve: async ({ route, owner }) => answer(await jobs.retrieve(owner, route.id), route),
    list: async ({ request, route, owner }) => {
      const page = await jobs.list(owner, readPage(new URL(request.url).searchParams))
      const data = page.jobs.map((job) => videoAnswer(job, links.to(route.mount), now()))
      return jsonAnswer({
        object: 'list',
        data,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
        has_more: page.hasMore,
      })
    },
    remove: async ({ route: { id }, owner }) => {
      await jobs.remove(owner, id)
      return jsonAnswer({ id, object: 'video.deleted', deleted: true })
    },
    capabilities: async ({ owner }) => {
      const capabilities: Capabilities = await capabilitiesAnswer(context, durations, owner, {
        events: hasEvents,
        maxReferenceBytes,
      })
      return jsonAnswer(capabilities)
    },
    content: async ({ request, route, owner }) => {
      const variant = new URL(request.url).searchParams.get('variant') ?? 'video'
      if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet' && variant !== 'storyboard') {
        throw new VideoError('variant must be video, thumbnail, spritesheet or storyboard.', {
          code: 'invalid_request',
          param: 'variant',
        })
      }
      const job = await jobs.retrieve(owner, route.id)
      const { video, assets } = job
      if (video.status !== 'completed') {
        throw new VideoError(
          video.status === 'failed' ? 'This film failed, so it has no files.' : 'This film is not completed yet.',
          { code: video.status === 'failed' ? 'not_found' : 'not_ready' },
        )
      }
      const file = variant === 'storyboard' ? 'spritesheet' : variant
      if (videoAnswer(job, links.to(route.mount), now()).assets?.[file].state === 'expired') {
        throw new VideoError('This file is gone: it was served for a limited time only.', { code: 'expired' })
      }
      if (variant === 'storyboard') return storyboardAnswer(job, links.to(route.mount)(job, 'spritesheet'))
      const url = new URL(request.url)
      const away = request.method === 'GET' ? await redirect(job, variant, url.searchParams.has('download')) : undefined
      if (away) return away
      return serveContent(request, {
        isSigned: links.isSigned(url),
        variant,
        tag: `${video.id}-${variant}`,
        title: video.prompt ?? video.id,
        contentType: assets[variant]?.content_type ?? undefined,
        bytes: assets[variant]?.bytes ?? undefined,
        open: (options) => jobs.open(job, variant, options),
      })
    },
  } satisfies Partial<Record<RouteName, Verb>>
  return verbs
}

function storyboardAnswer({ assets, video }: Job, address: string): Response {
  const cues = storyboard(assets.spritesheet, Number(video.seconds), address)
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
  return new Response(cues, { headers })
}

/** Everything that makes two submissions the same one. */
async function fingerprint(verb: SubmitVerb, sourceId: string | undefined, request: CreateVideo): Promise<string> {
  const { input_reference: reference, ...fields } = request
  const file = reference && (await digest(new Uint8Array(await reference.arrayBuffer())))
  const parts = Object.entries({ ...fields, verb, sourceId, file }).sort(([one], [other]) => (one < other ? -1 : 1))
  return digest(JSON.stringify(parts))
}
