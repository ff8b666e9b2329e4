import { fieldsOf, isFields, textOf } from '@dailies/core/internal'

import type { Fields } from '@dailies/core/internal'
import type { ContentLocation } from '../upstream-client/open-location'

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined)

const dataURL = /^data:[^,]*;base64,/i

const toLocation = (value: unknown): ContentLocation | undefined => {
  const text = textOf(value)
  if (text === undefined) return undefined
  const prefix = dataURL.exec(text)?.[0]
  return prefix === undefined ? { url: text } : { base64: text.slice(prefix.length) }
}

/** The fields that hold the URL of the video in the different dialects, most specific first. */
const urlCandidates = (fields: Fields): unknown[] => [
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

/**
 * Finds the URL or base64 data of a video in a JSON response: a finished job, or JSON that a content route sent instead
 * of a file.
 */
export function findContentLocation(raw: unknown): ContentLocation | undefined {
  const fields = fieldsOf(raw)
  for (const candidate of urlCandidates(fields)) {
    const location = toLocation(candidate)
    if (location !== undefined) return location
  }
  const base64 = textOf(fieldsOf(first(fields['data']))['b64_json']) ?? textOf(fields['b64_json'])
  if (base64 !== undefined) return { base64 }
  // Relays wrap the job: { "code": "success", "data": { "video_url": … } }.
  return isFields(fields['data']) ? findContentLocation(fields['data']) : undefined
}
