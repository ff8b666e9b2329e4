import type { Capabilities, ModelCapabilities } from '@dailies/core'

/** What is written down until it is sent. An empty word means the server's first choice. */
export interface PromptDraft {
  prompt: string
  model: string
  size: string
  seconds: string
  /** Where the first frame is kept in this browser. */
  reference: string
}

/** Nothing written, everything left to the server. */
export const emptyDraft: PromptDraft = { prompt: '', model: '', size: '', seconds: '', reference: '' }

/** What is chosen, as far as the server offers it: a draft may be older than its offer. */
export interface PromptChoice {
  model: ModelCapabilities | undefined
  size: string | undefined
  seconds: string | undefined
}

/** Reads the choice out of a draft; what is no longer offered falls back to the first that is. */
export const choiceOf = (draft: PromptDraft, capabilities: Capabilities | undefined): PromptChoice => {
  const models = capabilities?.models ?? []
  const model = models.find(({ id }) => id === draft.model) ?? models[0]
  return { model, size: offered(model?.sizes, draft.size), seconds: offered(model?.seconds, draft.seconds) }
}

const offered = (values: string[] | undefined, wanted: string): string | undefined =>
  values?.find((value) => value === wanted) ?? values?.[0]

/** The length of a text as the server counts it: characters, not UTF-16 halves of one. */
export const promptLength = (prompt: string): number => [...prompt].length
