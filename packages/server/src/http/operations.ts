import type { Capabilities } from '@dailies/core'
import { handleContent } from './handle-content'
import { handleCreate } from './handle-create'
import type { RequestContext } from './request-context'
import { capabilitiesResponse } from './capabilities-response'
import type { Durations } from '../jobs/durations'
import { jsonResponse } from './error-response'
import { readPage } from './validate'
import type { Jobs } from '../jobs/jobs'
import type { RouteName } from './routes'
import type { ServerContext } from '../server-context'
import type { Job, CreateOperation } from '../store/job'
import { toVideoList, toVideo } from './to-video'

/** Handles an authenticated request of one route. */
type Operation = (context: RequestContext) => Promise<Response>

/** Dependencies of the operations. */
export interface OperationsOptions {
  context: ServerContext
  jobs: Jobs
  durations: Durations
  maxReferenceImageBytes: number
  /** Maximum size of an uploaded video, in bytes; undefined if uploads are not accepted. */
  maxUploadedVideoBytes: number | undefined
  /** The lengths that the operator allows, in seconds; undefined if all are allowed. */
  allowedSeconds: string[] | undefined
  hasEvents: boolean
}

/** The HTTP handlers of the routes, except events and webhook. */
export function createOperations(options: OperationsOptions) {
  const { context, jobs, durations, maxReferenceImageBytes, maxUploadedVideoBytes, allowedSeconds, hasEvents } = options
  const { now, models } = context

  const respond = (job: Job, { route, links }: RequestContext): Response =>
    jsonResponse(toVideo(job, links.to(route.mount), now()))

  const createWith =
    (operation: CreateOperation): Operation =>
    async (requestContext) => {
      const rules = { models, maxReferenceImageBytes, maxUploadedVideoBytes, allowedSeconds }
      const job = await handleCreate(requestContext, operation, rules, (request) =>
        jobs.create(requestContext.owner, request),
      )
      return respond(job, requestContext)
    }

  const operations = {
    create: createWith('create'),
    remix: createWith('remix'),
    edit: createWith('edit'),
    extend: createWith('extend'),
    retrieve: async (requestContext) =>
      respond(await jobs.retrieve(requestContext.owner, requestContext.route.id), requestContext),
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
    content: (requestContext) => {
      return handleContent(context, requestContext, () => jobs.retrieve(requestContext.owner, requestContext.route.id))
    },
  } satisfies Partial<Record<RouteName, Operation>>
  return operations
}
