/**
 * A fake provider on your own machine: a stateful Videos API, with the native APIs of Gemini, fal, OpenRouter and Replicate
 * beside it, that serves sample videos, or those of a renderer.
 *
 * @packageDocumentation
 */
import type { Renderer } from './renderer'
import { fileSamples } from './sample-video'
import { createSandbox as createWithRenderer } from './sandbox'
import type { Sandbox } from './sandbox'
import type { SandboxOptions } from './sandbox-options'

/** Creates a fake, stateful provider. Without a renderer, a job gets the sample video closest to the requested size and length. */
export const createSandbox = ({
  renderer = fileSamples,
  ...options
}: Omit<SandboxOptions, 'renderer'> & { renderer?: Renderer } = {}): Sandbox =>
  createWithRenderer({ renderer, ...options })

export type { Sandbox } from './sandbox'
export type { SandboxCounters } from './counters'
export type { SandboxOptions } from './sandbox-options'
export { listen } from './listen'
export type { ListenOptions, SandboxServer } from './listen'
export { sampleVideo } from './sample-video'
export type { SampleVideoOptions } from './sample-video'
export type { SandboxModel } from './models'
export type { SavedJob, SavedJobs } from './saved-jobs'
export { moderationWords } from './moderation'
export type { Operation, VideosOperation } from './routes'
export type { ApiName, CreateRequest } from './job'
export type { ReceivedCreate } from './received'
export type { RenderRequest, RenderedVideo, Renderer } from './renderer'
export { dialectNames, isDialectName } from './dialects/dialects'
export type { DialectName } from './dialects/dialects'
export { dialectQuirks, isDialectQuirk } from './dialects/dialect-quirk'
export type { DialectQuirk } from './dialects/dialect-quirk'
export type { Fault, FaultKind, FaultScope, FaultTarget } from './faults/fault'
export type { Faults } from './faults/faults'
export { signWebhook } from './webhook-signature'
export type { WebhookHeaders } from './webhook-signature'
export type { CallbackOptions } from './callbacks'
export type { WebhookOptions } from './webhooks'
