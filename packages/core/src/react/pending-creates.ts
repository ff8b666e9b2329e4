import { createIdempotencyKey } from '@dailies/core'
import { createDrafts } from './drafts'
import type { VideosRuntime } from './videos-runtime'

/** The keys of submissions that were sent and not yet answered; they outlive a reload, as the jobs that they may have made do. */
export interface PendingCreates {
  /** The key under which this request was sent before, or a new one. */
  keyOf(intent: string): Promise<string>
  /** The request was answered, so the next one like it is another intent. */
  clear(intent: string): void
}

export function createPendingCreates(store: VideosRuntime): PendingCreates {
  const drafts = store.part(createDrafts)
  const cell = drafts.cell<Record<string, string>>('unanswered')
  return {
    async keyOf(intent) {
      await drafts.open()
      const keys = cell.get() ?? {}
      const key = Object.hasOwn(keys, intent) ? keys[intent] : undefined
      if (key !== undefined) return key
      const fresh = createIdempotencyKey()
      cell.set({ ...keys, [intent]: fresh })
      return fresh
    },
    clear(intent) {
      const { [intent]: _settled, ...others } = cell.get() ?? {}
      cell.set(Object.keys(others).length > 0 ? others : undefined)
    },
  }
}

/** One request in words that stay the same across a reload: its fields, and the SHA-256 of its file. */
export async function intentOf(verb: string, request: object): Promise<string> {
  const fields = Object.entries(request).filter(([, value]) => value !== undefined)
  const words = await Promise.all(
    fields.map(async ([name, value]: [string, unknown]) => [name, value instanceof Blob ? await digest(value) : value]),
  )
  return JSON.stringify([verb, ...words.sort()])
}

async function digest(file: Blob): Promise<string> {
  // Plain http has no crypto.subtle; the server compares the files themselves and answers 409 where they differ.
  if (!globalThis.crypto?.subtle) return `${file.type} ${file.size}`
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(await file.arrayBuffer()))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
