import { VideoError, isVideoError } from '@dailies/core'
import { readFields } from './body'
import type { Fields } from './body'
import { createUploadSlots } from './upload-slots'
import type { CreateRequest, UploadedVideo } from '../jobs/create-request'
import { validate } from './validate'
import type { ValidationRules } from './validate'
import { UnreadableVideoError, readVideoMetadata } from './video-metadata'
import { isPlausible } from '../jobs/uploaded-video-price'

/** Limits the uploads of this process, because each is held in memory until the upstream has received it. */
const acquireUpload = createUploadSlots({ each: 2, all: 8, what: 'videos' })

/** The request, and the rules that it is validated by. */
interface UploadRequest {
  request: Request
  owner: string
  operation: 'edit' | 'extend'
  rules: ValidationRules
  /** Maximum size of the video. */
  maxBytes: number
}

/**
 * Handles an edit or extension that may contain an uploaded video.
 *
 * @throws VideoError with `video` as `param`; `rate_limited` or `overloaded` if too many uploads are in progress
 */
export async function handleUpload<Result>(
  { request, owner, operation, rules, maxBytes }: UploadRequest,
  create: (request: CreateRequest) => Promise<Result>,
): Promise<Result> {
  const release = acquireUpload(owner)
  try {
    const { video, ...createRequest } = await validate(operation, await readUpload(request, maxBytes), rules)
    if (!(video instanceof Blob)) {
      return await create({ operation, request: createRequest, ...(video !== undefined && { sourceId: video }) })
    }
    const uploadedVideo = await readUploadedVideo(video, maxBytes)
    return await create({ operation, request: createRequest, uploadedVideo })
  } finally {
    release()
  }
}

const tooLarge = (maxBytes: number): VideoError =>
  new VideoError(`The video exceeds the limit of ${maxBytes} bytes. Trim or recompress it.`, {
    code: 'too_large',
    param: 'video',
  })

/**
 * Reads the fields of a request that may contain a video, up to the size limit.
 *
 * @throws VideoError with `video` as `param`
 */
async function readUpload(request: Request, maxBytes: number): Promise<Fields> {
  try {
    return await readFields(request, { maxBytes: maxBytes + 1_048_576 })
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
