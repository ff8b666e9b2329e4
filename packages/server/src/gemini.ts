/**
 * The upstream client for Google's video models, with a key of the Gemini API.
 *
 * @packageDocumentation
 */
export { geminiUpstream } from './gemini/gemini-upstream'
export type { GeminiModelOption, GeminiUpstreamOptions } from './gemini/gemini-upstream'
export { geminiModels } from './gemini/gemini-models'
