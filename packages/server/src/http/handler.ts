import { VideoError } from '@dailies/core'
import type { Capabilities } from '@dailies/core'
import type { Jobs } from '../jobs/jobs'
import type { Shares } from '../jobs/shares'
import type { Poller } from '../poller/poller'
import type { ServerContext } from '../server-context'
import type { CreateOperation, Job } from '../store/job'
import { readVideoId } from '../jobs/video-id'
import { authenticate } from './authenticate'
import type { Authorize } from './authenticate'
import { errorResponse, jsonResponse, jsonTextResponse, toPublicError } from './error-response'
import type { Events } from './events'
import { handleContent } from './handle-content'
import type { ContentReaders } from './handle-content'
import { handleCallback } from './handle-callback'
import { handleCreate } from './handle-create'
import type { CreateRules } from './handle-create'
import { handleWebhook } from './handle-webhook'
import { handleShared, handleSharedContent, readShare, toDeletedShare, toNewShare, toShareList } from './handle-shares'
import { readUpdate } from './read-update'
import type { Links } from './links'
import type { OpenAPI } from './openapi/handle-openapi'
import { checkOrigin, crossOriginHeaders, preflightHeaders, resourcePolicy } from './origin'
import type { Origins } from './origin'
import type { RequestContext } from './request-context'
import { RequestURL } from './request-url'
import { allowOf, matchRoute, resolveRoute, withoutToken } from './routes'
import type { Route, RouteName } from './routes'
import { videoJson, videoListJson } from './video-json'
import type { VideoView } from './to-video'
import { readPage } from './read-page'

/** What a framework adapter passes to `fetch` in addition to the request. */
export interface FetchContext {
  /** The mount path, such as `/api`; overrides the option of the same name. */
  basePath?: string | undefined
  /** The framework's own request object, passed on to `authorize`. */
  native?: unknown
  /**
   * A body parser has parsed the body and it was serialised again, so its bytes differ from those sent and webhooks
   * cannot be verified.
   */
  isReserialised?: boolean
  /** The adapter sends a lazy response itself, without its stream, which only our own adapters can. */
  acceptsLazyResponse?: boolean
}

/** Dependencies of the request handler. */
export interface HandlerOptions {
  context: ServerContext
  poller: Poller
  jobs: Jobs
  /** Undefined if event streams are off. */
  events: Events | undefined
  /** Undefined if sharing is off. */
  shares: Shares | undefined
  getLinks(): Promise<Links>
  capabilitiesOf(owner: string): Promise<Capabilities>
  openapi: OpenAPI['respond']
  rules: CreateRules
  /** Limits of the files that an owner receives at once. */
  readers: ContentReaders
  authorize: Authorize
  origins: Origins
  basePath: string | undefined
}

/** The route of an authenticated request. */
type Operation = (request: RequestContext) => Promise<Response>

/**
 * The request handler: matches the route, authenticates, checks the origin, and calls the operation. Always resolves with
 * a response; an error becomes an error response. With a `trustedOwner` the request comes from code on the server, so it
 * is neither authenticated, nor is its origin checked.
 */
