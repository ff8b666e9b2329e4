import { VideoError } from '@dailies/core'
import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import type { Fields } from './body'
import { maxPrompt } from './max-prompt'
import { readReferenceImage } from './reference-image'

/** What a submission is checked against. */
export interface ValidationRules {
  models: ModelCapabilities[]
  maxReferenceImageBytes: number
  /** The lengths that the operator allows; undefined where that is all. */
  lengths: string[] | undefined
}

const wrong = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/** Whatever names something in the upstream's account would reach other people's files, so it is refused, not passed on. */
function rejectUnknown(fields: Fields, known: readonly string[]): void {
  const name = Object.keys(fields)
    .find((name) => !known.includes(name))
    ?.slice(0, 60)
  if (name !== undefined) throw wrong(name, `"${name}" is not a parameter here; there are ${known.join(', ')}.`)
}

/** @throws VideoError `invalid_request` naming `prompt` */
function readPrompt({ prompt }: Fields): string {
  if (typeof prompt !== 'string') throw wrong('prompt', 'The prompt is missing: say in text what the film should show.')
  if (prompt.trim() === '') throw wrong('prompt', 'The prompt is empty: say what the film should show.')
  // Counted as people do, in code points, but only where it matters.
  const pairs = prompt.length > maxPrompt ? (prompt.match(/[\ud800-\udbff][\udc00-\udfff]/g) ?? []) : []
  const length = prompt.length - pairs.length
  if (length > maxPrompt) {
    throw wrong(
      'prompt',
      `The prompt has ${length} characters and may have ${maxPrompt}. Shorten it by ${length - maxPrompt}.`,
    )
  }
  return prompt
}

function readWord(fields: Fields, param: string, allowed: readonly string[] | undefined): string | undefined {
  const given = fields[param]
  if (given === undefined || given === null) return allowed?.[0]
  // Some clients write seconds as a number.
  const word = typeof given === 'number' ? String(given) : given
  if (typeof word === 'string' && word !== '' && word.length <= 200 && (allowed?.includes(word) ?? true)) return word
  const offered = allowed ? `one of ${allowed.join(', ')}` : 'a text'
  const said = typeof word === 'string' ? `"${word.slice(0, 60)}"` : 'something else'
  throw wrong(param, `${param} must be ${offered}; it is ${said}.`)
}

/** Everything a create says, with our first choices filled in. @throws VideoError naming the parameter */
export async function readCreate(fields: Fields, { models, maxReferenceImageBytes }: ValidationRules): Promise<CreateVideo> {
  rejectUnknown(fields, ['prompt', 'model', 'size', 'seconds', 'input_reference'])
  const prompt = readPrompt(fields)
  const name = readWord(fields, 'model', models.length > 0 ? models.map(({ id }) => id) : undefined)
  const model = models.find(({ id }) => id === name)
  const size = readWord(fields, 'size', model?.sizes)
  const seconds = readWord(fields, 'seconds', model?.seconds)
  const reference = await readReferenceImage(fields['input_reference'], { size, maxBytes: maxReferenceImageBytes })
  if (reference && model && !model.input_reference) {
    throw wrong('input_reference', `${model.label} takes no reference image. Remove it, or choose another model.`)
  }
  return {
    prompt,
    ...(name !== undefined && { model: name }),
    ...(size !== undefined && { size }),
    ...(seconds !== undefined && { seconds }),
    ...(reference && { input_reference: reference }),
  }
}

/** A remix says only what should change. */
export function readRemix(fields: Fields): CreateVideo {
  rejectUnknown(fields, ['prompt'])
  return { prompt: readPrompt(fields) }
}

/** A film that nobody made here, where none is taken. */
export const notTaken = (): VideoError =>
  wrong('video', 'video must be {"id": "…"} with the id of a film of yours. A film of another place is not taken.')

/** An edit or extension: the film of ours it starts from, what should change, and how much longer it gets. */
export function readContinuation(
  fields: Fields,
  verb: 'edit' | 'extend',
  rules: Pick<ValidationRules, 'lengths'>,
): { id: string; request: CreateVideo } {
  const { video } = fields
  const id = typeof video === 'object' && video !== null && 'id' in video ? video.id : undefined
  if (typeof id !== 'string') throw notTaken()
  return { id, request: readChange(fields, verb, rules) }
}

/** What the wire may add to a film, our first choice first. */
const extensions = ['4', '8', '12', '16', '20', '1', '2']

/** What should change, and how much longer it gets. */
export function readChange(
  fields: Fields,
  verb: 'edit' | 'extend',
  { lengths = extensions }: Pick<ValidationRules, 'lengths'>,
): CreateVideo {
  rejectUnknown(fields, verb === 'edit' ? ['prompt', 'video'] : ['prompt', 'video', 'seconds'])
  const request = { prompt: readPrompt(fields) }
  if (verb === 'edit') return request
  const allowed = extensions.filter((length) => lengths.includes(length))
  // Where none of the wire's is allowed, the upstream has lengths of its own.
  const seconds = readWord(fields, 'seconds', allowed.length > 0 ? allowed : lengths)
  return { ...request, ...(seconds !== undefined && { seconds }) }
}
