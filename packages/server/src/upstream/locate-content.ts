import { fieldsOf, isFields, textOf } from './read-json'
import type { Fields } from './read-json'

/** Where the bytes of a film are, as an answer tells it: at an address, or in the answer itself. */
export type ContentLocation = { url: string } | { base64: string }

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const dataURL = /^data:[^,]*;base64,/i

const toLocation = (value: unknown): ContentLocation | undefined => {
  const text = textOf(value)
  if (text === undefined) return undefined
  const prefix = dataURL.exec(text)?.[0]
  return prefix === undefined ? { url: text } : { base64: text.slice(prefix.length) }
}

/** The fields that hold an address in one dialect or another, the most specific first. */
const addresses = (fields: Fields): unknown[] => [
  fields['url'],
  fields['video_url'],
  fields['output_url'],
  fields['content_url'],
  first(fields['unsigned_urls']),
  first(fields['urls']),
  fieldsOf(first(fields['data']))['url'],
  fieldsOf(first(fields['output']))['url'],
  fieldsOf(fields['metadata'])['url'],
  fieldsOf(fields['video'])['url'],
]

/** Finds the film in a JSON answer: a finished job, or what a content route sent instead of bytes. */
export function locateContent(raw: unknown): ContentLocation | undefined {
  const fields = fieldsOf(raw)
  for (const address of addresses(fields)) {
    const location = toLocation(address)
    if (location !== undefined) return location
  }
  const base64 = textOf(fieldsOf(first(fields['data']))['b64_json']) ?? textOf(fields['b64_json'])
  if (base64 !== undefined) return { base64 }
  // Relays wrap the job: { "code": "success", "data": { "video_url": … } }.
  return isFields(fields['data']) ? locateContent(fields['data']) : undefined
}
