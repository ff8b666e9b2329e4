export { VideoDownload } from './video-download'
export { VideoImage } from './video-image'
export { VideoFrame, videoFrameProps } from './video-frame'
export type { VideoFrameOwnProps } from './video-frame'

export { videoHue } from './video-hue'
export { AspectRatioBox, videoFit } from './aspect-ratio-box'
export type { AspectRatioBoxOwnProps } from './aspect-ratio-box'
export { useContentURL } from './use-content-url'
