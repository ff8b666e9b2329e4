import { VideoError } from '@dailies/core'
import { fieldsOf, textOf } from './read-json'
import type { ContentLocation } from './locate-content'
import type { Json } from './upstream'

/** How this upstream knows a job: its id, and where its film is if the create already told. */
export interface UpstreamRef {
  id: string
  location?: ContentLocation | undefined
}

/** A job as a JSON value: just its id, or an object where a synchronous server named the film in its only answer. */
export function writeUpstreamRef({ id, location }: UpstreamRef): Json {
  return location === undefined ? id : { id, ...location }
}

/** @throws VideoError where the value is none that this upstream wrote */
export function readUpstreamRef(ref: Json): UpstreamRef {
  if (typeof ref === 'string' && ref !== '') return { id: ref }
  const { id, url, base64 } = fieldsOf(ref)
  if (typeof id === 'string' && id !== '') {
    const [address, bytes] = [textOf(url), textOf(base64)]
    if (address !== undefined) return { id, location: { url: address } }
    return bytes === undefined ? { id } : { id, location: { base64: bytes } }
  }
  throw new VideoError('This is no reference of an OpenAI-compatible upstream, so the job cannot be asked about.', {
    code: 'misconfigured',
  })
}

/** The path of a job. Ids may hold anything, `/`, `+` and `..` included. */
export function jobPath({ id }: UpstreamRef): string {
  const segment = encodeURIComponent(id)
  // URL parsers resolve these two even when encoded.
  if (segment === '.' || segment === '..') {
    throw new VideoError('The video service gave a job an id that no address can hold.', { code: 'upstream_failed' })
  }
  return `/videos/${segment}`
}
