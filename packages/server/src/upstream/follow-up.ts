import type { ExtendVideo } from '@dailies/core'
import { encodeBody } from './create-body'
import type { BodyForm } from './create-body'
import { jobPath } from './reference'
import type { Reference } from './reference'
import type { Submission } from './submit'

/** The verbs that make a new job out of a finished one. */
export type FollowUpVerb = 'remix' | 'edit' | 'extend'

const paths: Record<FollowUpVerb, (source: Reference) => string> = {
  remix: (source) => `${jobPath(source)}/remix`,
  edit: () => '/videos/edits',
  extend: () => '/videos/extensions',
}

/** A job made out of a finished one. It begins as JSON, since the multipart form of edits and extensions has no place for a source by id. */
export function followUp(verb: FollowUpVerb, source: Reference, request: ExtendVideo, form: BodyForm): Submission {
  const { prompt, seconds } = request
  const fields = verb === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }
  return {
    path: paths[verb](source),
    ids: [source.id],
    // Only a remix can be written in another form.
    sent: verb === 'remix' ? ['prompt'] : [],
    form: { ...form, encoding: 'json' },
    async encode(form) {
      const body = await encodeBody(fields, form)
      return verb === 'remix' || body instanceof FormData ? body : { video: { id: source.id }, ...body }
    },
  }
}
