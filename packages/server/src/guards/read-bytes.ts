import { VideoError } from '@dailies/core'
import { joinBytes } from '../join-bytes'

/** How a body is read. */
export interface BodyRules {
  /** Bytes; more are refused. */
  cap: number
  /** Asked for a place once a body turns out to be large, and called again when it is read. @throws VideoError */
  acquireSlot?: (() => () => void) | undefined
  /** Longest silence, in milliseconds. @default 20_000 */
  silence?: number
  /** Longest time for the whole, in milliseconds: that of a slow telephone line for the largest one, by default 15 kB a second and half a minute. */
  wait?: number
}

/** From here on a body counts as large, in bytes: what has no picture and no film in it is smaller. */
const large = 262_144
const slowestLine = 15

/**
 * Reads a body whole, and stops reading one that has more bytes than are taken or comes too slowly: each is held in memory meanwhile, and
 * one that never ends would be held for ever. @throws VideoError `too_large`, `invalid_request`
 */
export async function readBytes(
  request: Request,
  { cap, acquireSlot, silence = 20_000, wait = 30_000 + cap / slowestLine }: BodyRules,
): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = (): VideoError =>
    new VideoError(`The body of this request is larger than the ${cap} bytes that are taken here.`, {
      code: 'too_large',
    })
  if (Number(request.headers.get('content-length')) > cap) throw tooLarge()
  // A for-await would do, but not in every browser's service worker.
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const parts: Uint8Array[] = []
  const until = performance.now() + wait
  let length = 0
  let leave: (() => void) | undefined
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, Math.min(silence, until - performance.now()))
      if (done) break
      length += value.byteLength
      if (length > cap) throw tooLarge()
      if (length > large) leave ??= acquireSlot?.()
      parts.push(value)
    }
    return joinBytes(parts)
  } catch (error) {
    reader.cancel(error).catch(() => undefined)
    throw error
  } finally {
    leave?.()
  }
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, patience: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    const slow = 'The body of this request came too slowly, so it was read no further. Send it again on a better line.'
    timer = setTimeout(() => reject(new VideoError(slow, { code: 'invalid_request', status: 408 })), patience)
  })
  const read = reader.read().catch((cause: unknown) => {
    throw new VideoError('The body of this request was cut off.', { code: 'invalid_request', cause })
  })
  try {
    return await Promise.race([read, late])
  } finally {
    clearTimeout(timer)
  }
}
