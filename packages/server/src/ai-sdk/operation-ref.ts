import { VideoError } from '@dailies/core'
import { fieldsOf } from '@dailies/core/internal'
import type { Json } from '../upstream/upstream'

/** A job: the id of its model here, and the operation as its package knows it. */
export interface OperationRef {
  model: string
  operation: Json
}

/** Maximum length of an operation as JSON, in characters. It is stored with the row. */
const maxLength = 64 * 1024

/** Stands for a key in a stored operation. Whatever the key is when the job is polled takes its place. */
const mark = '{{dailies-secret-'
const placeholder = (index: number): string => `${mark}${index}}}`

/** The forms in which a key may be in a text. */
const formsOf = (secrets: readonly string[]): string[] =>
  secrets.flatMap((secret) => [secret, encodeURIComponent(secret)])

/**
 * The ref of an operation, without the keys that it may contain: an operation is whatever the provider sent, such as a URL.
 *
 * @throws VideoError if the package returned no operation; a job may exist all the same
 */
export function refOfOperation(model: string, operation: unknown, secrets: readonly string[]): Json {
  const json = JSON.stringify(operation ?? null)
  // A provider that wrote a placeholder itself would receive the key of another one with the next poll.
  if (json === undefined || json === 'null' || json.length > maxLength || json.includes(mark)) {
    throw new VideoError(
      'The video service accepted the request but returned no usable operation, so the video cannot be tracked.',
      { code: 'upstream_failed' },
    )
  }
  const hide = (text: string) =>
    formsOf(secrets).reduce((hidden, secret, index) => hidden.replaceAll(secret, placeholder(index)), text)
  return { model, operation: mapTexts(JSON.parse(json) as Json, hide) }
}

/** @throws VideoError `misconfigured` if it is no ref of this upstream */
export function readOperationRef(ref: Json, secrets: readonly string[]): OperationRef {
  const { model, operation } = fieldsOf(ref)
  if (typeof model !== 'string' || operation === undefined) {
    throw new VideoError('This job has a reference of another upstream. Check the id of the upstream.', {
      code: 'misconfigured',
    })
  }
  const show = (text: string) =>
    formsOf(secrets).reduce((shown, secret, index) => shown.replaceAll(placeholder(index), secret), text)
  return { model, operation: mapTexts(operation as Json, show) }
}

function mapTexts(json: Json, map: (text: string) => string): Json {
  if (typeof json === 'string') return map(json)
  if (Array.isArray(json)) return json.map((entry) => mapTexts(entry, map))
  if (typeof json !== 'object' || json === null) return json
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, mapTexts(value, map)]))
}

/**
 * The ids in an operation, which are the provider's and nothing that users need: its texts, and the parts of addresses that
 * look like ids. Words such as `models` stay, because messages contain them too.
 */
export function idsIn(operation: Json): string[] {
  if (typeof operation === 'string') {
    return [operation, ...operation.split(/[/?&=]/).filter((part) => /\d/.test(part))].filter((id) => id.length >= 6)
  }
  return typeof operation === 'object' && operation !== null ? Object.values(operation).flatMap(idsIn) : []
}
