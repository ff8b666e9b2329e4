/**
 * A fake provider: a stateful Videos API on your own machine that renders real videos.
 *
 * @packageDocumentation
 */
import type { Renderer } from './video/renderer'
import { createSandbox as createWithRenderer } from './sandbox'
import type { Sandbox } from './sandbox'
import type { SandboxOptions } from './sandbox-options'

/** Creates a fake, stateful Videos API. It renders real videos unless another renderer is passed. */
export const createSandbox = ({
  renderer = lazyRenderer(),
  ...options
}: Omit<SandboxOptions, 'renderer'> & { renderer?: Renderer } = {}): Sandbox =>
  createWithRenderer({ renderer, ...options })

/** Lazy-loads the real renderer for the first video: its encoder loads slowly, and many tests never render. */
function lazyRenderer(): Renderer {
  let loading: Promise<Renderer> | undefined
  const load = async () => (await import('./video/video-renderer')).videoRenderer()
  return {
    async render(request, options) {
      loading ??= load()
      return (await loading).render(request, options)
    },
    async close() {
      await (await loading)?.close?.()
    },
  }
}

export type { Sandbox } from './sandbox'
export type { SandboxCounters } from './counters'
export type { SandboxOptions } from './sandbox-options'
export { listen } from './listen'
export type { ListenOptions, SandboxServer } from './listen'
export { fixtureRenderer } from './fixture-renderer'
export { tinyVideo } from './tiny-video'
export { defaultModels } from './models'
export type { SandboxModel } from './models'
export { moderationWords } from './moderation'
export type { Operation } from './routes'
export type { RenderRequest, RenderedVideo, Renderer } from './video/renderer'
export { dialectNames, isDialectName } from './dialects/dialects'
export type { DialectName } from './dialects/dialects'
export { dialectQuirks, isDialectQuirk } from './dialects/dialect-quirk'
export type { DialectQuirk } from './dialects/dialect-quirk'
export type { Fault, FaultKind, FaultScope, FaultTarget } from './faults/fault'
export type { Faults } from './faults/faults'
export { signWebhook } from './webhook-signature'
export type { WebhookHeaders } from './webhook-signature'
export type { WebhookOptions } from './webhooks'
