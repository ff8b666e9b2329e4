import { VideoError } from '@dailies/core'
import type { RequestMemory } from './request-memory'

/** Limits for reading a body. */
export interface BodyRules {
  /** Maximum size, in bytes. */
  maxBytes: number
  /** Counts what is read. */
  memory: RequestMemory
  /** Maximum time between two chunks, in milliseconds. @default 20_000 */
  idleTimeoutMs?: number
  /**
   * Maximum time for the whole body, in milliseconds.
   * @default 30 seconds, plus the time that `maxBytes` take at 15 kB a second (a slow mobile connection)
   */
  timeoutMs?: number
}

const minBytesPerMs = 15
/** The last block of a body may be larger than what it holds. */
export const maxBlockBytes = 65_536

/**
 * Reads a body in blocks, with a size limit and timeouts, because a body that never ends would otherwise occupy memory
 * for ever. What a client sends in tiny chunks arrives in whole blocks, because every chunk costs memory beside its
 * bytes.
 *
 * @throws VideoError `too_large`, `invalid_request`, and what `onBlock` throws; then no more is read
 */
export async function readBody(
  request: Request,
  { maxBytes, memory, idleTimeoutMs = 20_000, timeoutMs = 30_000 + maxBytes / minBytesPerMs }: BodyRules,
  onBlock: (block: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  const tooLarge = (): VideoError =>
    new VideoError(`The body of this request exceeds the limit of ${maxBytes} bytes. Send a smaller one.`, {
      code: 'too_large',
    })
  const declared = Number(request.headers.get('content-length'))
  if (declared > maxBytes) throw tooLarge()
  // Not `for await`: not every browser supports it in a service worker.
  const reader = request.body?.getReader()
  if (reader === undefined) return
  // A short body takes no more memory than it says it needs.
  const blocks = createBlocks(declared > 0 ? Math.min(declared, maxBlockBytes) : maxBlockBytes, memory, onBlock)
  const until = performance.now() + timeoutMs
  let length = 0
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, Math.min(idleTimeoutMs, until - performance.now()))
      if (done) return blocks.end()
      length += value.byteLength
      if (length > maxBytes) throw tooLarge()
      blocks.write(value)
    }
  } catch (error) {
    if (!isMadeOfFormData(request)) reader.cancel(error).catch(() => undefined)
    throw error
  }
}

/**
 * Whether Node.js made this body of a FormData in this process. Its source is in memory, so nothing waits for it; and if it is
 * cancelled, Node.js 26.9 ends the process by an unhandled rejection ("ReadableStream is already closed"). What arrives by HTTP
 * comes through an adapter, which has a Request of its own.
 */
const isMadeOfFormData = (request: Request): boolean =>
  request.constructor === globalThis.Request &&
  /^multipart\/form-data; boundary=-+formdata-undici-\d+$/.test(request.headers.get('content-type') ?? '')

/** Copies chunks into blocks of one size. */
function createBlocks(size: number, memory: RequestMemory, onBlock: (block: Uint8Array<ArrayBuffer>) => void) {
  let block: Uint8Array<ArrayBuffer> | undefined
  let filled = 0
  return {
    write(chunk: Uint8Array): void {
      for (let at = 0; at < chunk.byteLength;) {
        if (block === undefined) {
          memory.take(size)
          block = new Uint8Array(size)
        }
        const part = chunk.subarray(at, at + size - filled)
        block.set(part, filled)
        filled += part.byteLength
        at += part.byteLength
        if (filled < size) continue
        onBlock(block)
        block = undefined
        filled = 0
      }
    },
    end: () => {
      if (block !== undefined) onBlock(block.subarray(0, filled))
    },
  }
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, timeoutMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    const message =
      'The body of this request arrived too slowly, so the request timed out. Try again on a faster connection.'
    timer = setTimeout(() => reject(new VideoError(message, { code: 'invalid_request', status: 408 })), timeoutMs)
  })
  const read = reader.read().catch((cause: unknown) => {
    throw new VideoError('The body of this request was interrupted. Send it again.', { code: 'invalid_request', cause })
  })
  try {
    return await Promise.race([read, timeout])
  } finally {
    clearTimeout(timer)
  }
}
