import { VideoError } from '@dailies/core'
import type { Archive } from './archive/archive'
import type { Authorize } from './http/authenticate'
import type { OriginOptions } from './http/origin'
import type { BeforeCreate } from './jobs/before-create'
import type { Credits } from './jobs/credits'
import type { Allow } from './jobs/permit'
import type { OnDeleted } from './outbox/deleted'
import type { OnSettled } from './outbox/settled'
import type { PreviewGenerator } from './media/previews/previews'
import type { ServerEvent } from './server-event'
import { anything, callback, checkOptions, flag, positive, texts, timerMs } from './options'
import type { OptionKind, OptionKinds } from './options'
import { checkLimits, checkQueueLimits, checkTotalLimits } from './store/limits'
import type { Limits, QueueLimits, TotalLimits } from './store/limits'
import type { Store } from './store/store'
import type { UpstreamOption } from './jobs/upstreams'
import type { DeclaredGrid } from './upstream/upstream'

/**
 * The options of `createVideoServer`. Times are in milliseconds, sizes in bytes. `upstream`, `authorize` and `store`
 * are required.
 */
export interface VideoServerOptions extends OriginOptions {
  /**
   * The provider that renders the videos, for example `openaiUpstream` from `@dailies/server/openai`. Its API key stays
   * on the server. `routeUpstreams` joins several; `{ resolve, byId }` gives each tenant their own.
   */
  upstream: UpstreamOption
  /**
   * Authentication: returns the owner of a request, or null if no user is signed in. On null the request fails with 401
   * `unauthorized`. It has no default, because an open mount lets any client create videos at your expense.
   */
  authorize: Authorize
  /**
   * The database of the jobs: `sqliteStore` for one machine, `postgresStore` for several instances, `memoryStore` for
   * tests. It has no default, because a job that is kept only in memory is billed and then lost on a restart.
   */
  store: Store
  /**
   * Storage that completed videos are copied to (`diskArchive`, `s3Archive`), so that they can be served after the
   * upstream has deleted its files.
   * @default none: files are proxied from the upstream for as long as it has them
   */
  archive?: Archive
  /**
   * Retention of archived files, in milliseconds from completion. Later requests fail with 410 `expired`.
   * @default unlimited
   */
  retainForMs?: number
  /**
   * Generates the thumbnail and the spritesheet of an archived video if the upstream has none, for example
   * `ffmpegPreviews`. Needs `archive`.
   * @default none: the client generates them
   */
  previews?: PreviewGenerator
  /**
   * Signs the content URLs, so that a player can load files in an app that authenticates with a header. A signed URL
   * opens that one file for one to two hours without authentication; anyone who has the URL can use it. An expired or
   * wrong signature fails with 403 `forbidden`.
   * @default false
   */
  signedURLs?: boolean
  /**
   * Whether an owner can share a video by a link, with anyone who has it. Such a link needs no authentication.
   * @default false
   */
  sharing?: boolean
  /**
   * The grid of the upstream's spritesheets: columns, rows and tile count.
   * @default the grid of `upstream.capabilities`; if that is missing, derived from the image size if only one grid fits
   */
  spritesheet?: DeclaredGrid
  /**
   * The mount path, such as `/api`. Set it if the framework adapter cannot read it from the framework. `retrieve`, `list`, `cancel`
   * and `adopt` of code on the server require it, because they have no request whose path shows it.
   * @default the part of the path before `/videos`
   */
  basePath?: string
  /**
   * The public URL of the mount, such as `https://app.example.com/api`. Providers that take a URL per job then call
   * `/videos/callbacks/…` below it when the job has ended, so that it is polled rarely until then. It is never derived from
   * a request.
   * @default no callbacks: jobs are polled
   */
  publicURL?: string
  /**
   * Allow list for models, sizes and lengths, for every operation that makes a video. Other values fail with 400
   * `invalid_request`.
   * @default everything is allowed
   */
  allow?: Allow
  /**
   * Rate limits and quotas of one owner, or a function that returns them for an owner. A create over a limit fails with
   * 429 `limit_reached`, `error.param` set to the name of the limit, and a `Retry-After` header.
   * @default no limits
   */
  limits?: Limits | ((owner: string) => Limits | Promise<Limits>)
  /**
   * Limits over all owners together, checked in the same reservation. A create over one fails with 429 `limit_reached`;
   * the message does not say how much others use.
   * @default no limits
   */
  totalLimits?: TotalLimits
  /**
   * Lets creates wait while the limit `activeJobs`, of the owner or in total, has no place for them: in the order of each
   * owner, and kept over a restart. A waiting video is `queued`, with `assets.waiting` and its position, and nothing is
   * sent for it, so it can be cancelled and deleted at no cost. Its request and its price count when it begins to wait;
   * `allow`, `beforeCreate`, the price and `credits` are asked again when it starts, and the deadline counts from then. An
   * edit or extension of an uploaded video does not wait.
   * @default a create over the limit fails with 429 `limit_reached`
   */
  whenFull?: QueueLimits
  /**
   * The owners' credits: `debit` takes the price before a request is sent, `refund` gives it back if the video costs
   * nothing.
   * @default nothing is debited
   */
  credits?: Credits
  /**
   * Accepts no new videos, for example while the bill is examined: a create fails with 503 `overloaded`. Running jobs go
   * on, and a repeated request still returns its video. A function is asked at each create.
   * @default false
   */
  paused?: boolean | (() => boolean | Promise<boolean>)
  /**
   * Maximum size of a reference image, in bytes. A larger one fails with 413 `too_large`.
   * @default 10_485_760 (10 MiB)
   */
  maxReferenceImageBytes?: number
  /**
   * Lets users upload a video file to edit or extend. Such a file is not reviewed: it is sent to the upstream under
   * your API key and your account, the result is billed to you, and the file is kept in memory until the upstream has
   * received it. Needs an upstream with `capabilities.acceptsUploadedVideos`.
   * @default false
   */
  allowVideoUploads?: boolean
  /**
   * Maximum size of an uploaded video, in bytes. A larger one fails with 413 `too_large`.
   * @default 52_428_800 (50 MiB)
   */
  maxUploadedVideoBytes?: number
  /**
   * Maximum memory of all request bodies that this process holds at once, in bytes. One owner may use a quarter of it,
   * but at least one body of the largest size. A request beyond that fails with 429 `rate_limited`, or with 503
   * `overloaded` if others use it all.
   * @default 268_435_456 (256 MiB), or four bodies of the largest size
   */
  maxRequestMemoryBytes?: number
  /**
   * Recovers jobs whose create request got no response: searches the upstream's list for the one job that matches and
   * adopts it.
   * @default false: such a job fails with `submission_unknown` if the request cannot be retried safely
   */
  adoptOrphans?: boolean
  /**
   * Timeout of a create, remix, edit or extend request to the upstream, in milliseconds.
   * @default 600_000 (10 minutes)
   */
  createTimeoutMs?: number
  /** Timeout of a retrieve (poll), list or delete request to the upstream, in milliseconds. @default 30_000 */
  pollTimeoutMs?: number
  /**
   * Deadline of a job, in milliseconds from creation. A job that still runs then fails provisionally with
   * `deadline_exceeded`; polling continues less often for a day, and a late result replaces the failure.
   * @default 7_200_000 (2 hours)
   */
  deadlineMs?: number
  /**
   * How long the row of a deleted video and the record of a create are kept, in milliseconds: for streams that resume,
   * repeated idempotency keys, limits and measured durations. At least two days. What its owner wrote is erased with the
   * video itself.
   * @default 2_592_000_000 (30 days)
   */
  purgeAfterMs?: number
  /** Serves server-sent events (SSE) at `GET /videos/events`. If false, clients poll. @default true */
  events?: boolean
  /**
   * Maximum duration of one event stream, in milliseconds. Then it ends and the client reconnects.
   * @default 900_000 (15 minutes)
   */
  eventStreamLifetimeMs?: number
  /**
   * How long a client may leave a response unread before it is disconnected, in milliseconds. A player that is paused for
   * longer goes on by requesting the rest. An owner may receive 32 videos, 128 images and 32 event streams at once; more
   * fail with 429 `rate_limited`.
   * @default 120_000 (2 minutes)
   */
  readerIdleTimeoutMs?: number
  /**
   * Hook of every create: runs after validation, before anything is billed. A returned text rejects the request with 403
   * `forbidden`; a returned object changes what is sent, for example by a prompt template that the user does not see. It
   * may run more than once for one video, so it must have no effects.
   * @default every valid request is sent as it is
   */
  beforeCreate?: BeforeCreate
  /**
   * Called when a video has completed or failed, so that your own backend knows: at least once, on one instance at a time,
   * and again with growing delays until it returns, also after a crash. Its key is `(video.id, version)`: a repeated key is
   * a repeated call. It may come twice for one video, first with `final: false` for a provisional failure; ignore a
   * version below one that you have seen. The video is in its state at that version, with its files as they are now. Needs
   * `basePath`.
   */
  onSettled?: OnSettled
  /**
   * Called when a video was deleted, under the same promises as `onSettled`; its key is the id. A create that the
   * provider rejected was no video, and is in neither.
   */
  onDeleted?: OnDeleted
  /**
   * How long a failing call of `onSettled`, `onDeleted` and `credits.refund` is repeated, in milliseconds. Then it is a dead letter, which
   * `videos.deadLetters` lists and sends again.
   * @default 259_200_000 (3 days)
   */
  outboxForMs?: number
  /**
   * Observability hook for logs and metrics: called with every {@link ServerEvent}. Errors that it throws are ignored.
   */
  onEvent?: (event: ServerEvent) => void
  /**
   * Keeps a serverless function alive for work that continues after the response, such as `after` of Next.
   * @default none
   */
  waitUntil?: (work: Promise<unknown>) => void
  /** The clock, in Unix milliseconds; replace it in tests. @default Date.now */
  now?: () => number
}

