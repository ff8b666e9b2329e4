import { VideoError } from '@dailies/core'
import type { Capabilities, ListVideos, ModelCapabilities, DeletedVideo, Video, VideoList } from '@dailies/core'
import type { Archive } from './archive/archive'
import { createArchiving } from './archiving/archiving'
import { createPresence } from './presence'
import { capabilitiesResponse } from './capabilities-response'
import { createDurations } from './durations'
import { errorResponse, toPublicError } from './error-response'
import { createEvents } from './events'
import { createFeed } from './feed'
import { checkOrigin, crossOriginHeaders, preflightHeaders } from './guards/origin'
import type { OriginOptions } from './guards/origin'
import { readVideoId } from './guards/video-id'
import { authenticate } from './guards/authenticate'
import type { Authorize } from './guards/authenticate'
import { createJobs } from './jobs'
import type { Previews } from './previews/previews'
import { lazy } from './lazy'
import { rejectRenamedOptions } from './reject-renamed-options'
import { plainLinks } from './links'
import type { Links } from './links'
import { allowOf, matchRoute, resolveRoute } from './routes'
import type { Route } from './routes'
import type { BeforeCreate, ServerContext } from './server-context'
import type { ServerEvent } from './server-event'
import type { Limits } from './store/limits'
import type { Store } from './store/store'
import type { Json, DeclaredGrid, Upstream } from './upstream/upstream'
import { createVerbs } from './verbs'
import { toVideoList, toVideo } from './to-video'
import type { ContentLink } from './to-video'
import { createPoller } from './poller'

/** What a video server stands on. */
export interface VideoServerOptions extends OriginOptions {
  /** Makes the films. */
  upstream: Upstream
  /** Says whose a request is; null is answered with 401. */
  authorize: Authorize
  /** Where jobs live. There is no default: what lives in memory alone is paid for and lost with the process. */
  store: Store
  /** Where finished films are copied to, so that they outlive the upstream's. @default none: they are passed on while the upstream has them */
  archive?: Archive
  /** How long archived files are served, in milliseconds from completion. @default for ever */
  retainForMs?: number
  /** Makes pictures of an archived film where the upstream has none. @default none: the page makes them itself */
  previews?: Previews
  /**
   * Signs the URLs of files, so that an app which authenticates by a header can play them. Whoever has such a URL can open that one file
   * for up to two hours. @default false
   */
  signedURLs?: boolean
  /** How this upstream cuts its spritesheets. @default as the upstream declares; else decided by each picture's size, where only one grid fits */
  spritesheet?: DeclaredGrid
  /** The path of the mount, as `/api`, where the adapter cannot see it. @default what stands before `/videos` */
  basePath?: string
  /** The part of the upstream's offer that visitors may use. @default all of it */
  allow?: {
    /** Ids. @default every model */
    models?: string[]
    /** Pixels, as `1280x720`. @default every size */
    sizes?: string[]
    /** Lengths in seconds, as strings; of extensions too. @default every length */
    seconds?: string[]
  }
  /** What one owner may use. @default no limits */
  limits?: Limits | ((owner: string) => Limits | Promise<Limits>)
  /** The largest reference image, in bytes. @default 10_485_760 */
  maxReferenceImageBytes?: number
  /**
   * Lets visitors edit and extend films of another place, sent as files. Nobody here has seen such a film: whatever it shows goes to the
   * upstream under your key and your name, is made into a new film at your cost, and is in memory until the upstream has it. @default false
   */
  allowVideoUploads?: boolean
  /** The largest such film, in bytes. @default 52_428_800 */
  maxUploadedVideoBytes?: number
  /** Finds jobs whose create was never answered in the upstream's list. @default false */
  adoptOrphans?: boolean
  /** How long the upstream may take to answer a create, remix, edit or extension, in milliseconds. @default 600_000 */
  createTimeoutMs?: number
  /** How long the upstream may take to answer anything else, in milliseconds. @default 30_000 */
  pollTimeoutMs?: number
  /** How long a job may take before it fails with `deadline_exceeded`, in milliseconds. @default 7_200_000 */
  deadlineMs?: number
  /** Offers `GET /videos/events`; without it clients poll. @default true */
  events?: boolean
  /** How long an event stream lasts before the client reconnects, in milliseconds. @default 900_000 */
  eventStreamLifetimeMs?: number
  /** May refuse a submission that is right in every other way, by giving a reason for people. */
  beforeCreate?: BeforeCreate
  /** Hears what happens inside. */
  onEvent?: (event: ServerEvent) => void
  /** Keeps the process alive for work after the answer, where a platform would end it. */
  waitUntil?: (work: Promise<unknown>) => void
  /** Unix milliseconds. @default Date.now */
  now?: () => number
}

