import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'
import type { DialectQuirks } from './dialect-quirk'

/** SGLang's diffusion server: https://github.com/sgl-project/sglang */
export function sglang(quirks: DialectQuirks) {
  const cloud = quirks.has('cloud-storage')

  const video = (view: JobView) => {
    const { prompt: _, error, ...rest } = openai.video(view)
    return {
      ...rest,
      error: error && { message: error.message },
      ...(cloud ? { url: rest.status === 'completed' ? view.link : null } : {}),
    }
  }

  return {
    ...openai,
    name: 'sglang',
    asksToWait: false,
    operations: ['create', 'list', 'retrieve', 'delete', 'content'],
    submission: { ...openai.submission, seconds: 'either' },
    content: {
      ...openai.content,
      notReady: () => new WireError(404, 'Generation is in-progress'),
      variants: quirks.has('rejected-variants')
        ? (variant) => new WireError(400, `Unsupported variant: ${variant}`, { param: 'variant' })
        : 'video',
      delivery: cloud
        ? (link) => new WireError(400, `Video has been uploaded to cloud storage. Please use the cloud URL: ${link}`)
        : 'bytes',
    },
    video,
    list: (views) => ({ object: 'list', data: views.map(video) }),
    deleted: (view) => ({ ...video(view), status: 'deleted' }),
    error: (error) => ({ detail: error.message }),
  } as const satisfies Dialect
}
