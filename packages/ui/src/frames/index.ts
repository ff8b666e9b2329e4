/**
 * Frames of videos as images: exact captures, the drag of a frame onto a prompt, and the prompt of the page. An entry of its
 * own, without a style sheet.
 *
 * @packageDocumentation
 */
'use client'

export { captureFrame } from './capture-frame'
export type { CaptureFrameOptions, FrameTime } from './capture-frame'
export { frameDragType, hasFrameDrag, readFrameDrag, setFrameDrag } from './frame-drag'
export type { FrameDrag } from './frame-drag'
export { usePromptTarget } from '../prompt-target'
export type { FrameSlot, PromptTarget } from '../prompt-target'
