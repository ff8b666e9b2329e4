import { VideoError, parseStatus } from '@dailies/core'
import { fieldsOf, textOf } from '@dailies/core/internal'
import type { CreateVideo } from '@dailies/core'
import { base64OfFile, typeOfFile } from '../net/encode-file'
import type { GeminiApi, GeminiState } from './gemini-api'

/** Writes a create as an interaction: https://ai.google.dev/gemini-api/docs/omni, and the types of `@google/genai` 3.3.0. */
async function toBody(request: CreateVideo): Promise<object> {
  const { model, prompt, input_reference: first } = request
  const text = { type: 'text', text: prompt }
  const image = first && { type: 'image', data: await base64OfFile(first), mime_type: await typeOfFile(first) }
  return {
    model,
    input: image ? [image, text] : prompt,
    // Otherwise the response arrives with the video.
    background: true,
    response_format: {
      type: 'video',
      // The file, which may be large, is not in the answer to every poll.
      delivery: 'uri',
      aspect_ratio: request.aspect_ratio,
      resolution: request.resolution,
      // A duration of Protocol Buffers.
      duration: request.seconds === undefined ? undefined : `${request.seconds}s`,
    },
  }
}

/** Statuses of an interaction after which it changes no more, without a video. */
const failedStatuses: Readonly<Record<string, string>> = {
  cancelled: 'cancelled',
  budget_exceeded: 'budget_exceeded',
  incomplete: 'incomplete',
  requires_action: 'requires_action',
}

/** What the model has put out, in order. */
const outputOf = (body: unknown): ReturnType<typeof fieldsOf>[] => {
  const { steps } = fieldsOf(body)
  return (Array.isArray(steps) ? (steps as unknown[]) : []).flatMap((step) => {
    const { type, content } = fieldsOf(step)
    return type === 'model_output' && Array.isArray(content) ? (content as unknown[]).map(fieldsOf) : []
  })
}

function readInteraction(body: unknown): GeminiState {
  const { status, errors, error } = fieldsOf(body)
  const parsed = parseStatus(status)
  const [detail] = Array.isArray(errors) ? (errors as unknown[]) : [error]
  const message = textOf(fieldsOf(detail)['message'])
  const code = typeof status === 'string' ? failedStatuses[status] : undefined
  if (parsed === 'failed' || code !== undefined) {
    const reason = { ...(code !== undefined && { code }), ...(message !== undefined && { message }) }
    return { kind: 'failed', reason, mayBeTransient: status === 'failed', isFree: false }
  }
  if (parsed !== 'completed') return { kind: 'running', status: parsed }
  const output = outputOf(body)
  const uri = output.flatMap(({ type, uri }) => (type === 'video' ? (textOf(uri) ?? []) : []))[0]
  if (uri !== undefined) return { kind: 'completed', url: uri }
  // A prompt that is blocked is a success whose only output is a text, which says why.
  const said = output.flatMap(({ type, text }) => (type === 'text' ? (textOf(text) ?? []) : [])).join(' ')
  return {
    kind: 'failed',
    reason: said === '' ? {} : { code: 'moderation_blocked', message: said },
    mayBeTransient: said === '',
    isFree: false,
  }
}

/** Gemini Omni, by the Interactions API. */
export const omniApi: GeminiApi = {
  async createRequest(request) {
    return { path: '/interactions', body: await toBody(request) }
  },
  readRef(body) {
    const id = textOf(fieldsOf(body)['id'])
    const path = `/interactions/${encodeURIComponent(id ?? '')}`
    if (omniApi.owns(path)) return path
    throw new VideoError('The video service accepted the request, but its answer names no interaction.', {
      code: 'upstream_failed',
    })
  },
  owns: (path) => /^\/interactions\/[\w.~%-]+$/.test(path) && !/\/\.{1,2}$/.test(path),
  readState: readInteraction,
  cancelPath: (path) => `${path}/cancel`,
}
