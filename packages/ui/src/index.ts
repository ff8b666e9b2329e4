/**
 * The components. Needs `react` and `react-dom` 18.2 or 19, `swr` 2.3, and one import of `@dailies/ui/styles.css`.
 *
 * @packageDocumentation
 */
'use client'

export { setStyleNonce } from './style-nonce'
export { LanguageProvider } from './strings/language-provider'
export type { LanguageProviderProps } from './strings/language-provider'
export type { Language, Plural, Strings } from './strings/language'
export {
  VideoPrompt,
  VideoPromptCount,
  VideoPromptCrop,
  VideoPromptEstimate,
  VideoPromptField,
  VideoPromptHelpers,
  VideoPromptModel,
  VideoPromptReference,
  VideoPromptRefusal,
  VideoPromptRoot,
  VideoPromptSeconds,
  VideoPromptSize,
  VideoPromptSubmit,
  useVideoPrompt,
} from './video-prompt'
export type { VideoPromptProps, VideoPromptRefusalProps, VideoPromptRootProps, VideoPromptState } from './video-prompt'
export {
  SpritesheetScrubber,
  SpritesheetScrubberLine,
  SpritesheetScrubberPicture,
  SpritesheetScrubberPoster,
  SpritesheetScrubberRoot,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber'
export type {
  ScrubberFilm,
  ScrubberOptions,
  SpritesheetScrubberProps,
  SpritesheetScrubberRootProps,
} from './spritesheet-scrubber'
export { FilmFrame, FilmShape } from './film-frame'
export type { FilmFrameOwnProps, FilmShapeProps } from './film-frame'
export {
  RemixPanel,
  RemixPanelAdvice,
  RemixPanelComparison,
  RemixPanelDescent,
  RemixPanelEstimate,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelRefusal,
  RemixPanelRoot,
  RemixPanelSeconds,
  RemixPanelSubmit,
  RemixPanelSuggestions,
  RemixPanelVerbs,
  useRemixPanel,
} from './remix-panel'
export type { RemixPanelProps, RemixPanelRootProps, RemixPanelState, RemixVerb } from './remix-panel'
export {
  JobProgress,
  JobProgressBar,
  JobProgressElapsed,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressLine,
  JobProgressLink,
  JobProgressPrompt,
  JobProgressRoot,
  JobProgressStop,
  useJobProgress,
} from './job-progress'
export type {
  JobActions,
  JobProgressContextValue,
  JobProgressEvents,
  JobProgressFrameProps,
  JobProgressProps,
  JobProgressRootProps,
} from './job-progress'
export {
  VideoPlayer,
  VideoPlayerControls,
  VideoPlayerDownload,
  VideoPlayerFilm,
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMute,
  VideoPlayerNotice,
  VideoPlayerPlay,
  VideoPlayerRoot,
  VideoPlayerSeekBar,
  VideoPlayerTime,
  useVideoPlayer,
} from './video-player'
export type {
  FilmSource,
  FilmState,
  VideoPlayerContextValue,
  VideoPlayerFilmProps,
  VideoPlayerProps,
  VideoPlayerRootProps,
} from './video-player'
export {
  VideoCard,
  VideoLibrary,
  VideoLibraryBar,
  VideoLibraryCount,
  VideoLibraryDialog,
  VideoLibraryFilter,
  VideoLibraryGrid,
  VideoLibraryModel,
  VideoLibraryOrder,
  VideoLibraryRoot,
  VideoLibrarySearch,
  VideoLibraryStates,
  VideoLibraryToolbar,
  VideoLibraryTrouble,
} from './video-library'
export type {
  LibraryFilter,
  LibraryQuery,
  VideoCardProps,
  VideoLibraryDialogProps,
  VideoLibraryProps,
  VideoLibraryRootProps,
} from './video-library'
