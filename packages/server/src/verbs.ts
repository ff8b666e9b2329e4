import { isVideoError } from '@dailies/core'
import type { Capabilities, CreateVideo } from '@dailies/core'
import { capabilitiesAnswer } from './capabilities-answer'
import { digest } from './digest'
import type { Durations } from './durations'
import { jsonAnswer } from './error-answer'
import { isMultipart, readFields } from './guards/body'
import { readIdempotencyKey, readPage } from './guards/page'
import { notTaken, readContinuation, readCreate, readRemix } from './guards/shape'
import type { JobRequest, Jobs } from './jobs'
import type { Links } from './links'
import type { Route, RouteName } from './routes'
import type { ServerContext } from './server-context'
import type { Job, SubmitVerb } from './store/job'
import { listAnswer, videoAnswer } from './video-answer'

/** A request that has passed the guards before its body. */
export interface Asked {
  request: Request
  url: URL
  route: Route
  owner: string
  links: Links
}

/** Answers a route's request; the guards before the body are passed. */
type Verb = (asked: Asked) => Promise<Response>

/** What the verbs stand on. */
export interface VerbsOptions {
  context: ServerContext
  jobs: Jobs
  durations: Durations
  maxReferenceBytes: number
  /** The largest film of another place, in bytes; undefined where none is taken. */
  maxFilmBytes: number | undefined
  hasEvents: boolean
}

/** base64 makes four bytes of three; the rest is for the prompt and the form around. */
const bodyCap = (maxReferenceBytes: number): number => Math.ceil((maxReferenceBytes * 4) / 3) + 1_048_576

/** The routes that speak of videos, over HTTP. */
export function createVerbs(options: VerbsOptions) {
  const { context, jobs, durations, maxReferenceBytes, maxFilmBytes, hasEvents } = options
  const { now, models } = context

  const answer = (job: Job, { route, links }: Asked): Response =>
    jsonAnswer(videoAnswer(job, links.to(route.mount), now()))

  async function submit(asked: Asked, verb: SubmitVerb): Promise<Response> {
    const { request, route } = asked
    const isFollowUp = (verb === 'edit' || verb === 'extend') && isMultipart(request)
    if (isFollowUp && maxFilmBytes !== undefined) {
      const { takeUpload } = await import('./guards/film-uploads')
      return takeUpload({ ...asked, verb, maxBytes: maxFilmBytes, models }, (wish) => submitWish(asked, wish))
    }
    const fields = await readFields(request, bodyCap(maxReferenceBytes)).catch((error: unknown) => {
      // In such a form only a film is so large.
      throw isFollowUp && isVideoError(error) && error.code === 'too_large' ? notTaken() : error
    })
    const { id: sourceId, request: wanted } = await shape(fields)
    return submitWish(asked, { verb, request: wanted, ...(sourceId !== undefined && { sourceId }) })

    async function shape(given: typeof fields): Promise<{ id?: string; request: CreateVideo }> {
      if (verb === 'create') return { request: await readCreate(given, { models, maxReferenceBytes }) }
      return verb === 'remix' ? { id: route.id, request: readRemix(given) } : readContinuation(given, verb)
    }
  }

  async function submitWish(asked: Asked, wish: JobRequest): Promise<Response> {
    const key = readIdempotencyKey(asked.request.headers)
    const idempotency = key === undefined ? undefined : { key, fingerprint: await fingerprint(wish) }
    return answer(await jobs.submit(asked.owner, { ...wish, ...(idempotency && { idempotency }) }), asked)
  }

  const verbs = {
    create: (asked) => submit(asked, 'create'),
    remix: (asked) => submit(asked, 'remix'),
    edit: (asked) => submit(asked, 'edit'),
    extend: (asked) => submit(asked, 'extend'),
    retrieve: async (asked) => answer(await jobs.retrieve(asked.owner, asked.route.id), asked),
    list: async ({ url, route, owner, links }) =>
      jsonAnswer(listAnswer(await jobs.list(owner, readPage(url.searchParams)), links.to(route.mount), now())),
    remove: async ({ route: { id }, owner }) => {
      await jobs.remove(owner, id)
      return jsonAnswer({ id, object: 'video.deleted', deleted: true })
    },
    capabilities: async ({ owner }) => {
      const capabilities: Capabilities = await capabilitiesAnswer(context, durations, owner, {
        events: hasEvents,
        maxReferenceBytes,
        maxFilmBytes,
      })
      return jsonAnswer(capabilities)
    },
    content: async (asked) => {
      const { answerFile } = await import('./answer-file')
      return answerFile(context, asked, () => jobs.retrieve(asked.owner, asked.route.id))
    },
  } satisfies Partial<Record<RouteName, Verb>>
  return verbs
}

/** Everything that makes two submissions the same one. */
async function fingerprint({ verb, sourceId, request, film }: JobRequest): Promise<string> {
  const { input_reference: reference, ...fields } = request
  const upload = reference ?? film?.file
  const file = upload && (await digest(new Uint8Array(await upload.arrayBuffer())))
  const parts = Object.entries({ ...fields, verb, sourceId, file }).sort(([one], [other]) => (one < other ? -1 : 1))
  return digest(JSON.stringify(parts))
}
