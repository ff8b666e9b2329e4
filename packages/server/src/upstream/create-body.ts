import type { CreateVideo } from '@dailies/core'
import type { Fields } from './read-json'
import { sniff, sniffLength } from './sniff'

/** How the body of a create is written; servers differ, and some take only one way. */
export interface BodyForm {
  encoding: 'multipart' | 'json'
  /** This wire has `seconds` as a string; some servers take it only as a number. */
  seconds: 'string' | 'number'
}

const base64 = (bytes: Uint8Array): string => {
  const step = 0x8000
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += step) parts.push(String.fromCharCode(...bytes.subarray(at, at + step)))
  return btoa(parts.join(''))
}

/** The fields of a submission, written in one form. Undefined fields are left out. */
export async function encodeBody(request: CreateVideo, form: BodyForm): Promise<FormData | Fields> {
  const { input_reference: reference, seconds, ...rest } = request
  const fields = Object.entries({ ...rest, seconds }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  const type =
    reference === undefined
      ? ''
      : (sniff(new Uint8Array(await reference.slice(0, sniffLength).arrayBuffer())) ?? reference.type)

  if (form.encoding === 'multipart') {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, value)
    if (reference !== undefined) {
      const extension = type.replace('image/', '').replace('jpeg', 'jpg')
      body.set('input_reference', new Blob([reference], { type }), `reference.${extension}`)
    }
    return body
  }
  const body: Fields = Object.fromEntries(fields)
  if (seconds !== undefined && form.seconds === 'number') body['seconds'] = Number(seconds)
  if (reference !== undefined) {
    const bytes = new Uint8Array(await reference.arrayBuffer())
    body['input_reference'] = { image_url: `data:${type};base64,${base64(bytes)}` }
  }
  return body
}
