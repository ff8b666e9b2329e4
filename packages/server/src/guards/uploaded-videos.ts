import { VideoError, isVideoError } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import { readFields } from './body'
import type { Fields } from './body'
import { createSlots } from './slots'
import type { CreateRequest } from '../jobs'
import { readChange, readContinuation } from './validate'
import { UnreadableVideo, readVideoFacts } from './video-facts'
import { isPlausible, priceIn } from './uploaded-video-price'

/** A film of another place, checked. */
export interface UploadedVideo {
  file: Blob
  /** Pixels, as `1280x720`; empty where the film does not say. */
  size: string
  /** To the hundredth; empty where the film does not say, or nothing that could be. */
  seconds: string
  /** What the new film will cost; undefined where that is not known. */
  price: number | undefined
}

/** Uploads under way in this process. Each is held in memory until the upstream has it, so few are at once. */
const uploads = createSlots({
  each: 2,
  all: 8,
  tooMany: (count) => `You upload ${count} films already. Try again when they are here.`,
  tooBusy: 'Too many films are uploaded at once. Try again in a moment.',
})

/** What an upload is taken by. */
interface UploadRules {
  request: Request
  owner: string
  verb: 'edit' | 'extend'
  maxBytes: number
  models: ModelCapabilities[]
  lengths: string[] | undefined
}

/**
 * Takes an edit or extension that may bring its own film, and carries it through.
 * @throws VideoError naming `video`; `rate_limited` or `overloaded` where others are under way
 */
export async function handleUpload<Result>(
  { request, owner, verb, maxBytes, models, lengths }: UploadRules,
  submit: (wish: CreateRequest) => Promise<Result>,
): Promise<Result> {
  const leave = uploads.acquire(owner)
  try {
    const fields = await readUpload(request, maxBytes)
    const { video } = fields
    if (!(video instanceof Blob)) {
      const { id, request: wanted } = readContinuation(fields, verb, { lengths })
      return await submit({ verb, request: wanted, sourceId: id })
    }
    const wanted = readChange(fields, verb, { lengths })
    const film = await readUploadedVideo(video, { maxBytes, models, added: wanted.seconds })
    return await submit({ verb, request: wanted, film })
  } finally {
    leave()
  }
}

const tooLarge = (maxBytes: number): VideoError =>
  new VideoError(`The film may have ${maxBytes} bytes and has more. Cut it, or recompress it.`, {
    code: 'too_large',
    param: 'video',
  })

/** The fields of a request that may hold a film; what is too large is read no further. @throws VideoError naming `video` */
async function readUpload(request: Request, maxBytes: number): Promise<Fields> {
  try {
    return await readFields(request, { cap: maxBytes + 1_048_576 })
  } catch (error) {
    throw isVideoError(error) && error.code === 'too_large' ? tooLarge(maxBytes) : error
  }
}

/** What a film of another place is checked against, and priced by. */
interface UploadedVideoRules {
  maxBytes: number
  models: ModelCapabilities[]
  /** How much an extension adds, in seconds; undefined for an edit. */
  added: string | undefined
}

/** A film of another place: of a type that the wire takes, whole, and small enough. @throws VideoError naming `video` */
async function readUploadedVideo(file: Blob, { maxBytes, models, added }: UploadedVideoRules): Promise<UploadedVideo> {
  if (file.size > maxBytes) throw tooLarge(maxBytes)
  try {
    const { type, width, height, seconds: length } = await readVideoFacts(file)
    const size = width === undefined || height === undefined ? '' : `${width}x${height}`
    const seconds = isPlausible(length, file.size) ? String(Math.round(length * 100) / 100) : ''
    // The page's name for its type may be wrong, and goes no further.
    return { file: file.slice(0, file.size, type), size, seconds, price: priceIn(models, { size, seconds, added }) }
  } catch (error) {
    if (!(error instanceof UnreadableVideo)) throw error
    throw new VideoError(`The film ${error.message}`, { code: 'invalid_request', param: 'video' })
  }
}
