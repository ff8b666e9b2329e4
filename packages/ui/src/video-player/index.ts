export { VideoPlayer } from './video-player'
export type { VideoPlayerProps } from './video-player'
export { useVideoPlayer } from './video-player-context'
export type { VideoPlayerContextValue } from './video-player-context'
export {
  VideoPlayerControls,
  VideoPlayerDownload,
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMute,
  VideoPlayerPlay,
  VideoPlayerTime,
} from './video-player-controls'
export { VideoPlayerFilm, VideoPlayerNotice } from './video-player-film'
export type { VideoPlayerFilmProps } from './video-player-film'
export { VideoPlayerRoot } from './video-player-root'
export type { VideoPlayerRootProps } from './video-player-root'
export { VideoPlayerSeekBar } from './video-player-seek-bar'
export type { FilmSource, FilmState } from './use-film-source'
