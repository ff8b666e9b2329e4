/**
 * The upstream client for the video models of fal.
 *
 * @packageDocumentation
 */
export { falUpstream } from './fal/fal-upstream'
export type { FalModelOption, FalUpstreamOptions } from './fal/fal-upstream'
export { falModels } from './fal/fal-model'
export type { FalApi, FalModel } from './fal/fal-model'
