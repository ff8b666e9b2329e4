import { VideoError, isVideoError } from '@dailies/core'
import type { CreateRequest, UploadedVideo } from '../jobs/create-request'
import { isPlausible } from '../jobs/uploaded-video-price'
import { readFields } from './body'
import type { Fields } from './body'
import type { RequestMemory } from './request-memory'
import { validate } from './validate'
import type { ValidationRules } from './validate'
import { UnreadableVideoError, readVideoMetadata } from './video-metadata'

/** The request, and the rules that it is validated by. */
interface UploadRequest {
  request: Request
  operation: 'edit' | 'extend'
  rules: ValidationRules
  memory: RequestMemory
  /** Maximum size of the video. */
  maxBytes: number
}

/** A form with a video of this size: the rest is for its other fields. */
export const maxUploadBodyBytes = (maxBytes: number): number => maxBytes + 1_048_576

/**
 * Reads an edit or extension that may contain an uploaded video.
 *
 * @throws VideoError with `video` as `param`
 */
export async function readUpload(upload: UploadRequest): Promise<CreateRequest> {
  const { operation, rules, maxBytes } = upload
  const { video, metadata, ...request } = await validate(operation, await readUploadFields(upload), rules)
  const read = { operation, request, ...(metadata && { metadata }) }
  if (!(video instanceof Blob)) return { ...read, ...(video !== undefined && { sourceId: video }) }
  return { ...read, uploadedVideo: await readUploadedVideo(video, maxBytes) }
}

const tooLarge = (maxBytes: number): VideoError =>
  new VideoError(`The video exceeds the limit of ${maxBytes} bytes. Trim or recompress it.`, {
    code: 'too_large',
    param: 'video',
  })

async function readUploadFields({ request, maxBytes, memory }: UploadRequest): Promise<Fields> {
  try {
    return await readFields(request, { maxBytes: maxUploadBodyBytes(maxBytes), memory })
  } catch (error) {
    throw isVideoError(error) && error.code === 'too_large' ? tooLarge(maxBytes) : error
  }
}

/**
 * Validates an uploaded video: supported type, complete, within the size limit.
 *
 * @throws VideoError with `video` as `param`
 */
async function readUploadedVideo(file: Blob, maxBytes: number): Promise<UploadedVideo> {
  if (file.size > maxBytes) throw tooLarge(maxBytes)
  try {
    const { type, width, height, seconds: length } = await readVideoMetadata(file)
    const size = width === undefined || height === undefined ? '' : `${width}x${height}`
    const seconds = isPlausible(length, file.size) ? String(Math.round(length * 100) / 100) : ''
    // The client's media type may be wrong, so it is replaced by the detected one.
    return { file: file.slice(0, file.size, type), size, seconds }
  } catch (error) {
    if (!(error instanceof UnreadableVideoError)) throw error
    throw new VideoError(`The video ${error.message}`, { code: 'invalid_request', param: 'video' })
  }
}
