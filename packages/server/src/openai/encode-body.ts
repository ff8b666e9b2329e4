import type { Fields } from '@dailies/core/internal'
import type { CreateVideo, ParameterValue } from '@dailies/core'

import { sniff, sniffLength } from '../net/sniff'

/** The format of a create request's body. Servers differ, and some accept only one. */
export interface BodyFormat {
  encoding: 'multipart' | 'json'
  /** The API defines `seconds` as a string; some servers accept only a number. */
  seconds: 'string' | 'number'
}

const base64 = (bytes: Uint8Array): string => {
  const step = 0x8000
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += step) parts.push(String.fromCharCode(...bytes.subarray(at, at + step)))
  return btoa(parts.join(''))
}

/** Encodes the fields of a create request in one format, multipart form data or JSON. Omits undefined fields. */
export async function encodeBody(request: CreateVideo, format: BodyFormat): Promise<FormData | Fields> {
  const { input_reference: image, seconds, parameters, ...rest } = request
  // A provider has its parameters beside the common fields.
  const fields = Object.entries({ ...parameters, ...rest, seconds }).flatMap(
    ([name, value]): [string, ParameterValue][] => (value === undefined ? [] : [[name, value]]),
  )
  const type =
    image === undefined ? '' : (sniff(new Uint8Array(await image.slice(0, sniffLength).arrayBuffer())) ?? image.type)

  if (format.encoding === 'multipart') {
    const body = new FormData()
    for (const [name, value] of fields) body.set(name, String(value))
    if (image !== undefined) {
      const extension = type.replace('image/', '').replace('jpeg', 'jpg')
      body.set('input_reference', new Blob([image], { type }), `reference.${extension}`)
    }
    return body
  }
  const body: Fields = Object.fromEntries(fields)
  if (seconds !== undefined && format.seconds === 'number') body['seconds'] = Number(seconds)
  if (image !== undefined) {
    const bytes = new Uint8Array(await image.arrayBuffer())
    body['input_reference'] = { image_url: `data:${type};base64,${base64(bytes)}` }
  }
  return body
}
