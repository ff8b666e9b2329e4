/**
 * Renders the sandbox's videos from their prompts.
 *
 * @packageDocumentation
 */
export { videoRenderer } from './node/video-renderer'
export type { DrawingOptions } from './render-video'
export type { VideoRendererOptions } from './node/video-renderer'
