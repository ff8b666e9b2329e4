import type { CreateVideo, EditVideo, ExtendVideo, RemixVideo, SourceVideo, UpdateVideo } from '@dailies/core'
import type { Features } from '../features'
import { flag, listOf, nullable, objectOf, ref, text, wholeNumber } from './schema'
import type { Schema } from './schema'
import { maxPrompt } from '../../validate'

const prompt = text('What the video shows, or what to change.', { minLength: 1, maxLength: maxPrompt })
const shortText = (description: string): Schema => text(description, { minLength: 1, maxLength: 200 })
/** The field is read as text; some clients send a number. */
const seconds = (description: string): Schema => ({
  description: `${description} A number is read as text.`,
  anyOf: [{ type: 'string', minLength: 1, maxLength: 200 }, { type: 'number' }],
})
const metadata = ref('Metadata')

/** The fields of a create; `file` is how a file is given. */
const createFields = (
  file: Schema,
  files: Schema,
): Record<keyof CreateVideo | 'duration' | 'frame_images', Schema> => ({
  prompt,
  model: shortText('Id of a model of the capabilities; by default the first.'),
  size: shortText('Width and height in pixels, as `1280x720`.'),
  seconds: seconds('Duration in seconds.'),
  aspect_ratio: shortText('As `16:9`. Together with `resolution` another way to give the size.'),
  resolution: shortText('As `720p`.'),
  generate_audio: flag('Whether the video has sound.'),
  seed: wholeNumber('Makes the result repeatable as far as the model can.', { minimum: 0, maximum: 4_294_967_295 }),
  negative_prompt: text('What the video must not show.', { maxLength: 2 * maxPrompt }),
  input_reference: { description: 'The first frame: a JPEG, PNG or WebP.', ...file },
  last_frame: { description: 'The last frame, beside a first one.', ...file },
  input_references: {
    description: 'Images, videos or sounds that the video refers to.',
    anyOf: [{ type: 'array', items: files, maxItems: 16 }, files],
  },
  parameters: {
    type: 'object',
    description: 'Values of the parameters that the model declares in the capabilities.',
    additionalProperties: { type: ['string', 'number', 'boolean'] },
    maxProperties: 64,
  },
  metadata,
  duration: { ...seconds('Another name of `seconds`.'), deprecated: true },
  frame_images: {
    ...listOf(ref('FrameImage'), 'Another way to give `input_reference` and `last_frame`.'),
    deprecated: true,
  },
})

const remixFields: Record<keyof RemixVideo, Schema> = { prompt, metadata }
const editFields = (video: Schema): Record<keyof EditVideo | 'video', Schema> => ({ video, prompt, metadata })
const extendFields = (video: Schema): Record<keyof ExtendVideo | 'video' | 'duration', Schema> => ({
  video,
  prompt,
  seconds: seconds('Duration to add in seconds.'),
  metadata,
  duration: { ...seconds('Another name of `seconds`.'), deprecated: true },
})

/** In JSON a field that is null counts as left out; a form has no null. */
const jsonBody = (fields: Record<string, Schema>, required: readonly string[]): Schema => ({
  type: 'object',
  required,
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, required.includes(name) ? field : nullable(field)]),
  ),
  additionalProperties: false,
})

const formBody = (
  { frame_images: _frames, ...fields }: Record<string, Schema>,
  required: readonly string[],
): Schema => ({
  type: 'object',
  required,
  properties: fields,
  additionalProperties: false,
})

/** One of these; OpenAI has the first. */
const urls = { image_url: ref('DataURL'), video_url: ref('DataURL'), audio_url: ref('DataURL') }
const file: Schema = { type: 'string', format: 'binary' }
const fileReference = ref('FileReference')
const videoReference = ref('VideoReference')

/** The bodies of the requests. */
export function requestSchemas({ remix, edit, extend, maxUploadedVideoBytes }: Features): Record<string, Schema> {
  const source = { description: 'The video to change: one of yours, completed.', ...videoReference }
  // A file, or its data URL as `input_reference[image_url]`.
  const formFile = { anyOf: [file, fileReference] }
  const formSource: Schema =
    maxUploadedVideoBytes === undefined
      ? source
      : {
          description: `The video to change: one of yours as \`video[id]\`, or a file (MP4, WebM or QuickTime) of up to ${maxUploadedVideoBytes} bytes.`,
          anyOf: [videoReference, file],
        }
  const followUp = ['video', 'prompt']
  return {
    CreateVideo: jsonBody(createFields(fileReference, fileReference), ['prompt']),
    CreateVideoForm: formBody(createFields(formFile, file), ['prompt']),
    ...(remix && { RemixVideo: jsonBody(remixFields, ['prompt']), RemixVideoForm: formBody(remixFields, ['prompt']) }),
    ...(edit && {
      EditVideo: jsonBody(editFields(source), followUp),
      EditVideoForm: formBody(editFields(formSource), followUp),
    }),
    ...(extend && {
      ExtendVideo: jsonBody(extendFields(source), followUp),
      ExtendVideoForm: formBody(extendFields(formSource), followUp),
    }),
    ...((edit || extend) && {
      VideoReference: objectOf<{ id: Extract<SourceVideo, string> }>({ id: text('Id of one of your videos.') }, {}),
    }),
    UpdateVideo: { ...objectOf<UpdateVideo>({ metadata: ref('MetadataUpdate') }, {}), additionalProperties: false },
    MetadataUpdate: {
      type: 'object',
      description: 'Pairs to set, and keys to remove (null). Other keys stay as they are.',
      additionalProperties: { type: ['string', 'null'], maxLength: 512 },
      propertyNames: { minLength: 1, maxLength: 64 },
    },
    FileReference: {
      type: 'object',
      description: 'A file in JSON, as a base64 `data:` URL. Other URLs are not fetched.',
      properties: urls,
      minProperties: 1,
    },
    FrameImage: {
      type: 'object',
      description: 'A frame, with its file as in FileReference.',
      required: ['frame_type'],
      properties: { ...urls, frame_type: { type: 'string', enum: ['first_frame', 'last_frame'] } },
      minProperties: 2,
    },
    DataURL: {
      anyOf: [
        { type: 'string', pattern: '^[Dd][Aa][Tt][Aa]:[^,]*;[Bb][Aa][Ss][Ee]64,' },
        { type: 'object', required: ['url'], properties: { url: { type: 'string' } } },
      ],
    },
  }
}
