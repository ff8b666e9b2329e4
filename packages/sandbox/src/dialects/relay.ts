import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { jsonOnly } from './json-only'
import { openai } from './openai'
import type { DialectQuirks } from './dialect-quirk'

/** A relay that resells the models of others. No two are alike, so the quirks hold other observed behaviour. */
export function relay(quirks: DialectQuirks) {
  const fileOf = (link: string) => {
    if (quirks.has('output-url')) return { output_url: link }
    if (quirks.has('output-list')) return { output: [{ url: link }] }
    return { video_url: link }
  }
  const video = (view: JobView) => {
    const { id, progress, ...rest } = openai.video(view)
    return {
      task_id: id,
      ...rest,
      progress: quirks.has('fraction') ? view.progress / 100 : `${progress}%`,
      ...(rest.status === 'completed' ? fileOf(view.link) : {}),
    }
  }
  return {
    ...openai,
    name: 'relay',
    asksToWait: false,
    operations: ['create', 'retrieve', 'content'],
    submission: jsonOnly(
      () => new WireError(400, 'invalid request body: content type must be application/json', { code: 'invalid_json' }),
    ),
    content: { ...openai.content, delivery: 'link' },
    video,
    error: (error) => ({ code: error.code ?? error.status, msg: error.message }),
  } as const satisfies Dialect
}
