/**
 * Shots of several videos that play as one. An entry of its own: a page that imports it loads nothing of the other components
 * but the player's parts. Its style sheet is `@dailies/ui/styles/storyboard.css`.
 *
 * @packageDocumentation
 */
'use client'

export { Storyboard } from './storyboard'
export type { StoryboardProps } from './storyboard'
export type { ResolvedShot, ShotState } from './resolve-shot'
export type { ShotEdge, StoryboardShot } from './shot'
export { useStoryboard, useStoryboardShot } from './storyboard-context'
export type { StoryboardState } from './storyboard-context'
export { StoryboardControls, StoryboardPlay, StoryboardTime } from './storyboard-controls'
export { StoryboardExport } from './storyboard-export'
export { StoryboardNextShot } from './storyboard-next-shot'
export type { StoryboardOptions } from './storyboard-options'
export { StoryboardPlayer } from './storyboard-player'
export { StoryboardRoot } from './storyboard-root'
export type { StoryboardRootProps } from './storyboard-root'
export { StoryboardSeekBar } from './storyboard-seek-bar'
export { StoryboardShotActions, StoryboardShotLength } from './storyboard-shot-actions'
export { StoryboardShotFrame } from './storyboard-shot-frame'
export { StoryboardStrip } from './storyboard-strip'
export { StoryboardSummary } from './storyboard-summary'
export { useStoryboardTarget } from './storyboard-targets'
export type { StoryboardTarget } from './storyboard-targets'
export { StoryboardTrim } from './storyboard-trim'
