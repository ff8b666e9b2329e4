import { isFields } from '../body'
import type { CreateRequest } from '../job'
import { moderate } from '../moderation'
import { nativeSize } from '../native-size'
import { durationOutOfBound, invalidArgument, notSupported } from './gemini-error'
import { readImage, readReferences } from './read-image'
import { fullSeconds, veoRatios } from './veo-model'
import type { VeoModel } from './veo-model'

const instanceFields = ['prompt', 'image', 'lastFrame', 'referenceImages']
const parameterFields = [
  'aspectRatio',
  'durationSeconds',
  'enhancePrompt',
  'negativePrompt',
  'personGeneration',
  'resolution',
  'sampleCount',
  'seed',
]

/**
 * Reads the body of `predictLongRunning` as Veo validates it. `video`, which extends a video, is not served.
 * @throws WireError 400
 */
export function readVeoRequest(body: unknown, id: string, model: VeoModel): CreateRequest {
  const { instances, parameters = {} } = isFields(body) ? body : {}
  const [instance] = Array.isArray(instances) ? (instances as unknown[]) : []
  if (!isFields(instance)) throw invalidArgument('`instances` must hold one object with a prompt.')
  if (!isFields(parameters)) throw invalidArgument('`parameters` must be an object.')
  rejectOthers(instance, instanceFields)
  rejectOthers(parameters, parameterFields)

  const images = readImages(instance, model)
  const aspectRatio = readChoice(parameters, 'aspectRatio', veoRatios)
  const resolution = model.resolutions.length > 0 ? readChoice(parameters, 'resolution', model.resolutions) : undefined
  if (parameters['resolution'] !== undefined && resolution === undefined) throw notSupported('resolution')
  const seconds = readSeconds(parameters['durationSeconds'], model)
  const needsFullLength = images.references !== undefined || (resolution !== undefined && resolution !== '720p')
  if (needsFullLength && seconds !== fullSeconds) {
    throw invalidArgument(`\`durationSeconds\` must be ${fullSeconds} with this resolution or with reference images.`)
  }
  return {
    model: id,
    prompts: [readPrompt(instance['prompt'], images.referenceImage !== undefined)],
    size: nativeSize(aspectRatio, resolution ?? '720p'),
    seconds: String(seconds),
    aspectRatio,
    // Audio cannot be switched off: the field `generateAudio` is rejected.
    generateAudio: id.startsWith('veo-3'),
    ...(resolution === undefined ? {} : { resolution }),
    ...readSeed(parameters['seed']),
    ...readNegativePrompt(parameters['negativePrompt']),
    ...images,
  }
}

function rejectOthers(fields: Record<string, unknown>, known: readonly string[]): void {
  const other = Object.keys(fields).find((name) => !known.includes(name))
  if (other !== undefined) throw notSupported(other)
}

type Images = Pick<CreateRequest, 'referenceImage' | 'lastFrame' | 'references'>

function readImages(instance: Record<string, unknown>, model: VeoModel): Images {
  const referenceImage = readImage('image', instance['image'])
  const lastFrame = readImage('lastFrame', instance['lastFrame'])
  const references = readReferences(instance['referenceImages'])
  if (lastFrame && !model.hasLastFrame) throw notSupported('lastFrame')
  if (lastFrame && !referenceImage) throw invalidArgument('`lastFrame` must be used together with `image`.')
  if (references && model.references === 0) throw notSupported('referenceImages')
  if (references && references.length > model.references) {
    throw invalidArgument(`\`referenceImages\` takes at most ${model.references} images.`)
  }
  return {
    ...(referenceImage ? { referenceImage } : {}),
    ...(lastFrame ? { lastFrame } : {}),
    ...(references ? { references } : {}),
  }
}

function readPrompt(prompt: unknown, isOptional: boolean): string {
  if (prompt === undefined && isOptional) return ''
  if (typeof prompt !== 'string' || prompt === '') throw invalidArgument('`prompt` must be a text that is not empty.')
  if (moderate(prompt) !== 'reject') return prompt
  throw invalidArgument('The prompt could not be submitted: it was blocked by moderation.')
}

function readChoice(parameters: Record<string, unknown>, name: string, allowed: readonly string[]): string {
  const value = parameters[name] ?? allowed[0]
  if (typeof value === 'string' && allowed.includes(value)) return value
  throw invalidArgument(`\`${name}\` must be one of ${allowed.join(', ')}.`)
}

// The documentation writes the number as a text, the SDKs of Google and of Vercel send a number.
function readSeconds(value: unknown, { seconds }: VeoModel): number {
  const given = typeof value === 'string' ? Number(value) : (value ?? fullSeconds)
  if (typeof given === 'number' && seconds.includes(given)) return given
  throw durationOutOfBound(Math.min(...seconds), Math.max(...seconds))
}

function readSeed(seed: unknown): Pick<CreateRequest, 'seed'> {
  if (seed === undefined) return {}
  if (Number.isInteger(seed) && Number(seed) >= 0 && Number(seed) < 2 ** 32) return { seed: Number(seed) }
  throw invalidArgument('`seed` must be an integer from 0 to 4294967295.')
}

function readNegativePrompt(text: unknown): Pick<CreateRequest, 'negativePrompt'> {
  if (text === undefined) return {}
  if (typeof text === 'string') return { negativePrompt: text }
  throw invalidArgument('`negativePrompt` must be a text.')
}
