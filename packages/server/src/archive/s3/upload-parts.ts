import { VideoError } from '@dailies/core'
import { lengthMismatchError } from '../archive'
import type { ArchiveWriteOptions } from '../archive'
import { cancelBody } from '../../net/cancel-body'
import { s3Error, s3Text } from './s3-client'
import type { S3Client } from './s3-client'

/**
 * The minimum size of a part that is not the last, in bytes.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
const partLength = 5 * 1_048_576

/**
 * Uploads an object from a stream, buffering one part at a time (multipart upload). A body that fits in one part is
 * sent with a single PUT.
 */
export async function uploadParts(
  client: S3Client,
  key: string,
  body: ReadableStream<Uint8Array>,
  entry: ArchiveWriteOptions,
): Promise<number> {
  const { contentType, signal } = entry
  const reader = body.getReader()
  const cancel = (): void => void reader.cancel(signal?.reason).catch(() => undefined)
  signal?.addEventListener('abort', cancel)
  try {
    const parts = partsOf(reader, entry)
    const first = await parts.next()
    const second = await parts.next()
    if (second.done) {
      const bytes = first.value ?? new Uint8Array()
      const response = await client.send(key, {
        method: 'PUT',
        headers: { 'content-type': contentType },
        body: bytes,
        signal,
      })
      if (!response.ok) throw s3Error(response, await s3Text(response).catch(() => ''), 'writing')
      cancelBody(response.body)
      return bytes.byteLength
    }
    return await uploadMany(client, key, entry, [first.value ?? new Uint8Array(), second.value], parts)
  } catch (error) {
    cancel()
    throw signal?.aborted ? signal.reason : error
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}

async function uploadMany(
  client: S3Client,
  key: string,
  { contentType, signal }: ArchiveWriteOptions,
  firstParts: Uint8Array<ArrayBuffer>[],
  rest: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): Promise<number> {
  const created = await client.send(key, {
    method: 'POST',
    query: { uploads: '' },
    headers: { 'content-type': contentType },
    signal,
  })
  const text = await s3Text(created)
  const uploadId = created.ok ? /<UploadId>([^<]+)<\/UploadId>/.exec(text)?.[1] : undefined
  if (uploadId === undefined) throw s3Error(created, text, 'starting an upload')
  const etags: string[] = []
  let written = 0
  const send = async (part: Uint8Array<ArrayBuffer>): Promise<void> => {
    const query = { partNumber: String(etags.length + 1), uploadId }
    const response = await client.send(key, { method: 'PUT', query, body: part, signal })
    if (!response.ok) throw s3Error(response, await s3Text(response).catch(() => ''), 'writing a part')
    cancelBody(response.body)
    etags.push(response.headers.get('etag') ?? '')
    written += part.byteLength
  }
  try {
    for (const part of firstParts) await send(part)
    for await (const part of rest) await send(part)
    await complete(client, key, uploadId, etags, signal)
    return written
  } catch (error) {
    // Abort the upload: the parts of an upload that is neither completed nor aborted are billed forever.
    // The caller does not wait for it: it has waited long enough for this storage.
    client.send(key, { method: 'DELETE', query: { uploadId } }).then(
      ({ body }) => cancelBody(body),
      () => undefined,
    )
    throw error
  }
}

async function complete(
  client: S3Client,
  key: string,
  uploadId: string,
  etags: string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const parts = etags.map(
    (etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escape(etag)}</ETag></Part>`,
  )
  const response = await client.send(key, {
    method: 'POST',
    query: { uploadId },
    headers: { 'content-type': 'application/xml' },
    body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
    signal,
  })
  const text = await s3Text(response)
  // S3 may report an error in the body of a 200: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
  if (!response.ok || /<Error>/.test(text)) throw s3Error(response, text, 'completing an upload')
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/**
 * Splits the body into parts of equal length, the last one shorter. Fails if the body's length differs from the
 * declared length.
 */
async function* partsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { bytes, signal }: ArchiveWriteOptions,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = new Uint8Array(partLength)
  let filled = 0
  let written = 0
  for (;;) {
    const { done, value } = await reader.read()
    signal?.throwIfAborted()
    if (done) break
    written += value.byteLength
    if (bytes !== undefined && written > bytes) throw lengthMismatchError(written, bytes)
    for (let offset = 0; offset < value.byteLength;) {
      const copied = Math.min(value.byteLength - offset, partLength - filled)
      part.set(value.subarray(offset, offset + copied), filled)
      offset += copied
      filled += copied
      if (filled < partLength) continue
      yield part
      part = new Uint8Array(partLength)
      filled = 0
    }
  }
  if (bytes !== undefined && written !== bytes) throw lengthMismatchError(written, bytes)
  if (written === 0) throw new VideoError('The file is empty, so it was not archived.', { code: 'upstream_failed' })
  if (filled > 0) yield part.slice(0, filled)
}
