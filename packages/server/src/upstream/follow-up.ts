import type { ExtendVideo } from '@dailies/core'
import { encodeBody } from './create-body'
import type { BodyForm } from './create-body'
import { jobPath } from './upstream-ref'
import type { UpstreamRef } from './upstream-ref'
import type { EncodableRequest } from './submit'

/** The verbs that make a new job out of a finished one. */
export type FollowUpVerb = 'remix' | 'edit' | 'extend'

const paths = { edit: '/videos/edits', extend: '/videos/extensions' }

const fieldsOf = (verb: FollowUpVerb, { prompt, seconds }: ExtendVideo) =>
  verb === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }

/** A job made out of a finished one. It begins as JSON, the form in which the specification names a source by its id. */
export function followUp(
  verb: FollowUpVerb,
  source: UpstreamRef,
  request: ExtendVideo,
  form: BodyForm,
): EncodableRequest {
  return {
    path: verb === 'remix' ? `${jobPath(source)}/remix` : paths[verb],
    ids: [source.id],
    sent: verb === 'remix' ? ['prompt'] : ['prompt', 'video'],
    form: { ...form, encoding: 'json' },
    async encode(form) {
      const body = await encodeBody(fieldsOf(verb, request), form)
      if (verb === 'remix') return body
      if (!(body instanceof FormData)) return { video: { id: source.id }, ...body }
      // As the openai package writes an object in a form.
      body.set('video[id]', source.id)
      return body
    },
  }
}

const extensions: Record<string, string> = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov' }

/** A job made out of a film of another place; a film travels in a form only. */
export function uploadedVideoFollowUp(verb: 'edit' | 'extend', film: Blob, request: ExtendVideo): EncodableRequest {
  const form: BodyForm = { encoding: 'multipart', seconds: 'string' }
  return {
    path: paths[verb],
    sent: [],
    form,
    isFixed: true,
    async encode() {
      const body = new FormData()
      for (const [name, value] of Object.entries(fieldsOf(verb, request))) body.set(name, value)
      body.set('video', film, `film.${extensions[film.type] ?? 'mp4'}`)
      return body
    },
  }
}
