/**
 * The video server: your own Videos API in front of an upstream provider. It uses web APIs only; parts that need Node
 * or a third-party package have their own entry points.
 *
 * @packageDocumentation
 */
export { createVideoServer } from './video-server'
export type { FetchContext, VideoServerApi, VideoServer, VideoServerOptions } from './video-server'
export type { Authorize, AuthorizeContext, AuthResult } from './http/authenticate'
export type { OriginOptions } from './http/origin'
export type { BeforeCreate, BeforeCreateChange, BeforeCreateInput } from './jobs/before-create'
export type { Charge, Credits } from './jobs/credits'
export type { OnDeleted, DeletedContext } from './outbox/deleted'
export type { OnSettled, SettledContext } from './outbox/settled'
export type { DeadLetter, DeadLetterPage, DeadLetters } from './outbox/dead-letters'
export type { ExportedVideo } from './owners/export-owner'
export type { ListAllVideos, OwnedVideo, OwnedVideoPage, OwnersApi } from './owners/owner-api'
export type { OwnerVideos } from './owners/owner-client'
export type { OwnerDeletion } from './owners/owner-deletion'
export type { EraseOptions, Erasure, OwnerStore } from './store/owners'
export type { RouteName } from './http/routes'
export type { ServerEvent } from './server-event'
export type {
  Admission,
  AdmitOptions,
  ClaimOptions,
  HeldLease,
  JobReducer,
  ListOptions,
  JobPage,
  Lease,
  MeasuredDurations,
  ReserveOptions,
  WriteOptions,
  Reservation,
  Store,
} from './store/store'
export type {
  DeadEntry,
  FailedDelivery,
  NewOutboxEntry,
  OutboxEntry,
  OutboxKey,
  OutboxRule,
  OutboxStore,
} from './store/outbox'
export type { ShareStore, StoredShare } from './store/shares'
export type {
  Job,
  JobAssets,
  JobCredit,
  JobPhase,
  JobStart,
  UnsentRequest,
  JobWork,
  MissingResponses,
  UpstreamRequest,
  CreateOperation,
} from './store/job'
export type { Limits, QueueLimits, TotalLimits, Usage } from './store/limits'
export type { Archive, ArchiveCallOptions, ArchivedContent, ArchiveWriteOptions } from './archive/archive'
export type { ByteRange } from './net/byte-range'
export type { PreviewImage, PreviewGenerator, PreviewSource, PreviewVariant } from './media/previews/previews'
export { routeUpstreams } from './upstream/route-upstreams'
export type { RoutedUpstreams, TenantUpstreams } from './upstream/route-upstreams'
export type { UpstreamOption } from './jobs/upstreams'
export type { AdoptOptions } from './jobs/jobs'
export { SubmissionRejectedError, isSubmissionRejected } from './upstream/submission-rejected-error'
export type {
  Json,
  DeclaredGrid,
  Upstream,
  UpstreamUpdate,
  UpstreamCallOptions,
  UpstreamCapabilities,
  UpstreamContent,
  UpstreamWebhook,
  UpstreamJob,
  UpstreamCreateOptions,
} from './upstream/upstream'
