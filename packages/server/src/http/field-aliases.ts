import { VideoError } from '@dailies/core'
import type { Fields } from './body'

/**
 * Renames fields that OpenRouter has for the same thing: `duration` is `seconds`, and `frame_images` are the first and
 * the last frame.
 *
 * @throws VideoError `invalid_request` if both names are given with different values, or a frame has no known place
 */
export function renameAliases({ duration, frame_images: frames, ...fields }: Fields): Fields {
  if (duration !== undefined && duration !== null) {
    const { seconds } = fields
    if (seconds !== undefined && seconds !== null && String(seconds) !== String(duration))
      throw invalid('duration', 'duration and seconds are two names of one field, and have different values. Send one.')
    fields = { ...fields, seconds: duration }
  }
  if (frames === undefined || frames === null) return fields
  if (!Array.isArray(frames)) throw invalid('frame_images', 'frame_images must be a list.')
  return frames.reduce<Fields>((renamed, frame, index) => addFrame(renamed, frame, `frame_images.${index}`), fields)
}

const places: Record<string, string> = { first_frame: 'input_reference', last_frame: 'last_frame' }

function addFrame(fields: Fields, frame: unknown, param: string): Fields {
  const type = typeof frame === 'object' && frame !== null && 'frame_type' in frame ? frame.frame_type : undefined
  const name = typeof type === 'string' && Object.hasOwn(places, type) ? places[type] : undefined
  if (name === undefined)
    throw invalid(`${param}.frame_type`, 'frame_type of a frame must be "first_frame" or "last_frame".')
  if (fields[name] !== undefined) throw invalid(param, `This frame is given twice, here and as ${name}. Send it once.`)
  return { ...fields, [name]: frame }
}

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })
