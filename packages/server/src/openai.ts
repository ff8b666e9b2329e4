/**
 * The upstream client for any server that implements OpenAI's Videos API. Needs `openai` 6 or 7.
 *
 * @packageDocumentation
 */
export { openaiUpstream } from './upstream/openai-upstream'
export type { OpenAIUpstreamOptions } from './upstream/upstream-options'
export type { ModelOption } from './upstream/catalogue'
export type { DialectName } from './upstream/dialects'
