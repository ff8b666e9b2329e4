/**
 * The adapter: a Videos API of your own in front of an upstream. Web APIs only; what needs Node or a vendor is an entry of its own.
 *
 * @packageDocumentation
 */
export { createVideoServer } from './video-server'
export type { FetchContext, OwnersVideos, VideoServer, VideoServerOptions } from './video-server'
export type { Authorize, AuthorizeContext, Viewer } from './guards/who'
export type { OriginOptions } from './guards/origin'
export type { BeforeCreate, CheckedSubmission } from './server-context'
export type { RouteName } from './routes'
export type { ServerEvent } from './server-event'
export type { Fold, JobPage, Lease, MeasuredDurations, ReserveTerms, Reservation, Store } from './store/store'
export type { Job, JobAssets, Missing, Submission, SubmitVerb } from './store/job'
export type { Limits, Usage } from './store/limits'
export type { Archive, ArchivedContent, ArchiveEntry } from './archive/archive'
export type { ByteRange } from './byte-range'
export type { PreviewPicture, Previews, PreviewSource, PreviewVariant } from './previews/previews'
export { RefusedSubmission } from './upstream/upstream'
export type {
  Json,
  KnownGrid,
  Upstream,
  UpstreamAnswer,
  UpstreamCallOptions,
  UpstreamCapabilities,
  UpstreamContent,
  UpstreamNotice,
  UpstreamSubmission,
  UpstreamSubmitOptions,
} from './upstream/upstream'