const renamedOptions = {
  retainFor: 'retainForMs',
  submitTimeout: 'createTimeoutMs',
  lookTimeout: 'pollTimeoutMs',
  deadline: 'deadlineMs',
  eventsFor: 'eventStreamLifetimeMs',
  maxReferenceBytes: 'maxReferenceImageBytes',
  allowFilmUploads: 'allowVideoUploads',
  maxFilmBytes: 'maxUploadedVideoBytes',
}

/** What an adapter knows of a request beyond itself. */
export interface FetchContext {
  /** The path of the mount. */
  basePath?: string | undefined
  /** The framework's own request. */
  native?: unknown
  /** The body was parsed before us and written anew, so its bytes are not those that were sent. */
  isReserialised?: boolean
}

/** The verbs for code of the server itself, on behalf of an owner. */
export interface OwnersVideos {
  /** One video of this owner. @throws VideoError `not_found`, also where it is another's */
  retrieve(owner: string, id: string): Promise<Video>
  /** One page of this owner's videos. */
  list(owner: string, page?: ListVideos): Promise<VideoList>
  /** Deletes a video of this owner, upstream too. @throws VideoError `not_found` */
  delete(owner: string, id: string): Promise<DeletedVideo>
  /** What this owner may be offered, as `GET /videos/capabilities` tells it: for pages that are rendered on the server. */
  capabilities(owner: string): Promise<Capabilities>
  /**
   * Brings in a video that exists upstream already, by the upstream's reference; again, it is the same row.
   *
   * @throws VideoError `idempotency_conflict` where it is another owner's or was deleted here; what the upstream says where it does not know it
   */
  adopt(owner: string, ref: Json): Promise<Video>
}

/** A Videos API of your own, in front of an upstream's. */
export interface VideoServer extends OwnersVideos {
  /** Answers a request; whatever happens, with a Response. */
  fetch(request: Request, context?: FetchContext): Promise<Response>
  /** Whether a path is one of ours; the others belong to the app around the mount. */
  matches(pathname: string, basePath?: string): boolean
  /** Watches the jobs until `close`. Without it a read does the look that is due, and `tick` from a cron is the net. */
  start(): void
  /** Looks at everything that is due; how many looks that were. */
  tick(): Promise<number>
  /** Ends the watching and every open stream; what is under way is finished first. */
  close(): Promise<void>
}

/**
 * Makes a Videos API in front of an upstream: owners, limits and durable jobs, with the key on this side. Opens nothing until it is asked.
 *
 * @throws VideoError `misconfigured` without `authorize` or `store`, or where `allow` leaves nothing to offer
 * @example
 * const videos = createVideoServer({ upstream, authorize: (request) => ({ owner: userIdOf(request) }), store })
 * app.use('/api', toExpress(videos))
 */
