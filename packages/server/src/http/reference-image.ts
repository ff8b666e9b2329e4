import { VideoError } from '@dailies/core'
import { readBase64 } from '../net/read-base64'
import { readImageHeader } from '../net/image-header'

const param = 'input_reference'
const invalid = (message: string, path = param): VideoError =>
  new VideoError(message, { code: 'invalid_request', param: path })

/** The error of images that are too large, in bytes. */
export const imagesTooLarge = (bytes: number, maxBytes: number): VideoError =>
  new VideoError(`The reference image has ${bytes} bytes, but the limit is ${maxBytes}. Shrink or recompress it.`, {
    code: 'too_large',
    param,
  })

/**
 * Reads and validates the reference image: its type by the first bytes.
 *
 * @throws VideoError with `input_reference` as `param`
 */
export async function readReferenceImage(
  field: unknown,
  { maxReferenceImageBytes: maxBytes }: { maxReferenceImageBytes: number },
): Promise<Blob | undefined> {
  if (field === undefined || field === null) return undefined
  const bytes = field instanceof Blob ? new Uint8Array(await field.arrayBuffer()) : readDataURL(field)
  if (bytes.byteLength > maxBytes) throw imagesTooLarge(bytes.byteLength, maxBytes)
  const image = readImageHeader(bytes)
  if (!image) throw invalid('The reference image must be a JPEG, PNG or WebP; its first bytes match none of them.')
  return new Blob([bytes], { type: image.type })
}

function readDataURL(field: unknown): Uint8Array<ArrayBuffer> {
  if (typeof field !== 'object' || field === null || !('image_url' in field) || 'file_id' in field) {
    throw typeof field === 'object' && field !== null && 'file_id' in field
      ? invalid(
          'file_id is not supported, because it refers to a file in an account that all users share. Send the image itself.',
          `${param}.file_id`,
        )
      : invalid('The reference image must be a file, or {"image_url": "data:…"} in JSON.')
  }
  const path = `${param}.image_url`
  const url = field.image_url
  const comma = typeof url === 'string' && /^data:/i.test(url) ? url.indexOf(',') : -1
  if (typeof url !== 'string' || comma < 0 || !/;base64$/i.test(url.slice(0, comma))) {
    throw invalid(
      'image_url must be a base64 data: URL that contains the image; other URLs are not fetched (SSRF).',
      path,
    )
  }
  const bytes = readBase64(url.slice(comma + 1))
  if (bytes === undefined) throw invalid('image_url does not contain valid base64. Encode the image again.', path)
  return bytes
}
