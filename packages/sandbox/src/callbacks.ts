import { hexadecimal } from './seeded-random'
import type { Clock } from './clock'
import type { Faults } from './faults/faults'
import type { Job } from './job'
import { signWebhook } from './webhook-signature'

/** How the URLs that creates name are called. */
export interface CallbackOptions {
  /** Signs the calls of Replicate, as its accounts do: `whsec_` and the key in base64. @default they are not signed */
  secret?: string
  /** Sends a call. @default the global fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
}

/** Calls the URL that a create of fal, OpenRouter or Replicate named, when its job has ended. */
export interface Callbacks {
  /** @param bodyOf the body that the provider sends */
  register(job: Job, url: unknown, bodyOf: () => unknown): void
  /** Resolves when the URL has answered the first call, if there is one. */
  notify(job: Job): Promise<void> | undefined
}

// fal repeats a call ten times over two hours, the others less; three times are enough to lose some.
const waits = [5, 30]
const patience = 15_000

export function createCallbacks(clock: Clock, faults: Faults, seed: number, options: CallbackOptions): Callbacks {
  const { secret, fetch = globalThis.fetch } = options
  const registered = new Map<string, { url: string; bodyOf: () => unknown }>()

  const call = async (job: Job, url: string, body: string): Promise<boolean> => {
    const id = `msg_${hexadecimal(seed, `callback/${job.number}`, 24)}`
    const timestamp = Math.floor(clock.now())
    const isSigned = secret !== undefined && job.api === 'replicate'
    const signature = isSigned ? await signWebhook(secret, { id, body, timestamp }) : {}
    const headers = { 'content-type': 'application/json', 'user-agent': 'dailies-sandbox', ...signature }
    const length = { 'content-length': String(new TextEncoder().encode(body).length) }
    try {
      const signal = AbortSignal.timeout(patience)
      const init = { method: 'POST', headers: { ...headers, ...length }, body, redirect: 'manual', signal } as const
      const response = await fetch(url, init)
      await response.body?.cancel()
      return response.ok
    } catch {
      return false
    }
  }

  const deliver = async (job: Job, url: string, body: string, attempt: number): Promise<void> => {
    const active = faults.take('webhook', job.api)
    if (active.some(({ kind }) => kind === 'unsent')) return
    const repeats = active.reduce((sum, fault) => sum + (fault.kind === 'repeat' ? (fault.count ?? 1) : 0), 0)
    let isReceived = await call(job, url, body)
    for (let repeat = 0; repeat < repeats; repeat += 1) isReceived = (await call(job, url, body)) && isReceived
    const wait = waits[attempt]
    if (!isReceived && wait !== undefined) clock.at(clock.now() + wait, () => deliver(job, url, body, attempt + 1))
  }

  return {
    register(job, url, bodyOf) {
      if (typeof url === 'string' && /^https?:\/\//.test(url)) registered.set(job.id, { url, bodyOf })
    },
    notify(job) {
      const { url, bodyOf } = registered.get(job.id) ?? {}
      if (url === undefined || bodyOf === undefined) return undefined
      return deliver(job, url, JSON.stringify(bodyOf()), 0)
    },
  }
}
