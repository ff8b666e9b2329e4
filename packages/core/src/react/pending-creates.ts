import { createIdempotencyKey } from '@dailies/core'
import { createDrafts } from './drafts'
import type { VideosRuntime } from './videos-runtime'

/**
 * Idempotency keys of create requests without a response. Stored across a reload, because the server may have created
 * the job.
 */
export interface PendingCreates {
  /** Returns the idempotency key of a pending request with this fingerprint, or creates and stores a new one. */
  getOrCreateKey(fingerprint: string): Promise<string>
  /** Call when the request has a response: the next equal request is a new job. */
  clear(fingerprint: string): void
}

export function createPendingCreates(runtime: VideosRuntime): PendingCreates {
  const drafts = runtime.getOrCreate(createDrafts)
  const entry = drafts.entry<Record<string, string>>('unanswered')
  return {
    async getOrCreateKey(fingerprint) {
      await drafts.open()
      const keys = entry.get() ?? {}
      const key = Object.hasOwn(keys, fingerprint) ? keys[fingerprint] : undefined
      if (key !== undefined) return key
      const newKey = createIdempotencyKey()
      entry.set({ ...keys, [fingerprint]: newKey })
      return newKey
    },
    clear(fingerprint) {
      const { [fingerprint]: _cleared, ...others } = entry.get() ?? {}
      entry.set(Object.keys(others).length > 0 ? others : undefined)
    },
  }
}

/** Fingerprint of a request that stays the same across a reload: its fields, and the SHA-256 of its file. */
export async function fingerprintOf(operation: string, request: object): Promise<string> {
  const fields = Object.entries(request).filter(([, value]) => value !== undefined)
  const entries = await Promise.all(
    fields.map(async ([name, value]: [string, unknown]) => [name, value instanceof Blob ? await digest(value) : value]),
  )
  return JSON.stringify([operation, ...entries.sort()])
}

async function digest(file: Blob): Promise<string> {
  // Plain http has no crypto.subtle. The server compares the files itself and responds with 409 if they differ.
  if (!globalThis.crypto?.subtle) return `${file.type} ${file.size}`
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(await file.arrayBuffer()))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