export function createHandler(
  options: HandlerOptions,
): (request: Request, context?: FetchContext, trustedOwner?: string) => Promise<Response> {
  const {
    context,
    poller,
    jobs,
    events,
    shares,
    getLinks,
    capabilitiesOf,
    openapi,
    rules,
    readers,
    authorize,
    origins,
    basePath,
  } = options
  const { now, store } = context

  const viewOf = (links: Links, { mount }: Route): VideoView => ({
    link: links.to(mount),
    now: now(),
    isConnected: context.upstreams.isConnected,
  })

  const videoResponse = (job: Job, { route, links, acceptsLazyResponse }: RequestContext): Response =>
    jsonTextResponse(videoJson(job, viewOf(links, route)), { isLazy: acceptsLazyResponse })

  const create =
    (operation: CreateOperation): Operation =>
    async (request) =>
      videoResponse(
        await handleCreate(request, operation, rules, (fields) => jobs.create(request.owner, fields)),
        request,
      )

  const operations: Record<Exclude<RouteName, 'webhook' | 'callback' | 'shared' | 'sharedContent'>, Operation> = {
    create: create('create'),
    remix: create('remix'),
    edit: create('edit'),
    extend: create('extend'),
    retrieve: async (request) => videoResponse(await jobs.retrieve(request.owner, request.route.id), request),
    list: async ({ request: { signal }, url, route, owner, links, acceptsLazyResponse }) => {
      const listed = await jobs.list(owner, readPage(url.searchParams), signal)
      return jsonTextResponse(videoListJson(listed, viewOf(links, route)), { isLazy: acceptsLazyResponse })
    },
    update: async (request) => {
      const update = await readUpdate(request.request, rules.memory, request.owner)
      return videoResponse(await jobs.update(request.owner, request.route.id, update), request)
    },
    cancel: async (request) => videoResponse(await jobs.cancel(request.owner, request.route.id), request),
    delete: async ({ route: { id }, owner }) => {
      await jobs.delete(owner, id)
      return jsonResponse({ id, object: 'video.deleted', deleted: true })
    },
    share: async ({ request, route, owner }) => {
      const on = requireSharing(shares)
      const share = await readShare(request, rules.memory, owner)
      return jsonResponse(toNewShare(await on.create(owner, route.id, share), route.mount))
    },
    listShares: async ({ route, owner }) =>
      jsonResponse(toShareList(await requireSharing(shares).list(owner, route.id))),
    deleteShare: async ({ route: { id, shareId }, owner }) => {
      await requireSharing(shares).delete(owner, id, shareId)
      return jsonResponse(toDeletedShare(shareId))
    },
    capabilities: async ({ owner }) => jsonResponse(await capabilitiesOf(owner)),
    openapi: ({ request, route }) => openapi(request, route.mount),
    content: (request) =>
      handleContent(context, request, { resourcePolicy: resourcePolicy(request.request, origins), readers }, () =>
        jobs.retrieve(request.owner, request.route.id),
      ),
    events: async ({ request, route, owner, links, acceptsLazyResponse }) => {
      if (!events)
        throw new VideoError('This server has no event stream (events: false). Poll the videos instead.', {
          code: 'not_found',
        })
      context.waitUntil(jobs.resumeIdle(owner))
      return events.respond(request, { owner, link: links.to(route.mount), isLazy: acceptsLazyResponse })
    },
  }

  async function respond(
    request: Request,
    url: RequestURL,
    route: Route,
    fetchContext: FetchContext,
    trustedOwner: string | undefined,
  ): Promise<Response> {
    // A webhook is authenticated by its signature, and no browser sends it, so the owner and origin checks do not apply.
    if (route.name === 'webhook') {
      const { isReserialised = false } = fetchContext
      return handleWebhook(context, poller, request, { upstreamId: route.id, isReserialised })
    }
    // The token is what authenticates, and a page of any origin may show the video.
    if (route.name === 'shared' || route.name === 'sharedContent') {
      const shared = { context, shares: requireSharing(shares), readers, request, url, route }
      return route.name === 'shared' ? handleShared(shared) : handleSharedContent(shared)
    }
    if (route.name === 'callback') return handleCallback(context, poller, request, route.id)
    const links = await getLinks()
    const { native, acceptsLazyResponse = false } = fetchContext
    let owner = trustedOwner
    if (owner === undefined) {
      if (route.name === 'content') owner = await ownerOfSignedURL(links, route, url)
      owner ??= await authenticate(authorize, request, { native })
      checkOrigin(request, origins)
    }
    return operations[route.name]({ request, url, route, owner, links, acceptsLazyResponse })
  }

  /** The owner of the file that a signed URL opens; such a request needs no authentication. */
  async function ownerOfSignedURL(links: Links, { id }: Route, url: RequestURL): Promise<string | undefined> {
    if (!links.isSigned(url)) return undefined
    const job = await store.retrieve(readVideoId(id))
    links.check(url, job)
    return job?.owner
  }

  return async (request, fetchContext = {}, trustedOwner) => {
    const started = now()
    const { method } = request
    const url = new RequestURL(request)
    const corsHeaders = crossOriginHeaders(request, origins)
    const match = matchRoute(url.pathname, fetchContext.basePath ?? basePath)
    if (method === 'OPTIONS' && match) {
      const allowed = allowOf(match)
      const isTrusted = 'Access-Control-Allow-Origin' in corsHeaders
      return new Response(null, {
        status: 204,
        headers: { Allow: allowed, ...corsHeaders, ...(isTrusted && preflightHeaders(request, allowed)) },
      })
    }
    let route: Route | undefined
    let response: Response
    try {
      route = resolveRoute(match, request)
      response = await respond(request, url, route, fetchContext, trustedOwner)
    } catch (thrown) {
      const error = toPublicError(thrown)
      const { status, code } = error
      response = errorResponse(error)
      if (match && !route) response.headers.set('Allow', allowOf(match))
      const durationMs = now() - started
      const path = withoutToken(url.pathname)
      const reason = status === 500 && thrown instanceof Error ? { reason: thrown.message } : {}
      context.emit({ type: 'rejected', method, path, route: route?.name ?? null, status, code, ...reason, durationMs })
    }
    for (const [name, value] of Object.entries(corsHeaders)) {
      if (name === 'Vary') response.headers.append(name, value)
      else response.headers.set(name, value)
    }
    return method === 'HEAD' && response.body ? new Response(null, response) : response
  }
}

function requireSharing(shares: Shares | undefined): Shares {
  if (shares) return shares
  throw new VideoError('This server has no shares (sharing: false).', { code: 'not_found' })
}
