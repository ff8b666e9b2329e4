/**
 * Two to four videos in step. An entry of its own: a page that imports it loads nothing of the other components but the player's parts. Its style sheet is
 * `@dailies/ui/styles/video-compare.css`.
 *
 * @packageDocumentation
 */
'use client'

export { VideoCompare } from './video-compare'
export type { VideoCompareProps } from './video-compare'
export { VideoCompareFacts, VideoCompareKeep } from './video-compare-caption'
export type { CompareOptions } from './compare-options'
export { useComparedVideo, useVideoCompare } from './video-compare-context'
export type { ComparedVideo, VideoCompareState } from './video-compare-context'
export { VideoCompareControls, VideoCompareHint, VideoComparePlay, VideoCompareViews } from './video-compare-controls'
export { VideoCompareFrames } from './video-compare-frames'
export { VideoCompareRoot } from './video-compare-root'
export type { VideoCompareRootProps } from './video-compare-root'
export type { CompareView } from './compare-views'
