/**
 * Headless, framework-free client for AI video generation: the types of the Videos API, an HTTP client, and job
 * tracking by polling or server-sent events. Has no dependencies and runs in every environment with `fetch`.
 *
 * @packageDocumentation
 */
export { isFinal, isSettled } from './video'
export type {
  Asset,
  AssetState,
  VideoUpdate,
  DeletedVideo,
  SpritesheetAsset,
  Video,
  VideoAssets,
  VideoRequest,
  VideoFailure,
  VideoStart,
  VideoList,
  VideoStatus,
  VideoVariant,
} from './video'
export type {
  CallOptions,
  CreateVideo,
  EditVideo,
  ExtendVideo,
  SourceVideo,
  ListVideos,
  MetadataUpdate,
  UpdateVideo,
  RemixVideo,
  DeleteOptions,
  CreateOptions,
  VideosApi,
} from './videos'
export type { DeletedShare, NewShare, Share, SharedVideo, ShareList, ShareVideo } from './share'
export type { VideoFilter } from './video-filter'
export type { ModelParameter, ParameterValue } from './parameters'
export type {
  Capabilities,
  LimitCapabilities,
  ModelCapabilities,
  ModelOperation,
  ModelPrice,
  ReferenceLimits,
  RunTimeStats,
} from './capabilities'
export { cancellationOf, operationsOf } from './model-operations'
export type { OperationCapabilities } from './model-operations'
export { shapesOf } from './shapes'
export type { VideoShape } from './shapes'
export { VideoError, isVideoError, videoErrorCodes } from './video-error'
export type { ErrorBody, VideoErrorCode, VideoErrorInit } from './video-error'
export { parseStatus } from './parse-status'
export { createVideosClient } from './videos-client'
export type { ContentURLOptions, VideoStoreClient, VideosClient, VideosClientOptions } from './videos-client'
export { getVideoStore, watchVideo } from './watch-video'
export type { WatchVideoOptions } from './watch-video'
export { createVideoStore } from './video-store'
export type { VideoEventListener, VideoStore, VideoStoreOptions } from './video-store'
export type { CapabilitiesCache, CapabilitiesState } from './capabilities-cache'
export type { ConnectionStatus, VideoEvent, WatchState } from './watch-state'
export { createAndWatch } from './create-and-watch'
export type { CreateAndWatchOptions } from './create-and-watch'
export type { Channel, Tabs, Environment } from './environment'
export { estimateRemaining, priceOf } from './estimate'
export type { Estimate, Pace } from './estimate'
export { parseSize } from './pixel-size'
export type { PixelSize } from './pixel-size'
export { tileIndexAt, tileRectangle } from './spritesheet'
export type { SpritesheetGrid, TileRectangle } from './spritesheet'
