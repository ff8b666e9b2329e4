import { VideoError } from '@dailies/core'
import { wrongLength } from '../archive'
import type { ArchiveEntry } from '../archive'
import { s3Error } from './s3-client'
import type { S3Client } from './s3-client'

/** The least that S3 takes as a part that is not the last. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const partLength = 5 * 1_048_576

/** Streams an object in, holding one part at a time; a body that fits in one part is put at once. */
export async function uploadParts(
  client: S3Client,
  key: string,
  body: ReadableStream<Uint8Array>,
  entry: ArchiveEntry,
): Promise<number> {
  const { contentType, signal } = entry
  const reader = body.getReader()
  const stop = (): void => void reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', stop)
  try {
    const parts = partsOf(reader, entry)
    const first = await parts.next()
    const second = await parts.next()
    if (second.done) {
      const whole = first.value ?? new Uint8Array()
      const answer = await client.send(key, {
        method: 'PUT',
        headers: { 'content-type': contentType },
        body: whole,
        signal,
      })
      if (!answer.ok) throw await s3Error(answer, 'writing')
      await answer.body?.cancel()
      return whole.byteLength
    }
    return await uploadMany(client, key, entry, [first.value ?? new Uint8Array(), second.value], parts)
  } catch (error) {
    stop()
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

async function uploadMany(
  client: S3Client,
  key: string,
  { contentType, signal }: ArchiveEntry,
  started: Uint8Array<ArrayBuffer>[],
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): Promise<number> {
  const begun = await client.send(key, {
    method: 'POST',
    query: { uploads: '' },
    headers: { 'content-type': contentType },
    signal,
  })
  const uploadId = begun.ok ? /<UploadId>([^<]+)<\/UploadId>/.exec(await begun.text())?.[1] : undefined
  if (uploadId === undefined) throw await s3Error(begun, 'beginning an upload')
  const tags: string[] = []
  let written = 0
  const send = async (part: Uint8Array<ArrayBuffer>): Promise<void> => {
    const query = { partNumber: String(tags.length + 1), uploadId }
    const answer = await client.send(key, { method: 'PUT', query, body: part, signal })
    if (!answer.ok) throw await s3Error(answer, 'writing a part')
    await answer.body?.cancel()
    tags.push(answer.headers.get('etag') ?? '')
    written += part.byteLength
  }
  try {
    for (const part of started) await send(part)
    for await (const part of rest) await send(part)
    await complete(client, key, uploadId, tags, signal)
    return written
  } catch (error) {
    // The parts of an upload that is neither completed nor aborted are billed for ever.
    await client.send(key, { method: 'DELETE', query: { uploadId } }).then(
      (answer) => answer.body?.cancel(),
      () => undefined,
    )
    throw error
  }
}

async function complete(
  client: S3Client,
  key: string,
  uploadId: string,
  tags: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const parts = tags.map(
    (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escape(tag)}</ETag></Part>`,
  )
  const answer = await client.send(key, {
    method: 'POST',
    query: { uploadId },
    headers: { 'content-type': 'application/xml' },
    body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
    signal,
  })
  const text = answer.ok ? await answer.clone().text() : ''
  // A completion may fail after its 200 was sent: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
  if (!answer.ok || /<Error>/.test(text)) throw await s3Error(answer, 'completing an upload')
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** The body in pieces of the length of a part, the last one shorter; fails where it is not as long as announced. */
async function* partsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes, signal }: ArchiveEntry,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(partLength)
  let filled = 0
  let written = 0
  for (;;) {
    const { done, value } = await reader.read()
    signal?.throwIfAborted()
    if (done) break
    written += value.byteLength
    if (bytes !== undefined && written > bytes) throw wrongLength(written, bytes)
    for (let at = 0; at < value.byteLength;) {
      const taken = Math.min(value.byteLength - at, partLength - filled)
      part.set(value.subarray(at, at + taken), filled)
      at += taken
      filled += taken
      if (filled < partLength) continue
      yield part
      part = new Uint8Array(partLength)
      filled = 0
    }
  }
  if (bytes !== undefined && written !== bytes) throw wrongLength(written, bytes)
  if (written === 0) throw new VideoError('The file is empty, so it was not archived.', { code: 'upstream_failed' })
  if (filled > 0) yield part.slice(0, filled)
}
