import type { Body } from './body'
import type { OptionNames } from './dialects/dialect'
import { fromText } from './from-text'
import type { CreateRequest } from './job'
import type { SandboxModel } from './models'
import { checkImage, readFile } from './read-file'
import { WireError, notAllowed, wrongType } from './wire-error'

/** The fields beside OpenAI's five that a create of this model may have. */
export function optionNames(model: SandboxModel | undefined, names: OptionNames): string[] {
  if (!model) return []
  const { generate_audio, seed, negative_prompt, last_frame, input_references } = model
  return [
    ...(generate_audio === undefined ? [] : [names.generate_audio ?? 'generate_audio']),
    ...(seed === true ? ['seed'] : []),
    ...(negative_prompt ? ['negative_prompt'] : []),
    ...(last_frame === true ? ['last_frame'] : []),
    ...(input_references ? ['input_references'] : []),
  ]
}

type Options = Pick<
  CreateRequest,
  'referenceImage' | 'lastFrame' | 'references' | 'generateAudio' | 'seed' | 'negativePrompt'
>

/**
 * Reads what a create sets beside prompt, model, size and length; the caller has rejected what the model does not offer.
 * @throws WireError 400
 */
export async function readOptions(
  body: Body,
  model: SandboxModel | undefined,
  size: string,
  names: OptionNames,
): Promise<Options> {
  const { fields } = body
  // OpenAI requires a frame of exactly the video's pixels.
  const frameSize = (model?.exact_frame_size ?? true) ? size : undefined
  const referenceImage = await readFrame(body, 'input_reference', frameSize)
  const lastFrame = await readFrame(body, 'last_frame', frameSize)
  if (lastFrame && !referenceImage) {
    throw new WireError(400, "'last_frame' needs 'input_reference'.", { code: 'invalid_value', param: 'last_frame' })
  }
  const references = await readReferences(body, model)
  const generateAudio = readAudio(body, model, names)
  const seed = read(body, 'seed', 'an integer', Number.isInteger)
  const negativePrompt = fields['negative_prompt']
  if (negativePrompt !== undefined) checkNegativePrompt(negativePrompt, model?.negative_prompt?.max_length ?? 0)
  return {
    ...(referenceImage ? { referenceImage } : {}),
    ...(lastFrame ? { lastFrame } : {}),
    ...(references.length > 0 ? { references } : {}),
    ...(generateAudio === undefined ? {} : { generateAudio }),
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(typeof negativePrompt === 'string' ? { negativePrompt } : {}),
  }
}

async function readFrame(body: Body, param: string, size: string | undefined): Promise<Uint8Array | undefined> {
  const image = await readFile(body, param, body.fields[param])
  if (image) checkImage(param, image, size)
  return image
}

const kinds = ['image', 'video', 'audio'] as const

async function readReferences(body: Body, model: SandboxModel | undefined): Promise<Uint8Array[]> {
  const param = 'input_references'
  const given = body.fields[param] ?? []
  if (!Array.isArray(given)) throw wrongType(param, 'an array', given)
  const counts = { image: 0, video: 0, audio: 0 }
  const files: Uint8Array[] = []
  for (const [index, reference] of (given as unknown[]).entries()) {
    const kind = kindOf(reference)
    counts[kind] += 1
    if (counts[kind] > (model?.input_references?.[`${kind}s`] ?? 0)) {
      throw new WireError(400, `Too many references of the kind ${kind}.`, { code: 'invalid_value', param })
    }
    const file = await readFile(body, `${param}.${index}`, reference, kind)
    if (file && kind === 'image') checkImage(`${param}.${index}`, file)
    if (file) files.push(file)
  }
  return files
}

function kindOf(reference: unknown): (typeof kinds)[number] {
  const isOf = (kind: string) =>
    reference instanceof Blob
      ? reference.type.startsWith(kind)
      : typeof reference === 'object' && reference !== null && `${kind}_url` in reference
  return kinds.find(isOf) ?? 'image'
}

function readAudio(body: Body, model: SandboxModel | undefined, names: OptionNames): boolean | undefined {
  const param = names.generate_audio ?? 'generate_audio'
  const value = read(body, param, 'a boolean', (sent) => typeof sent === 'boolean')
  if (model?.generate_audio !== 'always') return value === undefined ? undefined : value === true
  if (value === false) throw notAllowed(param, 'false', ['true'])
  return true
}

/** A value of a JSON type other than text, which a form holds as text. */
function read(body: Body, param: string, expected: string, isValid: (value: unknown) => boolean): unknown {
  const sent = body.fields[param]
  const value = body.form === 'multipart' ? fromText(sent) : sent
  if (value === undefined || isValid(value)) return value
  throw wrongType(param, expected, sent)
}

function checkNegativePrompt(text: unknown, longest: number): void {
  const param = 'negative_prompt'
  if (typeof text !== 'string') throw wrongType(param, 'a string', text)
  if ([...text].length <= longest) return
  throw new WireError(
    400,
    `Invalid '${param}': string too long. Expected a string with maximum length ${longest}, but got a string with length ${[...text].length} instead.`,
    { code: 'string_above_max_length', param },
  )
}
