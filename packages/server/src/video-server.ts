import { VideoError } from '@dailies/core'
import type {
  Capabilities,
  DeletedVideo,
  ListVideos,
  NewShare,
  ShareList,
  ShareVideo,
  UpdateVideo,
  Video,
  VideoList,
} from '@dailies/core'
import { boundArchive } from './archive/bound-archive'
import { createCallbacks } from './jobs/callbacks'
import { capabilitiesResponse } from './http/capabilities-response'
import { createDurations } from './jobs/durations'
import { createEvents } from './http/events'
import { createChangeFeed } from './jobs/change-feed'
import { createJobChanges } from './jobs/job-changes'
import { createJobs } from './jobs/jobs'
import { refundJob } from './jobs/refund-job'
import { readMetadataUpdate } from './jobs/metadata'
import type { AdoptOptions } from './jobs/jobs'
import { createShares } from './jobs/shares'
import { checkShare, toNewShare, toShareList } from './http/handle-shares'
import { createLinks } from './http/links'
import { createPoller } from './poller/poller'
import { createDeadLetters } from './outbox/dead-letters'
import type { DeadLetters } from './outbox/dead-letters'
import { createOutbox } from './outbox/outbox'
import { outboxKinds } from './outbox/outbox-kinds'
import { outboxRule } from './outbox/outbox-kind'
import { withOutbox } from './outbox/with-outbox'
import { createOwnersApi } from './owners/owner-api'
import type { OwnersApi } from './owners/owner-api'
import { createOwnerDeletions } from './owners/owner-deletion'
import { createPresence } from './jobs/presence'
import { largestBodyBytes } from './http/handle-create'
import { createContentReaders } from './http/handle-content'
import { createHandler } from './http/handler'
import { featuresOf } from './http/openapi/features'
import { createOpenAPI } from './http/openapi/handle-openapi'
import type { FetchContext } from './http/handler'
import { parseOrigins } from './http/origin'
import { isRoute, parseBasePath } from './http/routes'
import { defaultReaderIdleTimeoutMs } from './http/readers'
import { memoryLimits } from './http/request-memory'
import type { ServerContext } from './server-context'
import { boundStore } from './store/bound-store'
import { checkLimits } from './store/limits'
import { toVideo, toVideoList } from './http/to-video'
import type { ContentLink, VideoView } from './http/to-video'
import { createUpstreams, requireUploads } from './jobs/upstreams'
import type { Job } from './store/job'
import type { Json } from './upstream/upstream'
import { validateOptions } from './video-server-options'
import type { VideoServerOptions } from './video-server-options'

export type { FetchContext } from './http/handler'
export type { VideoServerOptions } from './video-server-options'

/**
 * Server-side API of the videos: the operations for code on the server, on behalf of an owner and without an HTTP request.
 * Those that return videos need the option `basePath`: a request tells where the server is mounted, and here is none.
 */
