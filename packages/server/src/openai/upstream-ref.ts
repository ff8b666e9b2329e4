import { fieldsOf, textOf } from '@dailies/core/internal'
import { VideoError } from '@dailies/core'

import type { ContentLocation } from '../upstream-client/open-location'
import type { Json } from '../upstream/upstream'

/**
 * Identifies a job for this upstream: its id, and the location of its video if the create response already contained
 * it.
 */
export interface UpstreamRef {
  id: string
  location?: ContentLocation | undefined
}

/**
 * Serializes a ref to JSON: the id alone, or an object if a synchronous server returned the video's location in its
 * only response.
 */
export function serializeUpstreamRef({ id, location }: UpstreamRef): Json {
  return location === undefined ? id : { id, ...location }
}

/** Parses a ref that {@link serializeUpstreamRef} wrote. @throws VideoError `misconfigured` for any other value */
export function parseUpstreamRef(ref: Json): UpstreamRef {
  if (typeof ref === 'string' && ref !== '') return { id: ref }
  const { id, url, base64 } = fieldsOf(ref)
  if (typeof id === 'string' && id !== '') {
    const [address, bytes] = [textOf(url), textOf(base64)]
    if (address !== undefined) return { id, location: { url: address } }
    return bytes === undefined ? { id } : { id, location: { base64: bytes } }
  }
  throw new VideoError(
    'The ref of this job was not written by an OpenAI-compatible upstream, so the job cannot be retrieved. Use the upstream that created the job.',
    {
      code: 'misconfigured',
    },
  )
}

/** The URL path of a job. Its id may contain any characters, including `/`, `+` and `..`. */
export function jobPath({ id }: UpstreamRef): string {
  const segment = encodeURIComponent(id)
  // URL parsers resolve these two even when encoded.
  if (segment === '.' || segment === '..') {
    throw new VideoError(
      'The video service returned a job id that cannot be part of a URL, so the job cannot be retrieved. Create the video again.',
      { code: 'upstream_failed' },
    )
  }
  return `/videos/${segment}`
}
