import { VideoError, readSize } from '@dailies/core'
import { readBase64 } from '../read-base64'
import { readImageHeader } from './image-header'

const param = 'input_reference'
const wrong = (message: string, where = param): VideoError =>
  new VideoError(message, { code: 'invalid_request', param: where })

/** What a reference image must be. */
interface ReferenceImageRules {
  /** Pixels, as `1280x720`; undefined where the upstream decides. */
  size: string | undefined
  maxBytes: number
}

/** The first frame, checked by its first bytes and its exact size in pixels. @throws VideoError naming `input_reference` */
export async function readReferenceImage(
  given: unknown,
  { size, maxBytes }: ReferenceImageRules,
): Promise<Blob | undefined> {
  if (given === undefined || given === null) return undefined
  const bytes = given instanceof Blob ? new Uint8Array(await given.arrayBuffer()) : readInJSON(given)
  if (bytes.byteLength > maxBytes) {
    throw new VideoError(
      `The reference image has ${bytes.byteLength} bytes and may have ${maxBytes}. Shrink or recompress it.`,
      {
        code: 'too_large',
        param,
      },
    )
  }
  const image = readImageHeader(bytes)
  if (!image) throw wrong('The reference image must be a jpeg, png or webp; by its first bytes it is none of them.')
  const wanted = readSize(size)
  if (wanted && (wanted.width !== image.width || wanted.height !== image.height)) {
    throw wrong(
      `The reference image becomes the first frame, so it must have exactly ${size} pixels; it has ${image.width}x${image.height}. Crop it, or choose another size.`,
    )
  }
  return new Blob([bytes], { type: image.type })
}

function readInJSON(given: unknown): Uint8Array<ArrayBuffer> {
  if (typeof given !== 'object' || given === null || !('image_url' in given) || 'file_id' in given) {
    throw typeof given === 'object' && given !== null && 'file_id' in given
      ? wrong(
          'file_id names a file in an account that visitors share, so it is not taken. Send the picture itself.',
          `${param}.file_id`,
        )
      : wrong('The reference image must be a file, or {"image_url": "data:…"} in JSON.')
  }
  const where = `${param}.image_url`
  const url = given.image_url
  const comma = typeof url === 'string' && /^data:/i.test(url) ? url.indexOf(',') : -1
  if (typeof url !== 'string' || comma < 0 || !/;base64$/i.test(url.slice(0, comma))) {
    throw wrong(
      'image_url must be a base64 data: URL that holds the picture; no address is fetched for a visitor.',
      where,
    )
  }
  const bytes = readBase64(url.slice(comma + 1))
  if (bytes === undefined) throw wrong('image_url does not hold valid base64.', where)
  return bytes
}
