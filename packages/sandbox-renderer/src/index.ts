/**
 * Renders the sandbox's videos from their prompts.
 *
 * @packageDocumentation
 */
export { videoRenderer } from './video-renderer'
export type { DrawingOptions } from './render-video'
export type { VideoRendererOptions } from './video-renderer'
