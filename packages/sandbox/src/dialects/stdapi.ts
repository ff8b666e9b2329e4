import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'

const video = (view: JobView) => ({ ...openai.video(view), progress: view.progress === 100 ? 100 : 0 })

/** stdapi in front of Amazon Bedrock: https://github.com/stdapi-ai/stdapi.ai */
export const stdapi = {
  ...openai,
  name: 'stdapi',
  asksToWait: false,
  operations: ['create', 'list', 'retrieve', 'delete', 'content'],
  content: {
    ...openai.content,
    variants: (variant) =>
      new WireError(400, `The variant '${variant}' is not supported.`, { code: 'invalid_value', param: 'variant' }),
  },
  cancelsRunning: false,
  video,
  list: (views, hasMore) => ({ ...openai.list(views, hasMore), data: views.map(video) }),
} as const satisfies Dialect
