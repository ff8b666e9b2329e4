import type { BodyForm } from './create-body'

/** Verbs that a server of this wire may lack. */
export type OptionalVerb = 'delete' | 'list' | 'remix' | 'edit' | 'extend'

/** What cannot be guessed about a server, or only at the cost of a refused request. */
export interface Dialect {
  form: BodyForm
  /** The verbs it has beside create, retrieve and content. */
  verbs: readonly OptionalVerb[]
  /** False where a create is answered by the finished film and nothing can be asked of it afterwards. */
  retrieves: boolean
  /** What deleting a running job does. */
  cancellation: 'cancels' | 'continues' | 'unknown'
  /** It serves OpenAI's model names, so its catalogue is known. */
  hasOpenAIModels: boolean
  /** Sizes offered for a model of which nothing else was said; the first is the default. */
  sizes: readonly string[]
  /** Lengths offered for such a model; the first is the default. */
  seconds: readonly string[]
}

const base: Dialect = {
  form: { encoding: 'multipart', seconds: 'string' },
  verbs: ['delete', 'list', 'remix', 'edit', 'extend'],
  retrieves: true,
  cancellation: 'unknown',
  hasOpenAIModels: true,
  sizes: ['720x1280', '1280x720'],
  seconds: ['4', '8', '12'],
}

const json: BodyForm = { encoding: 'json', seconds: 'string' }

/** Sizes that open models of the Wan family are served with. */
const openSizes = ['832x480', '480x832', '1280x720', '720x1280']

/**
 * Servers of this wire by name: the table of their sources, documentation and user reports of 2026. A server that is not here is found
 * out about while it is used.
 */
export const dialects = {
  /** OpenAI deletes finished jobs only, so a running one runs on. */
  openai: { ...base, cancellation: 'continues' },
  /** The ids in its lists are not those of its creates, so a listed job cannot be told from one that a row of ours has: no list. */
  litellm: { ...base, verbs: ['remix'] },
  'vllm-omni': {
    ...base,
    verbs: ['delete', 'list'],
    cancellation: 'cancels',
    hasOpenAIModels: false,
    sizes: openSizes,
  },
  sglang: { ...base, verbs: ['delete', 'list'], hasOpenAIModels: false, sizes: openSizes },
  'tensorrt-llm': { ...base, verbs: ['delete', 'list'], hasOpenAIModels: false, sizes: openSizes },
  dynamo: {
    ...base,
    form: { encoding: 'json', seconds: 'number' },
    verbs: [],
    retrieves: false,
    hasOpenAIModels: false,
    sizes: openSizes,
  },
  'new-api': { ...base, verbs: ['remix'] },
  aisix: { ...base, form: json, verbs: [] },
  stdapi: { ...base, verbs: ['delete', 'list'], hasOpenAIModels: false, sizes: ['1280x720'], seconds: ['6'] },
  qvac: { ...base, verbs: ['delete', 'list'], cancellation: 'cancels', hasOpenAIModels: false, sizes: openSizes },
  agnes: { ...base, form: json, verbs: ['delete', 'list'], hasOpenAIModels: false },
  relay: { ...base, form: json },
} as const satisfies Record<string, Dialect>

/** A server of this wire that is known by name. */
export type DialectName = keyof typeof dialects

export const unknownDialect: Dialect = base
