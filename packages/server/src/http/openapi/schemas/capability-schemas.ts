import type {
  Capabilities,
  LimitCapabilities,
  ModelCapabilities,
  ModelParameter,
  ReferenceLimits,
  RunTimeStats,
  VideoShape,
} from '@dailies/core'
import { constant, flag, listOf, nullable, objectOf, oneOfTexts, ref, text, unixSeconds, wholeNumber } from './schema'
import type { Schema } from './schema'

type ParameterOf<Type extends ModelParameter['type']> = Extract<ModelParameter, { type: Type }>

const named = { name: text('The name in `parameters`.'), label: text('Display name.') } as const
const described = { description: text('One line that explains it.') } as const
const number: Schema = { type: 'number' }
const cancellation = oneOfTexts('What cancelling or deleting a running job does.', 'cancels', 'continues', 'unknown')
const sizes = listOf({ type: 'string' }, 'Sizes in pixels, as `1280x720`; the first is the default.')
const lengths = listOf({ type: 'string' }, 'Durations in seconds; the first is the default.')

export const capabilitySchemas = {
  Capabilities: objectOf<Capabilities>(
    {
      object: constant('videos.capabilities'),
      viewer: text('Opaque id of the caller, the same for the same owner.'),
      models: listOf(ref('ModelCapabilities'), 'The models; the first is the default.'),
      operations: objectOf<Capabilities['operations']>(
        { remix: flag('Remixes.'), edit: flag('Edits.'), extend: flag('Extensions.') },
        { cancel: flag('Cancels running jobs.') },
      ),
      cancellation,
      events: flag('Whether there is an event stream.'),
      currency: text('ISO 4217.'),
      limits: listOf(ref('LimitCapabilities'), 'The limits of the caller.'),
      max_prompt: wholeNumber('Maximum length of a prompt in characters.'),
      max_reference_image_bytes: wholeNumber('Maximum size of all frames and references of a request.'),
    },
    {
      metadata: flag('Whether videos have metadata.'),
      sharing: flag('Whether videos can be shared.'),
      search: flag('Whether lists can be searched and filtered.'),
      max_uploaded_video_bytes: wholeNumber('Maximum size of an uploaded video; missing if there are no uploads.'),
    },
  ),
  ModelCapabilities: objectOf<ModelCapabilities>(
    {
      id: text('The `model` of a create.'),
      label: text('Display name.'),
      description: text('One line that helps to compare models.'),
      sizes,
      seconds: lengths,
      input_reference: flag('Whether it takes a first frame.'),
    },
    {
      sample_image: text('URL of a still that shows the look of the model.'),
      shapes: listOf(ref('VideoShape'), 'Aspect ratio and resolution of each size.'),
      prices: {
        type: 'object',
        description: 'Price of a second, by size or by resolution.',
        additionalProperties: { anyOf: [number, ref('AudioPrice')] },
      },
      last_frame: flag('Whether it takes a last frame.'),
      exact_frame_size: flag('Whether frames must have exactly the pixels of the video.'),
      input_references: objectOf<ReferenceLimits>(
        {},
        { images: wholeNumber('Images.'), videos: wholeNumber('Videos.'), audios: wholeNumber('Sounds.') },
      ),
      generate_audio: oneOfTexts('Sound.', 'optional', 'always'),
      seed: flag('Whether it takes a seed.'),
      negative_prompt: objectOf<NonNullable<ModelCapabilities['negative_prompt']>>(
        { max_length: wholeNumber('Characters.') },
        {},
      ),
      operations: listOf(
        oneOfTexts('An operation.', 'remix', 'edit', 'extend', 'cancel'),
        'What can be done with its videos.',
      ),
      cancellation,
      parameters: listOf(ref('ModelParameter'), 'What else a create can set.'),
      durations: listOf(ref('RunTimeStats'), 'Measured run times.'),
    },
  ),
  AudioPrice: {
    type: 'object',
    required: ['with_audio', 'without_audio'],
    properties: { with_audio: number, without_audio: number },
  },
  VideoShape: objectOf<VideoShape>(
    { size: text('Pixels.'), aspect_ratio: text('As `16:9`.'), resolution: text('As `720p`.') },
    { seconds: lengths },
  ),
  ModelParameter: {
    oneOf: [ref('NumberParameter'), ref('FlagParameter'), ref('TextParameter'), ref('ChoiceParameter')],
  },
  NumberParameter: objectOf<ParameterOf<'number' | 'integer'>>(
    { ...named, type: oneOfTexts('Its values.', 'number', 'integer') },
    { ...described, minimum: number, maximum: number, default: number },
  ),
  FlagParameter: objectOf<ParameterOf<'boolean'>>(
    { ...named, type: constant('boolean') },
    { ...described, default: { type: 'boolean' } },
  ),
  TextParameter: objectOf<ParameterOf<'string'>>(
    { ...named, type: constant('string') },
    { ...described, max_length: wholeNumber('Characters.'), default: { type: 'string' } },
  ),
  ChoiceParameter: objectOf<ParameterOf<'choice'>>(
    { ...named, type: constant('choice'), options: listOf(ref('ParameterOption'), 'The allowed values.') },
    { ...described, default: { type: 'string' } },
  ),
  ParameterOption: objectOf<ParameterOf<'choice'>['options'][number]>(
    { value: text('The value.'), label: text('Display name.') },
    {},
  ),
  RunTimeStats: objectOf<RunTimeStats>(
    {
      size: text('Pixels.'),
      seconds: text('Duration of the videos.'),
      median: number,
      p90: number,
      count: wholeNumber('How many jobs were measured.'),
    },
    {},
  ),
  LimitCapabilities: objectOf<LimitCapabilities>(
    {
      name: oneOfTexts('What is limited.', 'active_jobs', 'requests_per_minute', 'spend_per_day'),
      limit: number,
      remaining: number,
      resets_at: nullable(unixSeconds('When it resets; null if that is not known')),
    },
    {},
  ),
} satisfies Record<string, Schema>
