import type { CreateVideo } from '@dailies/core'
import { fieldsOf } from '@dailies/core/internal'
import type { Fields } from '@dailies/core/internal'
import type { OptionalOperation } from '../upstream/operation-support'
import type { BodyFormat, FieldNames } from './encode-body'
import { openRouterBody } from './openrouter/openrouter-body'
import { verifyOpenRouterWebhook } from './openrouter/verify-openrouter-webhook'
import type { VerifyWebhook } from './verify-webhook'

/** The provider quirks of a server that cannot be detected, or only at the cost of a rejected request. */
export interface Dialect {
  format: BodyFormat
  /** The operations it supports, other than create, retrieve and content. */
  operations: readonly OptionalOperation[]
  /** False if the response to a create request is the finished video, and the job cannot be retrieved later. */
  supportsRetrieve: boolean
  /** Whether deleting a running job cancels it. */
  cancellation: 'cancels' | 'continues' | 'unknown'
  /** Whether it serves OpenAI's models, so that its catalogue is known. */
  hasOpenAIModels: boolean
  /** Sizes of a model that is configured without sizes; the first is the default. */
  sizes: readonly string[]
  /** Durations of a model that is configured without seconds; the first is the default. */
  seconds: readonly string[]
  /** What it calls the fields that OpenAI's API does not have. @default our names */
  fieldNames?: FieldNames
  /** Writes a create in a vocabulary of its own, always as JSON. @default that of the Videos API */
  createBody?: (request: Omit<CreateVideo, 'metadata'>, callbackURL: string | undefined) => Promise<Fields>
  /** Whether `createBody` passes on the URL of a callback. @default false */
  takesCallbacks?: boolean
  /** Reads what a finished job was billed, in the currency of the prices. @default not reported */
  readCost?: (raw: unknown) => number | undefined
  /** Verifies its webhooks. @default Standard Webhooks */
  verifyWebhook?: VerifyWebhook
}

const base: Dialect = {
  format: { encoding: 'multipart', seconds: 'string' },
  operations: ['delete', 'list', 'remix', 'edit', 'extend'],
  supportsRetrieve: true,
  cancellation: 'unknown',
  hasOpenAIModels: true,
  sizes: ['720x1280', '1280x720'],
  seconds: ['4', '8', '12'],
}

const json: BodyFormat = { encoding: 'json', seconds: 'string' }

/** The usual sizes of open models of the Wan family. */
const openSizes = ['832x480', '480x832', '1280x720', '720x1280']

/**
 * Known servers of this API by name, with their quirks, from their source code, documentation and user reports of 2026.
 * For a server that is not listed, the features are detected in use.
 */
export const dialects = {
  /** OpenAI deletes finished jobs only, so a running job continues. */
  openai: { ...base, cancellation: 'continues' },
  /**
   * No list: the ids in its list differ from those of its create responses, so a listed job cannot be matched to a row. No
   * remix, edit and extension: it makes and bills them, but their ids do not name the model, and it asks api.openai.com for them
   * then, wherever the model is (`pnpm test:interop`, versions 1.100.4 and 1.106.12).
   */
  litellm: { ...base, operations: [] },
  'vllm-omni': {
    ...base,
    operations: ['delete', 'list'],
    cancellation: 'cancels',
    hasOpenAIModels: false,
    sizes: openSizes,
    fieldNames: { generate_audio: 'generate_sound' },
  },
  sglang: { ...base, operations: ['delete', 'list'], hasOpenAIModels: false, sizes: openSizes },
  'tensorrt-llm': { ...base, operations: ['delete', 'list'], hasOpenAIModels: false, sizes: openSizes },
  dynamo: {
    ...base,
    format: { encoding: 'json', seconds: 'number' },
    operations: [],
    supportsRetrieve: false,
    hasOpenAIModels: false,
    sizes: openSizes,
  },
  'new-api': { ...base, operations: ['remix'] },
  aisix: { ...base, format: json, operations: [] },
  stdapi: { ...base, operations: ['delete', 'list'], hasOpenAIModels: false, sizes: ['1280x720'], seconds: ['6'] },
  qvac: { ...base, operations: ['delete', 'list'], cancellation: 'cancels', hasOpenAIModels: false, sizes: openSizes },
  agnes: { ...base, format: json, operations: ['delete', 'list'], hasOpenAIModels: false },
  relay: { ...base, format: json },
  /** Not the Videos API, but close: other names in a create, no list, no cancellation; the file needs the key. */
  openrouter: {
    ...base,
    format: json,
    operations: [],
    cancellation: 'continues',
    hasOpenAIModels: false,
    createBody: openRouterBody,
    takesCallbacks: true,
    // With a key of one's own at the provider, OpenRouter bills its fee only.
    readCost(raw) {
      const { cost, is_byok: isByok } = fieldsOf(fieldsOf(raw)['usage'])
      return typeof cost === 'number' && cost >= 0 && isByok !== true ? cost : undefined
    },
    verifyWebhook: verifyOpenRouterWebhook,
  },
} as const satisfies Record<string, Dialect>

/** The name of a server with known quirks. */
export type DialectName = keyof typeof dialects

export const unknownDialect: Dialect = base
