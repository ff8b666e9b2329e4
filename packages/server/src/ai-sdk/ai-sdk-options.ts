import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import { networkOptionKinds } from '../upstream-client/network-options'
import type { UpstreamNetworkOptions } from '../upstream-client/network-options'
import { anything, callback, flag, oneOf, text } from '../options'
import type { OptionKind, OptionKinds } from '../options'
import type { AiSdkCallChanges, AiSdkMetadata, AiSdkVideoModel, AiSdkWarning } from './video-model'

/** A model of the AI SDK on offer: what it can do, and what it costs. The packages do not tell either. */
export interface AiSdkModelOption extends Omit<
  ModelCapabilities,
  'label' | 'description' | 'input_reference' | 'operations' | 'cancellation' | 'durations'
> {
  /**
   * The model: `fal.video('fal-ai/veo3.1/fast')`. A job is always polled through the model of its id, also after a
   * restart, so an id must not change to a model of another provider while it has running jobs.
   */
  model: AiSdkVideoModel
  /** Display name. @default the id */
  label?: string | undefined
  /** One line that helps to compare models. @default empty */
  description?: string | undefined
  /** Whether an image can be used as the first frame. @default false */
  input_reference?: boolean | undefined
  /**
   * Call options that this model needs in place of the usual ones: `providerOptions` for a negative prompt and parameters,
   * or a `resolution` that its package knows. Required with `negative_prompt` or `parameters`, which the AI SDK has no
   * options for.
   *
   * @default none
   */
  callOptions?: ((request: CreateVideo) => AiSdkCallChanges) | undefined
  /**
   * What a finished job was billed in the currency of the prices, from the metadata of its package. undefined if it is not
   * in there.
   *
   * @default the price
   */
  cost?: ((metadata: AiSdkMetadata) => number | undefined) | undefined
}

/** Options of `aiSdkUpstream`. */
export interface AiSdkUpstreamOptions extends UpstreamNetworkOptions {
  /** Stable id of this upstream, stored with every job; `routeUpstreams` replaces it. @default 'ai-sdk' */
  id?: string | undefined
  /** The models on offer; the first is the default. */
  models: readonly AiSdkModelOption[]
  /**
   * The keys that the models use, such as `[process.env.FAL_KEY]`: a package does not tell its key, and no row, error or
   * event may contain it. `[]` only if there is none.
   */
  secrets: readonly (string | undefined)[]
  /** Currency of the prices, in ISO 4217. @default 'USD' */
  currency?: string | undefined
  /**
   * Called for each warning of a package about a started job, such as an option that it left out. The video may then
   * differ from what was asked for, and cost more.
   *
   * @default none
   */
  onWarning?: ((warning: AiSdkWarning, modelId: string) => void) | undefined
}

/** The kinds of the {@link AiSdkUpstreamOptions}. */
export const upstreamOptionKinds: OptionKinds<AiSdkUpstreamOptions> = {
  ...networkOptionKinds,
  id: text,
  // Checked one by one.
  models: anything,
  secrets: anything,
  currency: text,
  onWarning: callback,
}

const listOf = (description: string, pattern: RegExp): OptionKind => ({
  description: `a list of ${description}`,
  accepts: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry === 'string' && pattern.test(entry)),
})

/** The kinds of the options of one model. */
export const modelOptionKinds: OptionKinds<AiSdkModelOption> = {
  id: text,
  label: text,
  description: anything,
  sample_image: text,
  sizes: listOf('sizes such as "1280x720"', /^[1-9]\d*x[1-9]\d*$/),
  seconds: listOf('texts such as "8"', /^(?!0+(?:\.0*)?$)\d+(?:\.\d+)?$/),
  input_reference: flag,
  last_frame: flag,
  exact_frame_size: flag,
  generate_audio: oneOf('optional', 'always'),
  seed: flag,
  callOptions: callback,
  cost: callback,
  // Checked one by one, and with the prices and parameters of every other upstream.
  model: anything,
  shapes: anything,
  prices: anything,
  parameters: anything,
  input_references: anything,
  negative_prompt: anything,
}
