import type { RenderedVideo, RenderRequest } from '@dailies/sandbox'
import type { DrawingOptions } from '../render-video'

/** From the renderer to its worker. */
export interface RenderOrder {
  number: number
  request: RenderRequest
  options: DrawingOptions
}

/** From the worker to its renderer. */
export type RenderReply = { number: number; files: RenderedVideo } | { number: number; error: string }
