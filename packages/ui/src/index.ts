/**
 * React components for AI video generation. Requires `react` and `react-dom` 18.2 or 19, `swr` 2.3, and one import of
 * `@dailies/ui/styles.css`.
 *
 * @packageDocumentation
 */
'use client'

export { setStyleNonce } from './style-nonce'
export type { AsChild, Part, PartProps } from './primitives'
export { LanguageProvider } from './language'
export type { CompleteLanguage, Language, LanguageProviderProps, PartialStrings, Plural, Strings } from './language'
export { captureFrame, frameDragType, hasFrameDrag, readFrameDrag, setFrameDrag, usePromptTarget } from './frames'
export type { CaptureFrameOptions, FrameDrag, FrameSlot, FrameTime, PromptTarget } from './frames'
export {
  VideoPrompt,
  VideoPromptAspectRatio,
  VideoPromptCharacterCount,
  VideoPromptLastFrame,
  VideoPromptMore,
  VideoPromptNegativePrompt,
  VideoPromptReferences,
  VideoPromptResolution,
  VideoPromptSeed,
  VideoPromptSound,
  VideoPromptCrop,
  VideoPromptEstimate,
  VideoPromptField,
  VideoPromptSuggestions,
  VideoPromptModel,
  VideoPromptModelPicker,
  VideoPromptPlan,
  VideoPromptFirstFrame,
  VideoPromptFromVideo,
  VideoPromptEnhance,
  VideoPromptErrorMessage,
  VideoPromptRoot,
  VideoPromptParameters,
  VideoPromptPhrases,
  VideoPromptSeconds,
  VideoPromptSize,
  VideoPromptSubmit,
  VideoPromptTakes,
  VideoPromptUndo,
  draftOfVideo,
  useVideoPrompt,
} from './video-prompt'
export type {
  ParameterValues,
  PhraseEdits,
  PromptDraft,
  PromptHistory,
  ReplacedDraft,
  PromptSelection,
  VideoPromptMoreOwnProps,
  VideoPromptOptions,
  VideoPromptOwnProps,
  VideoPromptPhrasesOwnProps,
  VideoPromptProps,
  VideoPromptErrorMessageOwnProps,
  VideoPromptFromVideoOwnProps,
  VideoPromptRootProps,
  VideoPromptState,
} from './video-prompt'
export {
  SpritesheetScrubber,
  SpritesheetScrubberPlayhead,
  SpritesheetScrubberImage,
  SpritesheetScrubberPoster,
  SpritesheetScrubberRoot,
  SpritesheetScrubberTime,
} from './spritesheet-scrubber'
export type {
  ScrubberVideo,
  ScrubberOptions,
  SpritesheetScrubberProps,
  SpritesheetScrubberRootProps,
} from './spritesheet-scrubber'
export { VideoFrame, AspectRatioBox } from './video-frame'
export type { VideoFrameOwnProps, AspectRatioBoxOwnProps } from './video-frame'
export {
  RemixPanel,
  RemixPanelHint,
  RemixPanelComparison,
  RemixPanelLineage,
  RemixPanelEstimate,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelErrorMessage,
  RemixPanelRoot,
  RemixPanelSeconds,
  RemixPanelSubmit,
  RemixPanelSuggestions,
  RemixPanelOperations,
  useRemixPanel,
} from './remix-panel'
export type { RemixPanelProps, RemixPanelRootProps, RemixPanelState, RemixOperation } from './remix-panel'
export {
  JobProgress,
  JobProgressBar,
  JobProgressCancel,
  JobProgressElapsed,
  JobProgressFailure,
  JobProgressFrame,
  JobProgressStatusText,
  JobProgressConnection,
  JobProgressPrompt,
  JobProgressRoot,
  JobProgressStop,
  JobProgressSummary,
  useJobProgress,
} from './job-progress'
export type {
  JobActions,
  JobProgressContextValue,
  JobProgressCallbacks,
  JobProgressFrameOwnProps,
  JobProgressProps,
  JobProgressRootProps,
} from './job-progress'
export {
  VideoPlayer,
  VideoPlayerControls,
  VideoPlayerDownload,
  VideoPlayerMedia,
  VideoPlayerFullscreen,
  VideoPlayerLoop,
  VideoPlayerMute,
  VideoPlayerAlert,
  VideoPlayerPictureInPicture,
  VideoPlayerPlay,
  VideoPlayerRoot,
  VideoPlayerSeekBar,
  VideoPlayerSpeed,
  VideoPlayerTime,
  useVideoPlayer,
} from './video-player'
export type {
  PlaybackOptions,
  PlayerSource,
  PlayerState,
  VideoPlayerContextValue,
  VideoPlayerMediaOwnProps,
  VideoPlayerProps,
  VideoPlayerRootProps,
} from './video-player'
export {
  VideoCompare,
  VideoCompareControls,
  VideoCompareFacts,
  VideoCompareFrames,
  VideoCompareHint,
  VideoCompareKeep,
  VideoComparePlay,
  VideoCompareRoot,
  VideoCompareViews,
  useComparedVideo,
  useVideoCompare,
} from './video-compare'
export type {
  ComparedVideo,
  CompareOptions,
  CompareView,
  VideoCompareProps,
  VideoCompareRootProps,
  VideoCompareState,
} from './video-compare'
export {
  Storyboard,
  StoryboardControls,
  StoryboardExport,
  StoryboardNextShot,
  StoryboardPlay,
  StoryboardPlayer,
  StoryboardRoot,
  StoryboardSeekBar,
  StoryboardShotActions,
  StoryboardShotFrame,
  StoryboardShotLength,
  StoryboardStrip,
  StoryboardSummary,
  StoryboardTime,
  StoryboardTrim,
  useStoryboard,
  useStoryboardShot,
  useStoryboardTarget,
} from './storyboard'
export type {
  ResolvedShot,
  ShotEdge,
  ShotState,
  StoryboardOptions,
  StoryboardProps,
  StoryboardRootProps,
  StoryboardShot,
  StoryboardState,
  StoryboardTarget,
} from './storyboard'
export {
  VideoCard,
  VideoLibrary,
  VideoLibrarySelectionBar,
  VideoLibraryCount,
  VideoLibraryCompare,
  VideoLibraryDialog,
  VideoLibraryFilter,
  VideoLibraryGrid,
  VideoLibraryModelFilter,
  VideoLibraryOrder,
  VideoLibraryPreviews,
  VideoLibraryRoot,
  VideoLibrarySearch,
  VideoLibraryPlaceholder,
  VideoLibraryToolbar,
  VideoLibraryErrorBanner,
} from './video-library'
export type {
  LibraryFilter,
  LibraryOptions,
  LibraryQuery,
  VideoCardOwnProps,
  VideoCardProps,
  VideoLibraryCompareProps,
  VideoLibraryDialogOwnProps,
  VideoLibraryDialogProps,
  VideoLibraryProps,
  VideoExample,
  VideoLibraryRootProps,
} from './video-library'
