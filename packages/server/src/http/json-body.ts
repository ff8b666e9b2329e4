import { VideoError, isVideoError } from '@dailies/core'
import type { Fields } from './body'
import { readBody } from './read-body'
import type { BodyRules } from './read-body'

/**
 * Maximum number of structural characters in a JSON body: no valid request has more, and parsing it would block the
 * event loop.
 */
const maxStructuralCharacters = 100_000

/** `[`, `{` or `,`; a base64-encoded image contains none of them. */
const isStructural = (byte: number): boolean => byte === 0x5b || byte === 0x7b || byte === 0x2c

/** Reads the fields of a JSON body. @throws VideoError `invalid_request`, `too_large` */
export async function readJSONBody(request: Request, rules: BodyRules): Promise<Fields> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parts: string[] = []
  let structural = 0
  let value: unknown
  try {
    await readBody(request, rules, (block) => {
      for (const byte of block) if (isStructural(byte)) structural += 1
      if (structural > maxStructuralCharacters)
        throw new Error(`More than ${maxStructuralCharacters} structural characters.`)
      parts.push(decoder.decode(block, { stream: true }))
    })
    value = JSON.parse(parts.join('') + decoder.decode())
  } catch (cause) {
    if (isVideoError(cause)) throw cause
    throw new VideoError('The body is not valid JSON.', { code: 'invalid_request', cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new VideoError('The body must be a JSON object, such as {"prompt": "…"}.', { code: 'invalid_request' })
  }
  return { ...value }
}
