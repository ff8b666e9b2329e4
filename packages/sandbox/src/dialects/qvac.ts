import { WireError } from '../wire-error'
import type { Dialect, JobView } from './dialect'
import { openai } from './openai'
import type { DialectQuirks } from './dialect-quirk'

// The last second that most databases can hold: 31 December 9999.
const farFuture = 253_402_300_799

const video = (view: JobView) => {
  const { expires_at: expires, ...rest } = openai.video(view)
  return {
    ...rest,
    progress: rest.status === 'in_progress' ? Math.min(99, view.progress * 2) : view.progress,
    expires_at: expires === null ? null : farFuture,
  }
}

/** QVAC's local server: https://github.com/tetherto/qvac */
export const qvac = (quirks: DialectQuirks) =>
  ({
    ...openai,
    name: 'qvac',
    asksToWait: false,
    operations: ['create', 'list', 'retrieve', 'delete', 'content'],
    content: {
      ...openai.content,
      notReady: (id) =>
        new WireError(409, `Video '${id}' is not ready.`, { code: 'video_not_ready', headers: { 'retry-after': '2' } }),
      expired: (id) => new WireError(410, `Video '${id}' has expired.`, { code: 'video_expired' }),
      variants: (variant) =>
        new WireError(501, `The variant '${variant}' is not implemented.`, {
          code: 'not_implemented',
          param: 'variant',
        }),
      avi: quirks.has('avi'),
    },
    video,
    list: (views, hasMore) => ({ ...openai.list(views, hasMore), data: views.map(video) }),
  }) as const satisfies Dialect
