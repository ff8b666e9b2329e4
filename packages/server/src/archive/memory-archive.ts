import type { ByteRange } from '../net/byte-range'
import { checkKey, lengthMismatchError } from './archive'
import type { Archive, ArchiveWriteOptions } from './archive'

const chunkSize = 262_144

/**
 * In-memory archive: its files are lost when the process ends. For tests and stories.
 *
 * @example createVideoServer({ archive: memoryArchive(), … })
 */
export function memoryArchive(): Archive {
  const files = new Map<string, Uint8Array>()
  return {
    async write(key, body, entry) {
      checkKey(key)
      const bytes = await readAll(body, entry)
      files.set(key, bytes)
      return bytes.byteLength
    },
    async open(key, range) {
      const file = files.get(checkKey(key))
      return file ? { bytes: file.byteLength, body: streamOf(file, range) } : null
    },
    async delete(key) {
      files.delete(checkKey(key))
    },
  }
}

async function readAll(body: ReadableStream<Uint8Array>, { bytes, signal }: ArchiveWriteOptions): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      chunks.push(chunk)
      length += chunk.byteLength
      if (bytes !== undefined && length > bytes) throw lengthMismatchError(length, bytes)
    },
  })
  await body.pipeTo(sink, signal && { signal })
  if (bytes !== undefined && length !== bytes) throw lengthMismatchError(length, bytes)
  const whole = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.byteLength
  }
  return whole
}

function streamOf(file: Uint8Array, { start, end }: ByteRange = { start: 0, end: file.byteLength - 1 }) {
  let position = start
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (position > end) return controller.close()
        const next = Math.min(position + chunkSize, end + 1)
        controller.enqueue(file.slice(position, next))
        position = next
        if (position > end) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
}
