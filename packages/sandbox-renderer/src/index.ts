/**
 * Renders the sandbox's videos from their prompts.
 *
 * @packageDocumentation
 */
export { videoRenderer } from './video-renderer'
export type { VideoRendererOptions } from './video-renderer'
