import type { Fields } from '@dailies/core/internal'
import { VideoError } from '@dailies/core'
import { nextBodyFormat } from './body-format-fallback'
import { toCreateError } from './call-error'
import { findContentLocation } from './content-location'
import type { BodyFormat } from './encode-body'

import { readVideo } from './read-video'
import { serializeUpstreamRef } from './upstream-ref'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { UpstreamJob, UpstreamCreateOptions } from '../upstream/upstream'
import type { HttpClient, HttpResponse } from './http-client'

/** A request that creates a job, before its body is encoded. */
export interface CreateRequest {
  path: string
  /**
   * Names of the fields in the body. A "missing field" error about one of them means that the server could not parse
   * the body.
   */
  fieldNames: readonly string[]
  encode: (format: BodyFormat) => Promise<FormData | Fields>
  /** The format of the first attempt. */
  format: BodyFormat
  /** The body can be encoded in this format only. @default false */
  isFormatFixed?: boolean
  /** Ids of the upstream in this request, which must not appear in error messages. */
  ids?: readonly string[]
}

const isSameFormat = (a: BodyFormat, b: BodyFormat) => a.encoding === b.encoding && a.seconds === b.seconds

/**
 * Sends a request that creates a job, and retries it in another body format if the server rejects the format itself.
 * That cannot create two jobs: a server that could not read the body created none. Each format is tried at most once,
 * with the same idempotency key.
 *
 * @returns the job, and the format that the server accepted
 */
export async function sendCreateRequest(
  http: HttpClient,
  { path, fieldNames, encode, format: firstFormat, isFormatFixed = false, ids }: CreateRequest,
  { idempotencyKey, signal }: UpstreamCreateOptions,
  timeoutMs: number,
): Promise<{ job: UpstreamJob; format: BodyFormat }> {
  if (signal?.aborted === true) {
    throw new SubmissionRejectedError('The request was aborted before it was sent, so no video was created.', {
      code: 'upstream_timeout',
    })
  }
  const headers = { 'idempotency-key': idempotencyKey }
  const tried: BodyFormat[] = []
  let format = firstFormat
  for (;;) {
    tried.push(format)
    try {
      const response = await http.call('post', path, {
        body: await encode(format),
        headers,
        signal,
        timeoutMs,
        mayInlineVideo: true,
      })
      return { job: readCreatedJob(response, http), format }
    } catch (error) {
      const next = isFormatFixed ? undefined : nextBodyFormat(error, format, fieldNames)
      if (next === undefined || tried.some((one) => isSameFormat(one, next)))
        throw toCreateError(error, http.context(ids))
      format = next
    }
  }
}

/** @throws VideoError if the response names no job; a job may exist all the same */
function readCreatedJob({ raw, pollAfterMs }: HttpResponse, http: HttpClient): UpstreamJob {
  const { id, update, queuePosition } = readVideo(raw, http.context().secrets)
  // If the job is completed already, the response says where its video is. Some servers have no route to retrieve it
  // later.
  const location = update.status === 'completed' ? findContentLocation(raw) : undefined
  if (id === undefined && location === undefined) {
    throw new VideoError(
      'The video service accepted the request but returned no job id, so the video cannot be tracked. Check that baseURL points to a Videos API.',
      { code: 'upstream_failed' },
    )
  }
  return { ref: serializeUpstreamRef({ id: id ?? 'unnamed', location }), update, queuePosition, pollAfterMs }
}
