import type { Capabilities } from '@dailies/core'
import type { RequestContext } from './request-context'
import { capabilitiesResponse } from './capabilities-response'
import type { Durations } from './durations'
import { jsonResponse } from './error-response'
import { readPage } from './guards/page'
import type { Jobs } from './jobs'
import type { RouteName } from './routes'
import type { ServerContext } from './server-context'
import type { Job, CreateVerb } from './store/job'
import { toVideoList, toVideo } from './to-video'

/** Answers a route's request; the guards before the body are passed. */
type Verb = (asked: RequestContext) => Promise<Response>

/** What the verbs stand on. */
export interface VerbsOptions {
  context: ServerContext
  jobs: Jobs
  durations: Durations
  maxReferenceImageBytes: number
  /** The largest film of another place, in bytes; undefined where none is taken. */
  maxUploadedVideoBytes: number | undefined
  /** The lengths that the operator allows; undefined where that is all. */
  lengths: string[] | undefined
  hasEvents: boolean
}

/** The routes that speak of videos, over HTTP. */
export function createVerbs(options: VerbsOptions) {
  const { context, jobs, durations, maxReferenceImageBytes, maxUploadedVideoBytes, lengths, hasEvents } = options
  const { now, models } = context

  const answer = (job: Job, { route, links }: RequestContext): Response =>
    jsonResponse(toVideo(job, links.to(route.mount), now()))

  const submit =
    (verb: CreateVerb): Verb =>
    async (asked) => {
      const { handleCreate } = await import('./handle-create')
      const rules = { models, maxReferenceImageBytes, maxUploadedVideoBytes, lengths }
      return answer(await handleCreate(asked, verb, rules, (wish) => jobs.submit(asked.owner, wish)), asked)
    }

  const verbs = {
    create: submit('create'),
    remix: submit('remix'),
    edit: submit('edit'),
    extend: submit('extend'),
    retrieve: async (asked) => answer(await jobs.retrieve(asked.owner, asked.route.id), asked),
    list: async ({ url, route, owner, links }) =>
      jsonResponse(toVideoList(await jobs.list(owner, readPage(url.searchParams)), links.to(route.mount), now())),
    delete: async ({ route: { id }, owner }) => {
      await jobs.delete(owner, id)
      return jsonResponse({ id, object: 'video.deleted', deleted: true })
    },
    capabilities: async ({ owner }) => {
      const capabilities: Capabilities = await capabilitiesResponse(context, durations, owner, {
        events: hasEvents,
        maxReferenceImageBytes,
        maxUploadedVideoBytes,
      })
      return jsonResponse(capabilities)
    },
    content: async (asked) => {
      const { contentResponse } = await import('./content-response')
      return contentResponse(context, asked, () => jobs.retrieve(asked.owner, asked.route.id))
    },
  } satisfies Partial<Record<RouteName, Verb>>
  return verbs
}
