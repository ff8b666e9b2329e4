import type { Body } from './body'
import { isFields } from './body'
import { bytesOfBase64 } from './bytes-of-base64'
import { readImageHeader } from './image-header'
import { WireError, wrongType } from './wire-error'

/**
 * A file of a request: a part of a form, or a `data:` URL in JSON.
 * @param kind in JSON, `image_url` holds the URL of an image
 * @throws WireError 400
 */
export async function readFile(
  { form }: Body,
  param: string,
  reference: unknown,
  kind: 'image' | 'video' | 'audio' = 'image',
): Promise<Uint8Array | undefined> {
  const name = `${kind}_url`
  if (reference === undefined || reference === null) return undefined
  if (reference instanceof Blob) return new Uint8Array(await reference.arrayBuffer())
  if (!isFields(reference)) {
    throw wrongType(param, form === 'json' ? `an object with ${name} or file_id` : 'a file', reference)
  }
  const { [name]: url, file_id: file } = reference
  if ((url === undefined) === (file === undefined)) {
    throw new WireError(400, `'${param}' must have exactly one of '${name}' and 'file_id'.`, {
      code: 'invalid_value',
      param,
    })
  }
  if (file !== undefined) {
    throw new WireError(
      400,
      `No such File object: ${String(file).slice(0, 100)}. The sandbox stores no files: send ${name}.`,
      {
        code: 'file_not_found',
        param: `${param}.file_id`,
      },
    )
  }
  return readDataURL(`${param}.${name}`, url)
}

function readDataURL(param: string, url: unknown): Uint8Array {
  const about = { code: 'invalid_image_url', param }
  if (typeof url !== 'string') throw wrongType(about.param, 'a string', url)
  const [, base64] = /^data:[^,]*;base64,(.*)$/is.exec(url) ?? []
  if (base64 === undefined) {
    throw new WireError(400, 'The sandbox fetches no URLs: send the file as a base64 data: URL.', about)
  }
  const bytes = bytesOfBase64(base64)
  if (bytes) return bytes
  throw new WireError(400, 'The data: URL does not hold valid base64.', about)
}

/**
 * Checks that a file is an image, and that it has the size, if one is given.
 * @throws WireError 400
 */
export function checkImage(param: string, bytes: Uint8Array, size?: string): void {
  const header = readImageHeader(bytes)
  if (!header) {
    throw new WireError(
      400,
      `Invalid file '${param}': its first bytes are of no supported format. Supported formats are image/jpeg, image/png and image/webp.`,
      { code: 'unsupported_file_mimetype', param },
    )
  }
  if (size !== undefined && `${header.width}x${header.height}` !== size) {
    throw new WireError(
      400,
      `Inpaint image must match the requested width and height: expected ${size}, but got ${header.width}x${header.height}.`,
      { code: 'invalid_value', param },
    )
  }
}