const minPurgeAfterMs = 172_800_000

/** Validates the options: rejects missing and contradictory ones. @throws VideoError `misconfigured` */
export function validateOptions(options: VideoServerOptions): void {
  const { authorize, store } = options
  if (typeof authorize !== 'function') {
    throw new VideoError(
      'createVideoServer requires authorize: without it, any client could create videos at your expense. Pass authorize: (request) => ({ owner: userIdOf(request) }), and return null if no user is signed in.',
      { code: 'misconfigured' },
    )
  }
  if (typeof options.upstream !== 'object' || options.upstream === null) {
    throw new VideoError(
      'createVideoServer requires an upstream, the provider that renders the videos. Pass one, such as openaiUpstream, or several by routeUpstreams.',
      { code: 'misconfigured' },
    )
  }
  if (typeof store !== 'object' || store === null) {
    throw new VideoError(
      'createVideoServer requires a store: without one, jobs that you are billed for would be lost on a restart. Pass one, such as sqliteStore({ file: ".dailies/videos.db" }).',
      { code: 'misconfigured' },
    )
  }
  checkOptions('createVideoServer', options, optionKinds)
  checkOptions('allow', options.allow ?? {}, { models: texts, sizes: texts, seconds: texts })
  if (options.limits !== undefined && typeof options.limits !== 'function') checkLimits(options.limits)
  if (options.totalLimits !== undefined) checkTotalLimits(options.totalLimits)
  if (options.whenFull !== undefined) checkQueueLimits(options.whenFull)
  if (options.credits !== undefined) checkCredits(options.credits)
  if (options.onSettled && options.basePath === undefined) {
    throw new VideoError(
      "onSettled needs to know where the video server is mounted, because the video that it receives contains URLs of files. Set the option basePath, such as basePath: '/api'.",
      { code: 'misconfigured', param: 'basePath' },
    )
  }
  if (options.purgeAfterMs !== undefined && options.purgeAfterMs < minPurgeAfterMs) {
    throw new VideoError(
      `purgeAfterMs is ${options.purgeAfterMs}, but limits per day need the records of two days. Set at least ${minPurgeAfterMs}.`,
      { code: 'misconfigured' },
    )
  }
}

