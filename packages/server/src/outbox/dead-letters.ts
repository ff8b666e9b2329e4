import { VideoError } from '@dailies/core'
import type { OutboxKey } from '../store/outbox'
import type { Store } from '../store/store'

/** A call to your code whose delivery was given up. Times are Unix milliseconds. */
export interface DeadLetter {
  /** Its id, for `resend` and `discard`. */
  id: string
  /** Which call it is: `settled` or `deleted`. */
  kind: string
  /** The video. */
  videoId: string
  /** The version of the video after the change. */
  version: number
  /** The owner of the video. */
  owner: string
  /** How often it was tried. */
  attempts: number
  /** When the change happened, or when it was last sent again. */
  queuedAt: number
  /** When it was given up. */
  deadAt: number
  /** The message of the last failure. */
  error: string
}

/** Which dead letters to list. */
export interface DeadLetterPage {
  /** Maximum number. @default 100 */
  limit?: number
  /** The id of the last one of the previous page. */
  after?: string
}

/** The calls to your code whose delivery was given up. They are kept until they are sent again or discarded. */
export interface DeadLetters {
  /** Lists one page of them, in the order of their videos' creation. @throws VideoError `invalid_request` */
  list(page?: DeadLetterPage): Promise<DeadLetter[]>
  /** Sends these again, for as long as a new one. Resolves with how many there were. @throws VideoError `invalid_request` */
  resend(ids: readonly string[]): Promise<number>
  /** Deletes these. Resolves with how many there were. @throws VideoError `invalid_request` */
  discard(ids: readonly string[]): Promise<number>
}

/** Creates the operator's access to the dead letters; `onResend` is called when some are due again. */
export function createDeadLetters(store: Store, now: () => number, onResend: () => void): DeadLetters {
  return {
    list: async ({ limit = 100, after } = {}) => {
      const entries = await store.listDeadEntries({ limit, ...(after !== undefined && { after: readId(after) }) })
      return entries.map(({ jobId, version, kind, owner, attempts, queuedAt, deadAt, error }) => ({
        id: `${jobId}.${version}.${kind}`,
        kind,
        videoId: jobId,
        version,
        owner,
        attempts,
        queuedAt,
        deadAt,
        error,
      }))
    },
    resend: async (ids) => {
      const count = await store.requeueDeadEntries(ids.map(readId), now())
      if (count > 0) onResend()
      return count
    },
    discard: (ids) => store.discardDeadEntries(ids.map(readId)),
  }
}

/** @throws VideoError `invalid_request` */
function readId(id: string): OutboxKey {
  const [, jobId = '', version = '', kind = ''] = /^([\w-]{1,100})\.(\d{1,15})\.([a-z_]+)$/.exec(id) ?? []
  if (kind === '') {
    throw new VideoError('This is no id of a dead letter. Pass ids that deadLetters.list returned.', {
      code: 'invalid_request',
      param: 'ids',
    })
  }
  return { jobId, version: Number(version), kind }
}