export interface VideoServerApi extends OwnersApi {
  /**
   * Retrieves one video of this owner.
   *
   * @throws VideoError `not_found`, also if the video belongs to another owner; `misconfigured` without `basePath`
   */
  retrieve(owner: string, id: string): Promise<Video>
  /**
   * Lists one page of this owner's videos; by default the 20 newest.
   * @throws VideoError `not_found` if `page.after` is not this owner's; `misconfigured` without `basePath`
   */
  list(owner: string, page?: ListVideos): Promise<VideoList>
  /** Changes the metadata of a video of this owner; null removes a key. @throws VideoError `not_found`, `invalid_request` */
  update(owner: string, id: string, request: UpdateVideo): Promise<Video>
  /**
   * Cancels a running video of this owner.
   * @throws VideoError `not_found`; `unsupported` if its model cannot be cancelled; `misconfigured` without `basePath`
   */
  cancel(owner: string, id: string): Promise<Video>
  /**
   * Creates a link that shows a completed video of this owner to whoever has it. Needs `sharing` and `basePath`. Its token is
   * returned here only.
   * @throws VideoError `not_found`, `not_ready`, `invalid_request`; `limit_reached` if the video has 50 shares
   */
  share(owner: string, id: string, request?: ShareVideo): Promise<NewShare>
  /** Lists the shares of a video of this owner that have not expired. @throws VideoError `not_found` */
  listShares(owner: string, id: string): Promise<ShareList>
  /** Ends a share of any owner at once, by its id. @throws VideoError `not_found` */
  revokeShare(shareId: string): Promise<void>
  /** Deletes a video of this owner here, upstream and in the archive. @throws VideoError `not_found` */
  delete(owner: string, id: string): Promise<DeletedVideo>
  /**
   * Returns the capabilities of this owner, as `GET /videos/capabilities` does; for pages that are rendered on the
   * server.
   */
  capabilities(owner: string): Promise<Capabilities>
  /**
   * Describes this API in OpenAPI 3.1, as `GET /videos/openapi.json` does; for a script that generates a client. Its server is
   * `basePath`, by default `/`.
   */
  openapi(): Record<string, unknown>
  /**
   * Imports a video that already exists upstream, by its upstream reference. Idempotent: a second call returns the same
   * video. With several upstreams, `options.upstreamId` says which one has it.
   *
   * @throws VideoError `invalid_request` if the upstream is not named, or is not connected; `idempotency_conflict` if it
   * belongs to another owner or was deleted here; the upstream's error, such as `not_found`, if the upstream does not know
   * it; `misconfigured` without `basePath`
   */
  adopt(owner: string, ref: Json, options?: AdoptOptions): Promise<Video>
  /**
   * Refunds the credits of a video that failed, also provisionally, whatever it may have cost. Idempotent. If it is
   * completed later, it is debited again.
   *
   * @throws VideoError `not_found`; `invalid_request` if it did not fail, or nothing was debited for it
   */
  refund(id: string): Promise<void>
  /** The calls of `onSettled`, `onDeleted` and `credits.refund` that failed for longer than `outboxForMs`. */
  readonly deadLetters: DeadLetters
}

/** The request handler and background poller that {@link createVideoServer} returns. */
export interface VideoServer extends VideoServerApi {
  /** Handles a request. Always resolves with a Response; an error becomes an error response. */
  fetch(request: Request, context?: FetchContext): Promise<Response>
  /** The option of this name, which the adapter of a framework applies to its connections. */
  readonly readerIdleTimeoutMs: number
  /** Whether a path belongs to this API; other paths belong to the app around the mount. */
  matches(pathname: string, basePath?: string): boolean
  /**
   * Starts the background poller, which polls running jobs and repeats failed calls to your code until `close`. Without it a job is polled only when it is
   * read or while its owner's event stream is open; then call `tick` from a cron job, too.
   */
  start(): void
  /**
   * Polls every job that is due and delivers every call to your code that is due, for cron jobs and serverless platforms.
   * Resolves with the number of polls.
   */
  tick(): Promise<number>
  /**
   * Graceful shutdown: ends the poller and every open stream, waits for running work, then closes store and archive.
   */
  close(): Promise<void>
}

/**
 * Creates a Videos API server in front of an upstream provider: authentication, per-owner limits, durable jobs and
 * background polling, with the API key on the server. It opens no connection and starts no timer until the first
 * request, `start` or `tick`.
 *
 * @throws VideoError `misconfigured` if `authorize` or `store` is missing, an option has its old name, `allow` excludes
 * every model, an origin or `basePath` is written wrongly, or `allowVideoUploads` is on for an upstream that accepts no uploaded videos
 * @example
 * const videos = createVideoServer({ upstream, authorize: (request) => ({ owner: userIdOf(request) }), store })
 * app.use('/api', toExpress(videos))
 */
