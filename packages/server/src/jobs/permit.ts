import { VideoError } from '@dailies/core'
import type { ResolvedRequest } from './resolve-request'

/** What the operator allows. An omitted list allows every value. */
export interface Allow {
  /** Model ids. @default every model */
  models?: string[]
  /** Sizes in pixels, such as `1280x720`. @default every size */
  sizes?: string[]
  /**
   * Lengths in seconds, as strings such as `'8'`. An extension adds one of them, and no remix, edit or extension gives a
   * longer video than the longest.
   * @default every length
   */
  seconds?: string[]
}

const forbidden = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/**
 * Checks a resolved request against the option `allow`, the same for every operation: what an old or uploaded video
 * brings along counts like a chosen value. What is not known is not allowed.
 *
 * @throws VideoError `invalid_request` with `model`, `size` or `seconds` as `param`
 */
export function permit(allow: Allow | undefined, { model, size, seconds }: ResolvedRequest): void {
  const { models, sizes, seconds: lengths } = allow ?? {}
  if (models && !models.includes(model))
    throw forbidden('model', `Only videos of ${models.join(', ')} can be made here, ${butIs('model', model)}.`)
  if (sizes && !sizes.includes(size))
    throw forbidden('size', `Only videos of ${sizes.join(', ')} pixels can be made here, ${butIs('size', size)}.`)
  const longest = lengths && Math.max(...lengths.map(Number))
  if (longest !== undefined && !(seconds !== '' && Number(seconds) <= longest))
    throw forbidden('seconds', `Only videos up to ${longest} seconds can be made here, ${butIs('length', seconds)}.`)
}

const butIs = (name: string, value: string): string =>
  value === '' ? `but the ${name} of this one is not known` : `but the ${name} of this one would be ${value}`
