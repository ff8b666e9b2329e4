/**
 * Renders the sandbox's videos in a browser, by WebCodecs.
 *
 * @packageDocumentation
 */
export { browserRenderer } from './browser/browser-renderer'
export type { BrowserRendererOptions } from './browser/browser-renderer'
export type { DrawSvg } from './browser/browser-environment'
export { drawSvgInPage } from './browser/draw-svg-in-page'
export type { PixelSize } from './environment'
