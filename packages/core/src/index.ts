/**
 * The headless half: the nouns of the Videos API, a client, and watching a job until it settles. Imports nothing, and runs wherever
 * `fetch` does.
 *
 * @packageDocumentation
 */
export { isFinal, isSettled } from './video'
export type {
  Asset,
  AssetState,
  Heard,
  RemovedVideo,
  SpritesheetAsset,
  Video,
  VideoAssets,
  VideoRequest,
  VideoFailure,
  VideoList,
  VideoStatus,
  VideoVariant,
} from './video'
export type {
  CallOptions,
  CreateVideo,
  EditVideo,
  ExtendVideo,
  FilmSource,
  ListVideos,
  RemixVideo,
  RemoveOptions,
  SubmitOptions,
  Videos,
} from './videos'
export type { Capabilities, DurationCapabilities, LimitCapabilities, ModelCapabilities } from './capabilities'
export { VideoError, isVideoError, videoErrorCodes } from './video-error'
export type { ErrorBody, VideoErrorCode, VideoErrorInit } from './video-error'
export { advance } from './advance'
export { readStatus } from './read-video'
export { readWait } from './read-wait'
export { createIdempotencyKey, createVideosClient } from './videos-client'
export type { ContentURLOptions, VideosClient, VideosClientOptions } from './videos-client'
export { pollDelay } from './poll-delay'
export type { PollDelayOptions } from './poll-delay'
export { videoFeedOf, watchVideo } from './watch-video'
export type { WatchVideoOptions } from './watch-video'
export type { VideoFeed, WatchableVideos } from './video-feed'
export type { Link, VideoNews, Watched } from './watched'
export { createAndWatch } from './create-and-watch'
export type { CreateAndWatchOptions } from './create-and-watch'
export { hereAndNow } from './world'
export type { Channel, Tabs, World } from './world'
export { createEstimator, durationOf, estimateRemaining, priceOf } from './estimate'
export type { Estimate, Estimator } from './estimate'
export { readSize } from './film-size'
export type { PixelSize } from './film-size'
export { possibleGrids, spritesheetGrid, tileAt, tileRectangle, toldGrid } from './spritesheet'
export type { SpritesheetGrid, TileRectangle } from './spritesheet'