export function createVideoServer(options: VideoServerOptions): VideoServer {
  rejectRenamedOptions('createVideoServer', options, renamedOptions)
  const {
    upstream,
    authorize,
    store,
    archive,
    retainForMs,
    spritesheet = upstream.capabilities.spritesheet,
    previews,
    signedURLs = false,
    basePath,
    limits = {},
    maxReferenceImageBytes = 10_485_760,
    allowVideoUploads = false,
    adoptOrphans = false,
    createTimeoutMs = 600_000,
    pollTimeoutMs = 30_000,
    deadlineMs = 7_200_000,
    events: hasEvents = true,
    eventStreamLifetimeMs = 900_000,
    beforeCreate,
    onEvent,
    waitUntil,
    now: clock = Date.now,
  } = options
  // A clock may have fractions; the cursor of an event stream has none.
  const now = (): number => Math.floor(clock())
  if (typeof authorize !== 'function') {
    throw new VideoError(
      'createVideoServer was given no authorize, so it would spend your money for anybody. Pass authorize: (request) => ({ owner: userIdOf(request) }), with null for nobody.',
      { code: 'misconfigured' },
    )
  }
  if (typeof store !== 'object') {
    throw new VideoError(
      'createVideoServer was given no store, so it would forget what you pay for. Pass one, as sqliteStore({ file: ".dailies/videos.db" }).',
      { code: 'misconfigured' },
    )
  }
  if (allowVideoUploads && upstream.capabilities.takesUploadedVideos !== true) {
    throw new VideoError(
      'allowVideoUploads is on, but this upstream takes no films of another place (capabilities.takesUploadedVideos). Leave it out.',
      { code: 'misconfigured' },
    )
  }
  const maxUploadedVideoBytes = allowVideoUploads ? (options.maxUploadedVideoBytes ?? 52_428_800) : undefined
  const context: ServerContext = {
    upstream,
    store,
    archiving: archive && createArchiving({ archive, retainForMs, spritesheet, previews }),
    grid: spritesheet,
    models: allowedModels(upstream.capabilities.models, options.allow),
    now,
    limitsOf: async (owner) => (typeof limits === 'function' ? limits(owner) : limits),
    mayIdle: (job) => upstream.verifyWebhook !== undefined && !feed.isFollowed(job.owner) && !audience.isPresent(job),
    emitChange: (job) => feed.publish(job),
    beforeCreate,
    emit: (event) => {
      try {
        onEvent?.(event)
      } catch {
        // A listener's failure is not the visitor's.
      }
    },
    waitUntil: (work) => {
      const settled = work.catch(() => undefined)
      try {
        waitUntil?.(settled)
      } catch {
        // Next's `after` throws outside a request of the App Router; the work goes on all the same.
      }
    },
    adoptOrphans,
    createTimeoutMs,
    pollTimeoutMs,
    deadlineMs,
  }
  const durations = createDurations(store, now)
  const audience = createPresence(now)
  const watcher = createPoller(context, durations)
  const feed = createFeed({
    store,
    now,
    // Without a watcher an open stream is somebody who waits.
    onTick: () => {
      if (!watcher.isStarted) void watcher.run().catch(() => undefined)
    },
  })
  const events = createEvents({ feed, now, lifetimeMs: eventStreamLifetimeMs })
  const jobs = createJobs(context, watcher, audience)
  const lengths = options.allow?.seconds
  const verbs = createVerbs({
    context,
    jobs,
    durations,
    maxReferenceImageBytes,
    maxUploadedVideoBytes,
    lengths,
    hasEvents,
  })

  const loadLinks = lazy(async () => {
    if (!signedURLs) return plainLinks
    const { signedLinks } = await import('./signed-links')
    return signedLinks(await store.secret(), now)
  })

  async function answer(request: Request, url: URL, route: Route, about: FetchContext): Promise<Response> {
    if (route.name === 'webhook') {
      const { handleWebhook } = await import('./handle-webhook')
      // Its signature says who that is, and no browser sends it.
      return handleWebhook(context, watcher, request, about.isReserialised ?? false)
    }
    const links = await loadLinks()
    const owner =
      (await signedFor(links, route, url)) ?? (await authenticate(authorize, request, { native: about.native }))
    checkOrigin(request, options)
    if (route.name !== 'events') return verbs[route.name]({ request, url, route, owner, links })
    if (!hasEvents) throw new VideoError('This server offers no events; poll instead.', { code: 'not_found' })
    context.waitUntil(jobs.resumeIdle(owner))
    return events.answer(request, owner, links.to(route.mount))
  }

  /** Whose file a signed URL names: it needs nobody to be signed in. */
  async function signedFor(links: Links, { name, id }: Route, url: URL): Promise<string | undefined> {
    if (name !== 'content' || !links.isSigned(url)) return undefined
    const job = await store.retrieve(readVideoId(id))
    links.check(url, job)
    return job?.owner
  }

  async function fetch(request: Request, about: FetchContext = {}): Promise<Response> {
    const started = now()
    const { method } = request
    const url = new URL(request.url)
    const extra = crossOriginHeaders(request, options)
    const place = matchRoute(url.pathname, about.basePath ?? basePath)
    if (method === 'OPTIONS' && place) {
      const allowed = allowOf(place)
      const isTrusted = 'Access-Control-Allow-Origin' in extra
      return new Response(null, {
        status: 204,
        headers: { Allow: allowed, ...extra, ...(isTrusted && preflightHeaders(allowed)) },
      })
    }
    let route: Route | undefined
    let response: Response
    try {
      route = resolveRoute(place, request)
      response = await answer(request, url, route, about)
    } catch (thrown) {
      const error = toPublicError(thrown)
      const { status, code } = error
      response = errorResponse(error)
      if (place && !route) response.headers.set('Allow', allowOf(place))
      const durationMs = now() - started
      context.emit({
        type: 'rejected',
        method,
        path: url.pathname,
        route: route?.name ?? null,
        status,
        code,
        durationMs,
      })
    }
    for (const [name, value] of Object.entries(extra)) {
      if (name === 'Vary') response.headers.append(name, value)
      else response.headers.set(name, value)
    }
    return method === 'HEAD' && response.body ? new Response(null, response) : response
  }

  const link = async (): Promise<ContentLink> => (await loadLinks()).to(basePath ?? '')
  return {
    fetch,
    matches: (pathname, base = basePath) => matchRoute(pathname, base) !== undefined,
    start: watcher.start,
    tick: watcher.tick,
    close: async () => {
      events.close()
      feed.close()
      await watcher.close()
      await store.close?.()
      await archive?.close?.()
    },
    retrieve: async (owner, id) => toVideo(await jobs.retrieve(owner, id), await link(), now()),
    list: async (owner, page = {}) => toVideoList(await jobs.list(owner, page), await link(), now()),
    capabilities: (owner) =>
      capabilitiesResponse(context, durations, owner, {
        events: hasEvents,
        maxReferenceImageBytes,
        maxUploadedVideoBytes,
      }),
    delete: async (owner, id) => {
      await jobs.delete(owner, id)
      return { id, object: 'video.deleted', deleted: true }
    },
    adopt: async (owner, ref) => toVideo(await jobs.adopt(owner, ref), await link(), now()),
  }
}

/** What the operator allows of the offer; a model of which nothing is left is not offered. @throws VideoError `misconfigured` */
function allowedModels(models: ModelCapabilities[], allow: VideoServerOptions['allow'] = {}): ModelCapabilities[] {
  const kept = models
    .filter(({ id }) => allow.models?.includes(id) ?? true)
    .map((model) =>
      Object.assign({}, model, {
        sizes: model.sizes.filter((size) => allow.sizes?.includes(size) ?? true),
        seconds: model.seconds.filter((seconds) => allow.seconds?.includes(seconds) ?? true),
      }),
    )
    .filter(({ sizes, seconds }) => sizes.length > 0 && seconds.length > 0)
  if (kept.length > 0 || models.length === 0) return kept
  throw new VideoError(
    `Nothing is left to offer: allow fits none of the upstream's models (${models.map(({ id }) => id).join(', ')}).`,
    { code: 'misconfigured' },
  )
}
