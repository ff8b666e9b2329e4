/**
 * The prompt form that creates videos. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/video-prompt.css`.
 *
 * @packageDocumentation
 */
'use client'

export { draftOfVideo } from './prompt-draft'
export type { PromptDraft } from './prompt-draft'
export type { VideoPromptOptions } from './prompt-options'
export { VideoPrompt } from './video-prompt'
export type { VideoPromptProps } from './video-prompt'
export { useVideoPrompt } from './video-prompt-context'
export type { VideoPromptState } from './video-prompt-context'
export { VideoPromptCharacterCount } from './video-prompt-character-count'
export { VideoPromptCrop } from './video-prompt-crop'
export { VideoPromptEstimate } from './video-prompt-estimate'
export { VideoPromptField } from './video-prompt-field'
export { VideoPromptSuggestions } from './video-prompt-suggestions'
export { VideoPromptModel, VideoPromptSeconds, VideoPromptSize } from './video-prompt-options'
export { VideoPromptAspectRatio, VideoPromptResolution } from './video-prompt-shape'
export type { PromptSelection } from './prompt-selection'
export { VideoPromptLastFrame } from './video-prompt-last-frame'
export { VideoPromptReferences } from './video-prompt-references'
export { VideoPromptMore } from './video-prompt-more'
export type { VideoPromptMoreOwnProps } from './video-prompt-more'
export { VideoPromptSound } from './video-prompt-sound'
export { VideoPromptSeed } from './video-prompt-seed'
export { VideoPromptNegativePrompt } from './video-prompt-negative-prompt'
export { VideoPromptParameters } from './video-prompt-parameters'
export type { ParameterValues } from './prompt-parameters'
export { VideoPromptFirstFrame } from './video-prompt-first-frame'
export { VideoPromptErrorMessage } from './video-prompt-error-message'
export type { VideoPromptErrorMessageOwnProps } from './video-prompt-error-message'
export { VideoPromptRoot } from './video-prompt-root'
export type { VideoPromptRootProps } from './video-prompt-root'
export { VideoPromptTakes } from './video-prompt-takes'
export { VideoPromptSubmit } from './video-prompt-submit'
