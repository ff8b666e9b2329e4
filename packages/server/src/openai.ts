/**
 * The upstream client for any server that implements OpenAI's Videos API, and for OpenRouter. Needs `openai` 6 or 7.
 *
 * @packageDocumentation
 */
export { openaiUpstream } from './openai/openai-upstream'
export type { OpenAIUpstreamOptions } from './openai/upstream-options'
export type { ModelOption } from './openai/catalogue'
export type { DialectName } from './openai/dialects'
export { readOpenRouterModels } from './openai/openrouter/openrouter-models'
export type { OpenRouterModelsOptions } from './openai/openrouter/openrouter-models'
