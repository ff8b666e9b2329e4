import { isFields } from '../body'
import { bytesOfBase64 } from '../bytes-of-base64'
import { readImageHeader } from '../image-header'
import { invalidArgument, notSupported } from './gemini-error'

/**
 * An image of a request, in either of two shapes: `bytesBase64Encoded`, which `@google/genai` 2.32 and `@ai-sdk/google`
 * 4.0.121 send, or `inlineData`, which the documentation shows. An image of any size is accepted; Veo crops it.
 */
export function readImage(name: string, image: unknown): Uint8Array | undefined {
  if (image === undefined) return undefined
  if (!isFields(image)) throw invalidArgument(`\`${name}\` must be an object.`)
  const { bytesBase64Encoded, mimeType, inlineData, ...others } = image
  const [other] = Object.keys(others)
  if (other !== undefined) throw notSupported(other)
  const inline = isFields(inlineData) ? inlineData : { data: bytesBase64Encoded, mimeType }
  const bytes = typeof inline['data'] === 'string' ? bytesOfBase64(inline['data']) : undefined
  const header = bytes && readImageHeader(bytes)
  if (!bytes || !header) throw invalidArgument(`\`${name}\` must hold the base64 of a JPEG, PNG or WebP.`)
  if (inline['mimeType'] === header.type) return bytes
  throw invalidArgument(`\`${name}\` has the mimeType ${String(inline['mimeType'])}, but is ${header.type}.`)
}

/** The images of `referenceImages`; undefined if there are none. */
export function readReferences(given: unknown): Uint8Array[] | undefined {
  if (given === undefined) return undefined
  if (!Array.isArray(given)) throw invalidArgument('`referenceImages` must be an array.')
  const images = given.flatMap((each: unknown) => {
    if (!isFields(each) || each['referenceType'] !== 'asset') {
      throw invalidArgument('Each of `referenceImages` needs an `image` and the `referenceType` asset.')
    }
    return readImage('image', each['image']) ?? []
  })
  return images.length > 0 ? images : undefined
}
