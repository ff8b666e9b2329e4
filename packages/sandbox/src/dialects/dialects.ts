import { agnes } from './agnes'
import { aisix } from './aisix'
import type { Dialect } from './dialect'
import { dynamo } from './dynamo'
import { litellm } from './litellm'
import { newApi } from './new-api'
import { openai } from './openai'
import { qvac } from './qvac'
import { relay } from './relay'
import { sglang } from './sglang'
import { stdapi } from './stdapi'
import { tensorrtLlm } from './tensorrt-llm'
import type { Variations } from './variation'
import { vllmOmni } from './vllm-omni'

/** Every dialect by its name. */
export const dialects = {
  openai: () => openai,
  litellm: () => litellm,
  'vllm-omni': () => vllmOmni,
  sglang,
  'tensorrt-llm': tensorrtLlm,
  dynamo,
  'new-api': () => newApi,
  aisix: () => aisix,
  stdapi: () => stdapi,
  qvac,
  agnes: () => agnes,
  relay,
} as const satisfies Record<string, (variations: Variations) => Dialect>

export type DialectName = keyof typeof dialects

/** Every name, in the order in which the README tells of them. */
export const dialectNames = Object.keys(dialects)

export const isDialectName = (name: string): name is DialectName => Object.hasOwn(dialects, name)
