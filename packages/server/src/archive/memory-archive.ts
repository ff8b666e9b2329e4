import { checkKey, lengthMismatchError } from './archive'
import type { Archive, ArchiveWriteOptions } from './archive'
import { chunkedStream } from './chunked-stream'

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
      const bytes = await readWhole(body, entry)
      files.set(key, bytes)
      return bytes.byteLength
    },
    async open(key, range) {
      const file = files.get(checkKey(key))
      if (!file) return null
      const { start, end } = range ?? { start: 0, end: file.byteLength - 1 }
      return { bytes: file.byteLength, body: chunkedStream({ start, end }, (from, to) => file.slice(from, to)) }
    },
    async delete(key) {
      files.delete(checkKey(key))
    },
  }
}

/** Reads a body of this length into memory. @throws the error of the body, or VideoError `upstream_failed` if it has another length */
export async function readWhole(
  body: ReadableStream<Uint8Array>,
  { bytes, signal }: ArchiveWriteOptions,
): Promise<Uint8Array<ArrayBuffer>> {
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
