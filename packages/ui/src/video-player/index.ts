/**
 * A player for one video. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/video-player.css`.
 *
 * @packageDocumentation
 */
'use client'

export { VideoPlayer } from './video-player'
export type { VideoPlayerProps } from './video-player'
export { useVideoPlayer } from '../playback'
export type { VideoPlayerContextValue } from '../playback'
export {
  VideoPlayerControls,
  VideoPlayerDownload,
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMute,
  VideoPlayerPlay,
  VideoPlayerTime,
} from './video-player-controls'
export { VideoPlayerPictureInPicture } from './video-player-picture-in-picture'
export { VideoPlayerSpeed } from './video-player-speed'
export { VideoPlayerMedia, VideoPlayerAlert } from './video-player-media'
export type { VideoPlayerMediaOwnProps } from './video-player-media'
export type { PlaybackOptions } from './playback-options'
export { VideoPlayerRoot } from './video-player-root'
export type { VideoPlayerRootProps } from './video-player-root'
export { VideoPlayerSeekBar } from './video-player-seek-bar'
export type { PlayerSource, PlayerState } from '../playback'
