export { isFinal, isSettled } from './video'
export type {
  Asset,
  AssetState,
  Heard,
  RemovedVideo,
  SpritesheetAsset,
  Video,
  VideoAssets,
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
  ListVideos,
  RemixVideo,
  SubmitOptions,
  Videos,
} from './videos'
export type { Capabilities, DurationCapabilities, LimitCapabilities, ModelCapabilities } from './capabilities'
export { VideoError, isVideoError, videoErrorCodes } from './video-error'
export type { ErrorBody, VideoErrorCode, VideoErrorInit } from './video-error'
