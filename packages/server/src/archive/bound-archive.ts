import { VideoError } from '@dailies/core'
import { boundCalls } from '../net/bound-calls'
import { cancelBody } from '../net/cancel-body'
import { sourceOf, streamOf } from '../net/byte-source'
import { withTimeout } from '../net/with-timeout'
import type { Archive, ArchivedContent, ArchiveWriteOptions } from './archive'

/** Timeouts of the calls of an archive, in milliseconds. */
export interface ArchiveTimeouts {
  /** Of `open` and `redirect`: a reader waits for it, and falls back to the provider. @default 5_000 */
  openTimeoutMs?: number
  /** Of `delete` and `close`. @default 30_000 */
  deleteTimeoutMs?: number
  /** How long a write may go without reading another chunk, or finishing after the last one. @default 180_000 */
  writeIdleTimeoutMs?: number
}

const graceMs = 10_000

/** The archive's own failure, as opposed to a file that is not there. */
const unavailable = (what: string) => () =>
  new VideoError(`The archive did not ${what} in time. Try again later.`, { code: 'overloaded' })

/**
 * Bounds every call of an archive by a timer of our own. A write is bounded between two chunks, because a large file
 * takes as long as it takes; when it times out, its body is cancelled, whether the archive does that or not.
 */
export function boundArchive(
  archive: Archive,
  { openTimeoutMs = 5_000, deleteTimeoutMs = 30_000, writeIdleTimeoutMs = 180_000 }: ArchiveTimeouts = {},
): Archive {
  function write(
    send: Archive['write'],
    key: string,
    body: ReadableStream<Uint8Array>,
    { signal: outer, ...entry }: ArchiveWriteOptions,
  ): Promise<number> {
    const source = sourceOf(body)
    const work = (signal: AbortSignal, restart: () => void): Promise<number> => {
      const read: typeof source.read = async () => {
        signal.throwIfAborted()
        restart()
        const chunk = await source.read()
        restart()
        return chunk
      }
      return send(key, streamOf({ read, cancel: (reason) => source.cancel(reason) }), { ...entry, signal })
    }
    const timeoutError = unavailable('take the file')
    // An aborted write that ends late would leave a file that is never deleted.
    return withTimeout(work, { timeoutMs: writeIdleTimeoutMs, timeoutError, signal: outer, graceMs }).catch(
      (error: unknown) => {
        source.cancel(error)
        throw error
      },
    )
  }

  return boundCalls(archive, (name, call, args) => {
    if (name === 'write') return write(call as Archive['write'], ...(args as Parameters<Archive['write']>))
    if (name === 'open') {
      const [key, range, options] = args as Parameters<Archive['open']>
      return withTimeout(async (signal) => call(key, range, { ...options, signal }) as ReturnType<Archive['open']>, {
        timeoutMs: openTimeoutMs,
        timeoutError: unavailable('open the file'),
        signal: options?.signal,
        onLate: (content: ArchivedContent | null) => cancelBody(content?.body),
      })
    }
    if (name === 'delete') {
      const [key, options] = args as Parameters<Archive['delete']>
      return withTimeout(async (signal) => call(key, { ...options, signal }), {
        timeoutMs: deleteTimeoutMs,
        timeoutError: unavailable('delete the file'),
        signal: options?.signal,
      })
    }
    const timeoutMs = name === 'redirect' ? openTimeoutMs : deleteTimeoutMs
    return withTimeout(async () => call(...args), { timeoutMs, timeoutError: unavailable(name) })
  })
}
