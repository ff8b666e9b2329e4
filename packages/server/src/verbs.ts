import type { Capabilities, CreateVideo } from '@dailies/core'
import { capabilitiesAnswer } from './capabilities-answer'
import { digest } from './digest'
import type { Durations } from './durations'
import { jsonAnswer } from './error-answer'
import { readFields } from './guards/body'
import { readIdempotencyKey, readPage } from './guards/page'
import { readContinuation, readCreate, readRemix } from './guards/shape'
import type { Jobs } from './jobs'
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
  hasEvents: boolean
}

/** base64 makes four bytes of three; the rest is for the prompt and the form around. */
const bodyCap = (maxReferenceBytes: number): number => Math.ceil((maxReferenceBytes * 4) / 3) + 1_048_576

/** The routes that speak of videos, over HTTP. */
export function createVerbs({ context, jobs, durations, maxReferenceBytes, hasEvents }: VerbsOptions) {
  const { now, models } = context

  const answer = (job: Job, { route, links }: Asked): Response =>
    jsonAnswer(videoAnswer(job, links.to(route.mount), now()))

  async function submit(asked: Asked, verb: SubmitVerb): Promise<Response> {
    const { request, route, owner } = asked
    const fields = await readFields(request, bodyCap(maxReferenceBytes))
    const { id: sourceId, request: wanted } = await shape(fields)
    const key = readIdempotencyKey(request.headers)
    const idempotency = key === undefined ? undefined : { key, fingerprint: await fingerprint(verb, sourceId, wanted) }
    const job = await jobs.submit(owner, {
      verb,
      request: wanted,
      ...(sourceId !== undefined && { sourceId }),
      ...(idempotency && { idempotency }),
    })
    return answer(job, asked)

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
async function fingerprint(verb: SubmitVerb, sourceId: string | undefined, request: CreateVideo): Promise<string> {
  const { input_reference: reference, ...fields } = request
  const file = reference && (await digest(new Uint8Array(await reference.arrayBuffer())))
  const parts = Object.entries({ ...fields, verb, sourceId, file }).sort(([one], [other]) => (one < other ? -1 : 1))
  return digest(JSON.stringify(parts))
}
