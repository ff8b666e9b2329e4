import { VideoError } from '@dailies/core'
import { parseContentRange } from '../../byte-range'
import { cutBody } from '../../cut-body'
import { checkKey } from '../archive'
import type { Archive, ArchivedContent } from '../archive'
import { createS3Client, s3Error } from './s3-client'
import type { S3ClientOptions } from './s3-client'
import { uploadParts } from './upload-parts'

export interface S3ArchiveOptions extends S3ClientOptions {
  /** Stands before every key, as `films/`. @default '' */
  prefix?: string
  /**
   * Sends players to a presigned URL of the bucket, which then serves the bytes. Whoever has that URL can open the one file for an hour.
   * The bucket must allow the page's origin. @default false
   */
  redirects?: boolean
}

/** How long a presigned URL serves, in seconds: as long as a film may be watched after it was opened. */
const redirectFor = 3_600

/**
 * Files in a bucket of any server that speaks S3: written in parts of 5 MiB, read by ranges.
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
      const answer = await client.send(objectOf(key), { method: 'GET', ...(headers && { headers }) })
      if (answer.status === 404) {
        await answer.body?.cancel()
        return null
      }
      if (!answer.ok || answer.body === null) throw await s3Error(answer, 'reading')
      if (!range) return { bytes: lengthOf(answer), body: answer.body }
      const given =
        answer.status === 206 ? parseContentRange(answer.headers.get('content-range') ?? undefined) : undefined
      const isPart = given?.length !== undefined && given.start === range.start
      const bytes = isPart && given.length !== undefined ? given.length : lengthOf(answer)
      // A server may answer a range with the whole or with more than was asked for.
      const take = Math.min(range.end, bytes - 1) - range.start + 1
      return { bytes, body: cutBody(answer.body, { skip: isPart ? 0 : range.start, take }) }
    },
    async delete(key) {
      const answer = await client.send(objectOf(key), { method: 'DELETE' })
      if (!answer.ok && answer.status !== 404) throw await s3Error(answer, 'deleting')
      await answer.body?.cancel()
    },
    ...(redirects && {
      redirect: (key, { contentType, contentDisposition }) =>
        client.presign(objectOf(key), {
          'X-Amz-Expires': String(redirectFor),
          'response-content-type': contentType,
          'response-cache-control': 'private, max-age=3600',
          ...(contentDisposition !== undefined && { 'response-content-disposition': contentDisposition }),
        }),
    }),
  }
}

function lengthOf(answer: Response): number {
  const length = Number(answer.headers.get('content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length)) return length
  throw new VideoError('The archive does not tell the length of a file, so it cannot be served.', {
    code: 'misconfigured',
  })
}
