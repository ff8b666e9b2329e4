import { VideoError } from '@dailies/core'
import type { MetadataUpdate } from '@dailies/core'

/** As OpenAI limits the metadata of its objects: pairs, and characters. */
const maxPairs = 16
const maxKeyLength = 64
const maxValueLength = 512

/** The keys of our own, which do not count among the 16, with the values that each may have. */
const reserved: Readonly<Record<string, { pattern: RegExp; words: string }>> = {
  'dailies.title': { pattern: /^[^\n\r]{1,512}$/u, words: 'one line of 1 to 512 characters' },
  'dailies.favorite': { pattern: /^true$/, words: '"true", or null to remove it' },
  'dailies.take_group': { pattern: /^[\w-]{1,64}$/, words: '1 to 64 letters, digits, - and _' },
}

const isReserved = (key: string): boolean => key.startsWith('dailies.')

/**
 * Reads the metadata of a request: an object of texts, or of null for keys to remove.
 *
 * @throws VideoError `invalid_request` with `metadata.` and the key as `param`
 */
export function readMetadataUpdate(field: unknown): MetadataUpdate | undefined {
  if (field === undefined || field === null) return undefined
  if (typeof field !== 'object' || Array.isArray(field) || field instanceof Blob)
    throw invalid('metadata', 'metadata must be an object of texts, such as {"metadata": {"project": "lamps"}}.')
  const pairs = Object.entries(field) as [string, unknown][]
  // Before each is looked at: more than this is wrong in any case.
  if (pairs.length > maxPairs + Object.keys(reserved).length) throw tooMany(pairs.length)
  return Object.fromEntries(pairs.map(([key, value]) => [key, readValue(key, value)]))
}

/** Like {@link readMetadataUpdate}, for a new video: it has no keys to remove. */
export function readMetadata(field: unknown): Record<string, string> | undefined {
  const update = readMetadataUpdate(field)
  return update && applyMetadata({}, update)
}

/** The metadata after an update. @throws VideoError `invalid_request` if it has too many pairs then */
export function applyMetadata(
  before: Readonly<Record<string, string>>,
  update: MetadataUpdate,
): Record<string, string> {
  const pairs = Object.entries({ ...before, ...update }).filter((pair): pair is [string, string] => pair[1] !== null)
  const count = pairs.filter(([key]) => !isReserved(key)).length
  if (count > maxPairs) throw tooMany(count)
  return Object.fromEntries(pairs)
}

function readValue(key: string, value: unknown): string | null {
  const param = `metadata.${key.slice(0, maxKeyLength)}`
  // As JavaScript counts them in Unicode: an emoji is one character.
  if (key === '' || [...key].length > maxKeyLength || key === '__proto__')
    throw invalid(param, `A key of metadata must have 1 to ${maxKeyLength} characters, and not be __proto__.`)
  if (isReserved(key) && !Object.hasOwn(reserved, key))
    throw invalid(param, `The keys that begin with "dailies." are ${Object.keys(reserved).join(', ')}.`)
  if (value === null) return null
  if (typeof value !== 'string' || [...value].length > maxValueLength)
    throw invalid(param, `${param} must be text up to ${maxValueLength} characters, or null to remove it.`)
  const rule = reserved[key]
  if (rule && !rule.pattern.test(value)) throw invalid(param, `${param} must be ${rule.words}.`)
  return value
}

/**
 * Reads the filter of a list request: `metadata[key]=value`, each pair of which must match.
 *
 * @throws VideoError `invalid_request`
 */
export function readMetadataFilter(query: URLSearchParams): Record<string, string> | undefined {
  const filter: [string, string][] = []
  for (const [name, value] of query) {
    const [, key] = /^metadata\[(.*)\]$/s.exec(name) ?? []
    if (key === undefined) continue
    if (filter.some(([known]) => known === key))
      throw invalid(`metadata.${key.slice(0, 64)}`, 'This key is given twice.')
    readValue(key, value)
    filter.push([key, value])
  }
  if (filter.length > maxPairs) throw tooMany(filter.length)
  return filter.length > 0 ? Object.fromEntries(filter) : undefined
}

const tooMany = (count: number): VideoError =>
  invalid('metadata', `metadata has ${count} pairs, but the limit is ${maxPairs}, beside those of "dailies.".`)

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })
