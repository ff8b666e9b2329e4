import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'

/**
 * The id names the model only in the answer to a create. An id without one is requested from the address in the proxy's
 * environment, api.openai.com by default, which does not know the job.
 */
const write = (id: string, occasion: JobView['occasion'], isDerived: boolean) => {
  const model = occasion === 'create' && !isDerived ? 'lamp' : ''
  return `video_${btoa(`litellm:custom_llm_provider:openai;model_id:${model};video_id:${id}`)}`
}

const read = (id: string) => {
  const [, model, videoId] = /;model_id:(\w*);video_id:(video_[0-9a-f]+)$/.exec(textOf(id)) ?? []
  if (!model) throw elsewhere()
  return videoId
}

const textOf = (id: string): string => {
  try {
    return atob(id.replace('video_', ''))
  } catch {
    return ''
  }
}

const elsewhere = () =>
  new WireError(500, 'litellm.InternalServerError: InternalServerError: OpenAIException - Connection error.', {
    code: '500',
    type: 'internal_server_error',
  })

const video = (view: JobView) => {
  const { prompt: _prompt, ...rest } = openai.video(view)
  return { ...rest, remixed_from_video_id: view.job.request.remixedFrom ?? null }
}

/** LiteLLM's proxy in front of another server than OpenAI's, as versions 1.100 and 1.106 answer: https://github.com/BerriAI/litellm */
export const litellm = {
  ...openai,
  name: 'litellm',
  asksToWait: false,
  operations: ['create', 'list', 'retrieve', 'content', 'remix', 'edit', 'extend'],
  content: { ...openai.content, variants: 'video' },
  ids: { write, read },
  video,
  list(_views, _hasMore, { url, headers }) {
    if (url.searchParams.has('custom_llm_provider') || headers.has('custom-llm-provider')) throw elsewhere()
    throw new WireError(400, 'litellm.BadRequestError: LLM Provider NOT provided. Pass in the LLM provider.', {
      code: '400',
    })
  },
  error: (error) => {
    // What it passes on is quoted; an error of its own is in `message` already.
    const isOwn = error.message.startsWith('litellm.')
    const name = error.status >= 500 ? 'InternalServerError' : 'BadRequestError'
    const message = `litellm.${name}: OpenAIException - ${JSON.stringify(error.body())}`
    return {
      error: { message: isOwn ? error.message : message, type: error.type, param: null, code: String(error.status) },
    }
  },
} as const satisfies Dialect
