import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'

const video = (view: JobView) => {
  const { size, error, ...rest } = openai.video(view)
  return {
    ...rest,
    // Reported in quarters, and only if a worker reports it.
    progress: view.progress - (view.progress % 25),
    size: rest.status === 'completed' ? size : null,
    expires_at: null,
    error: error && { ...error, code: error.code === 'moderation_blocked' ? 400 : 500 },
  }
}

/** vLLM-Omni: https://github.com/vllm-project/vllm-omni */
export const vllmOmni = {
  ...openai,
  name: 'vllm-omni',
  asksToWait: false,
  operations: ['create', 'list', 'retrieve', 'delete', 'content'],
  submission: {
    ...openai.submission,
    forms: ['multipart'],
    options: { generate_audio: 'generate_sound' },
    // A form field that is declared as required, and missing in a JSON body.
    rejectForm: () => new WireError(422, 'Field required', { param: 'prompt' }),
  },
  video,
  list: (views, hasMore) => ({ ...openai.list(views, hasMore), data: views.map(video) }),
  error: (error) =>
    error.status === 422
      ? { detail: [{ type: 'missing', loc: ['body', error.param], msg: error.message, input: null }] }
      : { error: { message: error.message, type: error.type, param: error.param, code: error.status } },
} as const satisfies Dialect
