import { hexadecimal } from '../seeded-random'
import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'

// A prefix that makes the id long and contain every character of standard base64.
const digits = 184

const write = (id: string, occasion: JobView['occasion']) => {
  const noise = hexadecimal(0, `${id}/${occasion === 'create' ? 'create' : 'later'}`, digits)
  const bytes = (noise.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16))).join('')
  return btoa(`${bytes}litellm:custom_llm_provider:openai;model_id:lamp;video_id:${id}`)
}

const read = (id: string) => {
  try {
    return /;video_id:(video_[0-9a-f]+)$/.exec(atob(id))?.[1]
  } catch {
    return undefined
  }
}

const video = (view: JobView) => {
  const { status, ...rest } = openai.video(view)
  return { ...rest, status: status === 'in_progress' ? 'processing' : status }
}

/** LiteLLM's proxy: https://github.com/BerriAI/litellm */
export const litellm = {
  ...openai,
  name: 'litellm',
  asksToWait: false,
  operations: ['create', 'list', 'retrieve', 'content', 'remix'],
  content: { ...openai.content, variants: 'video', headers: { 'content-disposition': 'attachment' } },
  ids: { write, read },
  video,
  list(views, hasMore, { url, headers }) {
    if (!url.searchParams.has('custom_llm_provider') && !headers.has('custom-llm-provider')) {
      throw new WireError(400, 'custom_llm_provider is required: send it as a query parameter or a header.', {
        code: 'missing_required_parameter',
        param: 'custom_llm_provider',
      })
    }
    // It filters a page by owner after reading it, so any page but the first may be empty although more follow.
    if (url.searchParams.has('after'))
      return { object: 'list', data: [], first_id: null, last_id: null, has_more: true }
    return { ...openai.list(views, hasMore), data: views.map(video) }
  },
} as const satisfies Dialect
