import type { ExtendVideo } from '@dailies/core'
import { encodeBody } from './encode-body'
import type { BodyFormat } from './encode-body'
import { jobPath } from './upstream-ref'
import type { UpstreamRef } from './upstream-ref'
import type { CreateRequest } from './send-create-request'

/** The operations that create a new job from a finished video. */
export type FollowUpOperation = 'remix' | 'edit' | 'extend'

const paths = { edit: '/videos/edits', extend: '/videos/extensions' }

const fieldsOf = (operation: FollowUpOperation, { prompt, seconds }: ExtendVideo) =>
  operation === 'extend' && seconds !== undefined ? { prompt, seconds } : { prompt }

/**
 * The request of a remix, edit or extension. Starts with JSON, the format in which the specification references a
 * source by its id.
 */
export function followUpRequest(
  operation: FollowUpOperation,
  source: UpstreamRef,
  request: ExtendVideo,
  format: BodyFormat,
): CreateRequest {
  return {
    path: operation === 'remix' ? `${jobPath(source)}/remix` : paths[operation],
    ids: [source.id],
    fieldNames: operation === 'remix' ? ['prompt'] : ['prompt', 'video'],
    format: { ...format, encoding: 'json' },
    async encode(format) {
      const body = await encodeBody(fieldsOf(operation, request), format)
      if (operation === 'remix') return body
      if (!(body instanceof FormData)) return { video: { id: source.id }, ...body }
      // The openai package encodes an object in form data this way.
      body.set('video[id]', source.id)
      return body
    },
  }
}

const extensions: Record<string, string> = { 'video/mp4': 'mp4', 'video/webm': 'webm', 'video/quicktime': 'mov' }

/** The request of an edit or extension of an uploaded video. A file can be sent as multipart form data only. */
export function uploadedVideoRequest(operation: 'edit' | 'extend', video: Blob, request: ExtendVideo): CreateRequest {
  const format: BodyFormat = { encoding: 'multipart', seconds: 'string' }
  return {
    path: paths[operation],
    fieldNames: [],
    format,
    isFormatFixed: true,
    async encode() {
      const body = new FormData()
      for (const [name, value] of Object.entries(fieldsOf(operation, request))) body.set(name, value)
      body.set('video', video, `video.${extensions[video.type] ?? 'mp4'}`)
      return body
    },
  }
}
