/**
 * The upstream client for the video models of Replicate.
 *
 * @packageDocumentation
 */
export { replicateUpstream } from './replicate/replicate-upstream'
export type { ReplicateModelOption, ReplicateUpstreamOptions } from './replicate/replicate-upstream'
export { replicateModels } from './replicate/replicate-model'
export type { ReplicateApi, ReplicateModel } from './replicate/replicate-model'
