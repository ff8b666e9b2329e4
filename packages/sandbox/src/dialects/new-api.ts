import type { Dialect, JobView } from './dialect'
import { openai } from './openai'

const words = { queued: 'NOT_START', in_progress: 'running', completed: 'completed', failed: 'failed' } as const

/** new-api and its forks: https://github.com/QuantumNous/new-api */
export const newApi = {
  ...openai,
  name: 'new-api',
  asksToWait: false,
  operations: ['create', 'retrieve', 'content', 'remix'],
  content: { ...openai.content, headers: { 'cache-control': 'public, max-age=86400' } },
  video(view: JobView) {
    const { status, ...rest } = openai.video(view)
    const metadata = status === 'completed' ? { url: view.link } : undefined
    const fields = { ...rest, status: view.occasion === 'create' ? 'unknown' : words[status], metadata }
    // Go's omitempty: zero, empty and nil fields are omitted.
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => Boolean(value)))
  },
} as const satisfies Dialect