/** The object may be the ledger of the app itself, with more than this. @throws VideoError `misconfigured` */
function checkCredits({ debit, refund, refundProvisionalAfterMs }: Credits): void {
  if (typeof debit !== 'function' || typeof refund !== 'function') {
    throw new VideoError(
      'credits needs both functions, debit and refund: without refund, a failed video would cost credits.',
      { code: 'misconfigured' },
    )
  }
  checkOptions('credits', { refundProvisionalAfterMs }, { refundProvisionalAfterMs: positive })
}

/** Where it says `anything`, the value is checked by what uses it. */
const publicURLKind: OptionKind = {
  description: 'an http or https URL without a query',
  accepts: (value) => typeof value === 'string' && /^https?:\/\/[^?#@\s]+$/.test(value) && URL.canParse(value),
}

const optionKinds: OptionKinds<VideoServerOptions> = {
  upstream: anything,
  authorize: callback,
  store: anything,
  archive: anything,
  retainForMs: positive,
  previews: anything,
  signedURLs: flag,
  sharing: flag,
  spritesheet: anything,
  basePath: anything,
  publicURL: publicURLKind,
  allow: anything,
  limits: anything,
  totalLimits: anything,
  whenFull: anything,
  credits: anything,
  // Anything but false accepts no new videos.
  paused: anything,
  maxReferenceImageBytes: positive,
  allowVideoUploads: flag,
  maxUploadedVideoBytes: positive,
  maxRequestMemoryBytes: positive,
  adoptOrphans: flag,
  createTimeoutMs: timerMs,
  pollTimeoutMs: timerMs,
  deadlineMs: positive,
  purgeAfterMs: positive,
  events: flag,
  eventStreamLifetimeMs: timerMs,
  readerIdleTimeoutMs: timerMs,
  beforeCreate: callback,
  onSettled: callback,
  onDeleted: callback,
  outboxForMs: positive,
  onEvent: callback,
  waitUntil: callback,
  now: callback,
  trustedOrigins: anything,
  publicOrigin: anything,
}
