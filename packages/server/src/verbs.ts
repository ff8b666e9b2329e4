import { VideoError } from '@dailies/core'
import type { Capabilities, CreateVideo } from '@dailies/core'
import { capabilitiesAnswer } from './capabilities-answer'
import { serveContent } from './content'
import { digest } from './digest'
import type { Durations } from './durations'
import { jsonAnswer } from './error-answer'
import { readFields } from './guards/body'
import { readIdempotencyKey, readPage } from './guards/page'
import { readContinuation, readCreate, readRemix } from './guards/shape'
import type { Jobs } from './jobs'
import type { Route, RouteName } from './routes'
import type { ServerContext } from './server-context'
import type { Job, SubmitVerb } from './store/job'
import { contentLink, videoAnswer } from './video-answer'

/** A request that has passed the guards before its body. */
export interface Asked {
  request: Request
  route: Route
  owner: string
}

/** Answers a route's request; the guards before the body are passed. */
export type Verb = (asked: Asked) => Promise<Response>

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
  const { now, models } = context

  const answer = (job: Job, { mount }: Route): Response => jsonAnswer(videoAnswer(job, contentLink(mount), now()))

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

  const verbs = {
    create: (asked) => submit(asked, 'create'),
    remix: (asked) => submit(asked, 'remix'),
    edit: (asked) => submit(asked, 'edit'),
    extend: (asked) => submit(asked, 'extend'),
    retrieve: async ({ route, owner }) => answer(await jobs.retrieve(owner, route.id), route),
    list: async ({ request, route, owner }) => {
      const page = await jobs.list(owner, readPage(new URL(request.url).searchParams))
      const data = page.jobs.map((job) => videoAnswer(job, contentLink(route.mount), now()))
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
      if (variant !== 'video' && variant !== 'thumbnail' && variant !== 'spritesheet') {
        throw new VideoError('variant must be video, thumbnail or spritesheet.', {
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
      if (videoAnswer(job, contentLink(''), now()).assets?.[variant].state === 'expired') {
        throw new VideoError('This file is gone: it was served for a limited time only.', { code: 'expired' })
      }
      return serveContent(request, {
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

/** Everything that makes two submissions the same one. */
async function fingerprint(verb: SubmitVerb, sourceId: string | undefined, request: CreateVideo): Promise<string> {
  const { input_reference: reference, ...fields } = request
  const file = reference && (await digest(new Uint8Array(await reference.arrayBuffer())))
  const parts = Object.entries({ ...fields, verb, sourceId, file }).sort(([one], [other]) => (one < other ? -1 : 1))
  return digest(JSON.stringify(parts))
}
