import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'
import type { DialectQuirks } from './dialect-quirk'

const video = (view: JobView) => {
  const { seconds, status, error, ...rest } = openai.video(view)
  return {
    ...rest,
    status: status === 'in_progress' ? 'queued' : status,
    progress: null,
    duration: Number(seconds),
    error: error && error.message,
  }
}

/** TensorRT-LLM's visual generation server: https://github.com/NVIDIA/TensorRT-LLM */
export const tensorrtLlm = (quirks: DialectQuirks) =>
  ({
    ...openai,
    name: 'tensorrt-llm',
    asksToWait: false,
    operations: ['create', 'list', 'retrieve', 'delete', 'content'],
    submission: { ...openai.submission, seconds: 'either', status: 202 },
    content: {
      ...openai.content,
      notReady: (id) => new WireError(400, `Video ${id} not completed`),
      avi: quirks.has('avi'),
    },
    video,
    list: (views) => ({ data: views.map(video) }),
    deleted: () => ({ deleted: true }),
    error: (error) => ({ error: error.message }),
  }) as const satisfies Dialect
