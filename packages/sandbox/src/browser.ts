/**
 * The fake provider for pages and service workers: web APIs only, and the renderer must be passed.
 *
 * @packageDocumentation
 */
export { createSandbox } from './sandbox'
export type { Sandbox } from './sandbox'
export type { SandboxCounters } from './counters'
export type { SandboxOptions } from './sandbox-options'
export { sampleRenderer } from './sample-renderer'
export type { SampleRendererOptions } from './sample-renderer'
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
export type { WebhookOptions } from './webhooks'
