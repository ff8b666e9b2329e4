import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Job } from '../store/job'
import type { Store } from '../store/store'
import { equalTexts } from './equal-texts'

/** The URLs that providers call when a job has ended, one per job. */
export interface Callbacks {
  /** The URL of a job; undefined if the store cannot be read, so that the job is polled instead. */
  urlOf(id: string): Promise<string | undefined>
  /** The id in the last segment of such a URL; undefined if this server did not write it. */
  idIn(token: string): Promise<string | undefined>
}

/**
 * Creates the callbacks below a public URL. The code in a URL is an HMAC with a key of its own, derived from the secret of the
 * store, so that no other signature of this server is valid here.
 */
export function createCallbacks(store: Pick<Store, 'secret'>, publicURL: string): Callbacks {
  let secret: Promise<string> | undefined
  const codeOf = async (id: string): Promise<string> => {
    secret ??= store.secret().catch((error: unknown) => {
      secret = undefined
      throw error
    })
    const text = new TextEncoder()
    const bytes = hmac(sha256, text.encode(`callback:${await secret}`), text.encode(id))
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace('=', '')
  }
  return {
    urlOf: async (id) => {
      const code = await codeOf(id).catch(() => undefined)
      return code === undefined ? undefined : `${publicURL.replace(/\/+$/, '')}/videos/callbacks/${id}.${code}`
    },
    async idIn(token) {
      const [, id, code] = /^([\w-]{1,128})\.([\w-]{43})$/.exec(token) ?? []
      if (id === undefined || code === undefined) return undefined
      return equalTexts(code, await codeOf(id)) ? id : undefined
    },
  }
}

/** The shortest time between two polls that callbacks cause, in milliseconds. */
export const callbackIntervalMs = 5_000

/**
 * The job after a call of its URL: due now, or 5 seconds after its last poll or call. Undefined if the call changes nothing:
 * the job has ended, or a poll after this call is scheduled already.
 */
export function applyCallback(job: Job, now: number): Job | undefined {
  const { phase, callback, polledAt, dueAt } = job
  // The provider may be faster than its own response to the create; the job is then not made idle when that arrives.
  if (phase.name === 'submitting')
    return callback?.calledAt === undefined ? { ...job, callback: { calledAt: now } } : undefined
  const mayHaveEnded = phase.name === 'running' || (phase.name === 'provisionally_failed' && 'ref' in phase)
  if (!mayHaveEnded) return undefined
  const { calledAt = -Infinity } = callback ?? {}
  if (calledAt > now) return undefined
  const pollAt = Math.max(now, calledAt + callbackIntervalMs, (polledAt ?? -Infinity) + callbackIntervalMs)
  return { ...job, callback: { calledAt: pollAt }, dueAt: Math.min(dueAt ?? Infinity, pollAt) }
}
