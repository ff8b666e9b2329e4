import { VideoError } from '@dailies/core'
import type { BodyForm } from './create-body'
import { createError } from './call-error'
import { nextForm } from './form-complaint'
import { locateContent } from './locate-content'
import type { Fields } from './read-json'
import { readVideo } from './read-video'
import { writeUpstreamRef } from './upstream-ref'
import { SubmissionRejectedError } from './upstream'
import type { UpstreamJob, UpstreamCreateOptions } from './upstream'
import type { Wire, WireAnswer } from './wire'

/** A submission that makes a new job. */
export interface EncodableRequest {
  path: string
  /** Names of the fields sent, by which a complaint about a "missing" one is recognised. */
  sent: readonly string[]
  encode: (form: BodyForm) => Promise<FormData | Fields>
  /** The form to begin with. */
  form: BodyForm
  /** It can be written in no other form. @default false */
  isFixed?: boolean
  /** The upstream's ids in it, which no message may repeat. */
  ids?: readonly string[]
}

const sameForm = (one: BodyForm, other: BodyForm) => one.encoding === other.encoding && one.seconds === other.seconds

/**
 * Sends a submission, in another form where the server complains of the form itself: nothing was made then, so this is not a second
 * create. Every form is tried once at most, and always under the same idempotency key. Tells the form that was taken.
 */
export async function submit(
  wire: Wire,
  { path, sent, encode, form: start, isFixed = false, ids }: EncodableRequest,
  { idempotencyKey, signal }: UpstreamCreateOptions,
  timeout: number,
): Promise<{ submission: UpstreamJob; form: BodyForm }> {
  if (signal?.aborted === true) {
    throw new SubmissionRejectedError('The submission was abandoned before it was sent.', { code: 'upstream_timeout' })
  }
  const headers = { 'idempotency-key': idempotencyKey }
  const tried: BodyForm[] = []
  let form = start
  for (;;) {
    tried.push(form)
    try {
      const answer = await wire.call('post', path, { body: await encode(form), headers, signal, timeout })
      return { submission: readSubmission(answer, wire), form }
    } catch (error) {
      const next = isFixed ? undefined : nextForm(error, form, sent)
      if (next === undefined || tried.some((one) => sameForm(one, next))) throw createError(error, wire.context(ids))
      form = next
    }
  }
}

/** @throws VideoError where the answer names no job: one may have been made all the same */
function readSubmission({ raw, pollAfterMs }: WireAnswer, wire: Wire): UpstreamJob {
  const { id, update: update } = readVideo(raw, wire.context().secrets)
  // A film that was finished at once is where this answer says; some servers can be asked nothing later.
  const location = update.status === 'completed' ? locateContent(raw) : undefined
  if (id === undefined && location === undefined) {
    throw new VideoError(
      'The video service took the request and named no job, so the film cannot be followed. Check that baseURL points to a Videos API.',
      { code: 'upstream_failed' },
    )
  }
  return { ref: writeUpstreamRef({ id: id ?? 'unnamed', location }), update, pollAfterMs }
}
