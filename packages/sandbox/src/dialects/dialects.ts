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
import type { DialectQuirks } from './dialect-quirk'
import { vllmOmni } from './vllm-omni'

/** A server whose wire can be imitated. */
export type DialectName =
  | 'openai'
  | 'litellm'
  | 'vllm-omni'
  | 'sglang'
  | 'tensorrt-llm'
  | 'dynamo'
  | 'new-api'
  | 'aisix'
  | 'stdapi'
  | 'qvac'
  | 'agnes'
  | 'relay'

/** All dialects by name, in the order of the README. */
export const dialects: Readonly<Record<DialectName, (quirks: DialectQuirks) => Dialect>> = {
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
}

/** Whether this is the name of a dialect. */
export const isDialectName = (name: string): name is DialectName => Object.hasOwn(dialects, name)

/** Every name. */
export const dialectNames: readonly DialectName[] = Object.keys(dialects).filter(isDialectName)
