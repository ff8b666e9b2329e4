import { VideoError } from '@dailies/core'
import { parseContentRange } from '../../net/byte-range'
import { cutBody } from '../../net/cut-body'
import { checkKey } from '../archive'
import type { Archive, ArchivedContent } from '../archive'
import { createS3Client, s3Error } from './s3-client'
import type { S3ClientOptions } from './s3-client'
import { uploadParts } from './upload-parts'

/** Options of {@link s3Archive}. */
export interface S3ArchiveOptions extends S3ClientOptions {
  /** Prefix of every object key, such as `videos/`. @default '' */
  prefix?: string
  /**
   * Redirects browsers to a presigned URL, so that the bucket serves the bytes. Anyone with that URL can download the
   * file for one hour. The CORS rules of the bucket must allow the origin of the app.
   *
   * @default false
   */
  redirects?: boolean
}

/** Lifetime of a presigned URL in seconds: how long a video can be played after it was opened. */
const presignedForSeconds = 3_600

/**
 * Archive in S3, or in any S3-compatible object storage: multipart uploads in parts of 5 MiB, range requests for reads.
 *
 * @example
 * const archive = s3Archive({ endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1', bucket, accessKeyId, secretAccessKey })
 */
export function s3Archive({ prefix = '', redirects = false, ...options }: S3ArchiveOptions): Archive {
  const client = createS3Client(options)
  const objectOf = (key: string): string => `${prefix}${checkKey(key)}`

  return {
    write: async (key, body, entry) => uploadParts(client, objectOf(key), body, entry),
    async open(key, range): Promise<ArchivedContent | null> {
      const headers = range && { range: `bytes=${range.start}-${range.end}` }
      const response = await client.send(objectOf(key), { method: 'GET', ...(headers && { headers }) })
      if (response.status === 404) {
        await response.body?.cancel()
        return null
      }
      if (!response.ok || response.body === null) throw await s3Error(response, 'reading')
      if (!range) return { bytes: lengthOf(response), body: response.body }
      const contentRange =
        response.status === 206 ? parseContentRange(response.headers.get('content-range') ?? undefined) : undefined
      const isPartial = contentRange?.length !== undefined && contentRange.start === range.start
      const bytes = isPartial && contentRange.length !== undefined ? contentRange.length : lengthOf(response)
      // A server may respond to a range request with the whole file, or with more than the range.
      const length = Math.min(range.end, bytes - 1) - range.start + 1
      return { bytes, body: cutBody(response.body, { offset: isPartial ? 0 : range.start, length }) }
    },
    async delete(key) {
      const response = await client.send(objectOf(key), { method: 'DELETE' })
      if (!response.ok && response.status !== 404) throw await s3Error(response, 'deleting')
      await response.body?.cancel()
    },
    ...(redirects && {
      redirect: (key, { contentType, contentDisposition }) =>
        client.presign(objectOf(key), {
          'X-Amz-Expires': String(presignedForSeconds),
          'response-content-type': contentType,
          'response-cache-control': 'private, max-age=3600',
          ...(contentDisposition !== undefined && { 'response-content-disposition': contentDisposition }),
        }),
    }),
  }
}

function lengthOf(response: Response): number {
  const length = Number(response.headers.get('content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length)) return length
  throw new VideoError(
    'The archive did not send the length of a file (Content-Length), so the file cannot be served. Use a storage that sends it.',
    {
      code: 'misconfigured',
    },
  )
}
