import { createIdempotencyKey, toVideoError } from '@dailies/core/internal'
import type { CreateOptions, Video, VideoError } from '@dailies/core'
import { createDrafts } from './drafts'
import type { Intent } from './intent'
import { describeIntent, fingerprintOf, hashText } from './intent'
import type { VideosRuntime } from './videos-runtime'

/**
 * The requests of a page that create jobs. Equal intents under way are one request, and a request whose response was lost
 * is repeated with the same idempotency key, also after a reload: the server may have created the job.
 */
export interface Submissions {
  submit(intent: Intent, send: (options: CreateOptions) => Promise<Video>): Promise<Video>
}

export function createSubmissions(runtime: VideosRuntime): Submissions {
  const { store } = runtime
  const drafts = runtime.getOrCreate(createDrafts)
  // Idempotency keys of requests without a response, by fingerprint.
  const unanswered = drafts.entry<Record<string, string>>('unanswered')
  const underWay = new Map<string, Promise<Video>>()

  const share = (key: string, start: () => Promise<Video>): Promise<Video> => {
    const shared = underWay.get(key) ?? start().finally(() => underWay.delete(key))
    underWay.set(key, shared)
    return shared
  }

  const keyOf = async ({ intentId }: Intent, fingerprint: string): Promise<string> => {
    // The same id and fields are the same video, whenever they are sent again: nothing has to be stored.
    const hash = intentId === undefined ? undefined : await hashText(fingerprint)
    if (hash !== undefined) return hash
    await drafts.open()
    const keys = unanswered.get() ?? {}
    const stored = Object.hasOwn(keys, fingerprint) ? keys[fingerprint] : undefined
    const key = stored ?? createIdempotencyKey()
    if (stored === undefined) unanswered.set({ ...keys, [fingerprint]: key })
    return key
  }

  const forgetKey = (fingerprint: string): void => {
    const { [fingerprint]: _forgotten, ...others } = unanswered.get() ?? {}
    unanswered.set(Object.keys(others).length > 0 ? others : undefined)
  }

  return {
    submit: (intent, send) =>
      // By the fields at once, and by the contents of files as soon as they are read: two objects may hold the same file.
      share(`${describeIntent(intent)} in this page`, async () => {
        const fingerprint = await fingerprintOf(intent)
        return share(fingerprint, async () => {
          const idempotencyKey = await keyOf(intent, fingerprint)
          try {
            const video = await send({ idempotencyKey })
            forgetKey(fingerprint)
            store.publish({ video })
            return video
          } catch (cause) {
            const error = toVideoError(cause)
            if (isDefiniteRejection(error)) forgetKey(fingerprint)
            throw error
          }
        })
      }),
  }
}

/**
 * The server rejected the request, so it created no job. After any other failure a job may exist whose response was
 * lost.
 */
export const isDefiniteRejection = ({ status }: VideoError): boolean =>
  status >= 400 && status < 500 && status !== 408 && status !== 429
