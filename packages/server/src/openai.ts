export { openaiUpstream } from './upstream/openai-upstream'
export type { OpenAIUpstreamOptions } from './upstream/upstream-options'
export type { ModelOption } from './upstream/catalogue'
export type { DialectName } from './upstream/dialects'