export function createVideoServer(options: VideoServerOptions): VideoServer {
  validateOptions(options)
  const {
    authorize,
    retainForMs,
    spritesheet,
    previews,
    signedURLs = false,
    sharing = false,
    allow,
    limits = {},
    totalLimits = {},
    paused = false,
    maxReferenceImageBytes = 10_485_760,
    allowVideoUploads = false,
    adoptOrphans = false,
    createTimeoutMs = 600_000,
    pollTimeoutMs = 30_000,
    deadlineMs = 7_200_000,
    purgeAfterMs = 2_592_000_000,
    outboxForMs = 259_200_000,
    events: hasEvents = true,
    eventStreamLifetimeMs = 900_000,
    readerIdleTimeoutMs = defaultReaderIdleTimeoutMs,
    beforeCreate,
    credits,
    whenFull,
    onEvent,
    waitUntil,
    now: clock = Date.now,
  } = options
  // A clock may return fractions; the cursor of an event stream is a whole number.
  const now = (): number => Math.floor(clock())
  const maxUploadedVideoBytes = allowVideoUploads ? (options.maxUploadedVideoBytes ?? 52_428_800) : undefined
  const basePath = parseBasePath(options.basePath)
  const presence = createPresence(now)
  const changes = createJobChanges()
  // Everything below sees only these, so no call can forget its timeout.
  const upstreams = createUpstreams(options.upstream, { createTimeoutMs, callTimeoutMs: pollTimeoutMs, allow })
  if (allowVideoUploads) requireUploads(upstreams)
  const kinds = outboxKinds(options, (id) => refundJob(context, id))
  const bounded = boundStore(options.store)
  const store = kinds.length === 0 ? bounded : withOutbox(bounded, outboxRule(kinds, now))
  const archive = options.archive && boundArchive(options.archive)
  const context: ServerContext = {
    upstreams,
    store,
    archiving: archive && { archive, retainForMs, previews },
    grid: spritesheet,
    allow,
    now,
    limitsOf: async (owner) => checkLimits(typeof limits === 'function' ? await limits(owner) : limits),
    totalLimits,
    // Only `false` opens: a setting that could not be read must not.
    isPaused: async () => (typeof paused === 'function' ? await paused() : paused) !== false,
    callbacks: options.publicURL === undefined ? undefined : createCallbacks(store, options.publicURL),
    mayIdle: (upstream, job) => {
      // What was called and has not ended is polled as usual: there may be no second call.
      const isReported = job.callback ? job.callback.calledAt === undefined : upstream.verifyWebhook !== undefined
      return isReported && !presence.isPresent(job)
    },
    changes,
    beforeCreate,
    credits,
    whenFull,
    emit: (event) => {
      try {
        // The function may be async all the same, and its rejection must not end the process.
        void Promise.resolve(onEvent?.(event)).catch(() => undefined)
      } catch {
        // An error of the operator's listener must not fail the user's request.
      }
    },
    waitUntil: (work) => {
      const caught = work.catch(() => undefined)
      try {
        void Promise.resolve(waitUntil?.(caught)).catch(() => undefined)
      } catch {
        // Next's `after` throws outside a request of the App Router; the work continues anyway.
      }
    },
    adoptOrphans,
    deadlineMs,
    purgeAfterMs,
  }
  const durations = createDurations(store, now)
  const poller = createPoller(context, durations)
  const feed = createChangeFeed({
    store,
    changes,
    now,
    // Without a started poller, an open event stream drives the polling.
    onInterval: () => {
      if (!poller.isStarted) void poller.startDue().catch(() => undefined)
    },
  })
  const events = createEvents({
    store,
    feed,
    presence,
    now,
    isConnected: upstreams.isConnected,
    lifetimeMs: eventStreamLifetimeMs,
    idleTimeoutMs: readerIdleTimeoutMs,
  })
  const jobs = createJobs(context, poller, presence)
  const shares = createShares(context)
  const getLinks = createLinks(store, now, signedURLs)
  /** Called before the work, so that nothing is done whose result cannot be returned. */
  const mountFor = (method: string): string => {
    if (basePath !== undefined) return basePath
    throw new VideoError(
      `videos.${method} needs to know where the video server is mounted, because the videos that it returns contain URLs of files. Set the option basePath of createVideoServer, such as basePath: '/api'.`,
      { code: 'misconfigured' },
    )
  }
  const linkFor = async (method: string): Promise<ContentLink> => {
    const mount = mountFor(method)
    return (await getLinks()).to(mount)
  }
  const viewOf = (link: ContentLink): VideoView => ({ link, now: now(), isConnected: upstreams.isConnected })
  const toOwnVideo = async (job: Job): Promise<Video> => toVideo(job, viewOf(await linkFor('retrieve')))
  const { emit, waitUntil: keepAlive } = context
  const outbox = createOutbox({
    store,
    kinds,
    toVideo: toOwnVideo,
    changes,
    now,
    outboxForMs,
    emit,
    waitUntil: keepAlive,
  })
  const capabilitiesOf = (owner: string): Promise<Capabilities> =>
    capabilitiesResponse(context, durations, owner, {
      events: hasEvents,
      sharing,
      maxReferenceImageBytes,
      maxUploadedVideoBytes,
    })
  const rules = { maxReferenceImageBytes, maxUploadedVideoBytes }
  const origins = parseOrigins(options)
  const openapi = createOpenAPI(featuresOf(context, { events: hasEvents, sharing, signedURLs, origins, ...rules }))
  const handle = createHandler({
    context,
    poller,
    jobs,
    events: hasEvents ? events : undefined,
    shares: sharing ? shares : undefined,
    getLinks,
    capabilitiesOf,
    openapi: openapi.respond,
    rules: { ...rules, memory: memoryLimits(options.maxRequestMemoryBytes, largestBodyBytes(rules)) },
    readers: createContentReaders(readerIdleTimeoutMs),
    authorize,
    origins,
    basePath,
  })

  const deletions = createOwnerDeletions({
    context,
    jobs,
    outbox,
    pendingKinds: kinds.map(({ name }) => name),
    createTimeoutMs,
  })

  return {
    fetch: (request, fetchContext) => handle(request, fetchContext),
    readerIdleTimeoutMs,
    matches: (pathname, base = basePath) => isRoute(pathname, base),
    start: () => {
      poller.start()
      outbox.start()
      deletions.start()
    },
    tick: async () => {
      const [count] = await Promise.all([poller.tick(), outbox.tick()])
      // What the polls have caused.
      await outbox.tick()
      await deletions.tick()
      return count
    },
    close: async () => {
      events.close()
      feed.close()
      await deletions.close()
      await poller.close()
      await outbox.close()
      await store.close?.()
      await archive?.close?.()
    },
    retrieve: async (owner, id) => {
      const link = await linkFor('retrieve')
      return toVideo(await jobs.retrieve(owner, id), viewOf(link))
    },
    list: async (owner, page = {}) => {
      const link = await linkFor('list')
      return toVideoList(await jobs.list(owner, page), viewOf(link))
    },
    capabilities: capabilitiesOf,
    openapi: () => openapi.document(basePath ?? ''),
    update: async (owner, id, { metadata }) => {
      const link = await linkFor('update')
      return toVideo(await jobs.update(owner, id, readMetadataUpdate(metadata) ?? {}), viewOf(link))
    },
    cancel: async (owner, id) => {
      const link = await linkFor('cancel')
      return toVideo(await jobs.cancel(owner, id), viewOf(link))
    },
    share: async (owner, id, request = {}) => {
      const mount = mountFor('share')
      if (!sharing)
        throw new VideoError('videos.share needs the option sharing: true of createVideoServer.', {
          code: 'misconfigured',
        })
      return toNewShare(await shares.create(owner, id, checkShare(request)), mount)
    },
    listShares: async (owner, id) => toShareList(await shares.list(owner, id)),
    revokeShare: shares.revoke,
    delete: async (owner, id) => {
      await jobs.delete(owner, id)
      return { id, object: 'video.deleted', deleted: true }
    },
    adopt: async (owner, ref, options) => {
      const link = await linkFor('adopt')
      return toVideo(await jobs.adopt(owner, ref, options), viewOf(link))
    },
    refund: (id) => refundJob(context, id),
    ...createOwnersApi({ store, handle, deletions, mountFor, toVideo: toOwnVideo }),
    deadLetters: createDeadLetters(store, now, outbox.wake),
  }
}
