import { VideoError } from '@dailies/core'
import { parseContentRange } from '../../net/byte-range'
import { sourceOf } from '../../net/byte-source'
import { cancelBody } from '../../net/cancel-body'
import { cutBody } from '../../net/cut-body'
import { limitBody } from '../../net/limit-body'
import { anything, callback, checkOptions, flag, oneOf, text, timerMs, wholeNumber } from '../../options'
import type { OptionKinds } from '../../options'
import { checkKey } from '../archive'
import type { Archive, ArchivedContent } from '../archive'
import { createS3Client, s3Error, s3ErrorCode, s3Text } from './s3-client'
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

const optionKinds: OptionKinds<S3ArchiveOptions> = {
  endpoint: text,
  bucket: text,
  accessKeyId: text,
  secretAccessKey: text,
  sessionToken: text,
  region: text,
  addressStyle: oneOf('path', 'virtual-hosted'),
  retries: wholeNumber(0),
  timeoutMs: timerMs,
  fetch: callback,
  // May be empty.
  prefix: anything,
  redirects: flag,
}

/** Lifetime of a presigned URL in seconds: how long a video can be played after it was opened. */
const presignedForSeconds = 3_600

/**
 * Archive in S3, or in any S3-compatible object storage: multipart uploads in parts of 5 MiB, range requests for reads.
 *
 * @throws VideoError `misconfigured` if an option is missing or invalid
 * @example
 * const archive = s3Archive({ endpoint: 'https://s3.eu-central-1.amazonaws.com', region: 'eu-central-1', bucket, accessKeyId, secretAccessKey })
 */
export function s3Archive({ prefix = '', redirects = false, ...options }: S3ArchiveOptions): Archive {
  checkOptions<S3ArchiveOptions>('s3Archive', { prefix, redirects, ...options }, optionKinds, [
    'endpoint',
    'bucket',
    'accessKeyId',
    'secretAccessKey',
  ])
  const client = createS3Client(options)
  const objectOf = (key: string): string => `${prefix}${checkKey(key)}`

  return {
    write: async (key, body, entry) => uploadParts(client, objectOf(key), body, entry),
    async open(key, range, { signal } = {}): Promise<ArchivedContent | null> {
      const headers = range && { range: `bytes=${range.start}-${range.end}` }
      const response = await client.send(objectOf(key), { method: 'GET', signal, ...(headers && { headers }) })
      if (!response.ok || response.body === null) return missing(response, 'reading', null)
      const body = boundBody(response.body)
      const length = lengthOf(response)
      if (response.status !== 206) {
        // A server may respond to a range request with the whole file.
        const wanted = range && {
          offset: range.start,
          length: Math.min(range.end, (length ?? Infinity) - 1) - range.start + 1,
        }
        return { bytes: length, body: wanted ? cutBody(body, wanted) : body }
      }
      const contentRange = parseContentRange(response.headers.get('content-range') ?? undefined)
      if (!range || isCoded(response) || contentRange?.length === undefined || contentRange.start !== range.start) {
        cancelBody(body)
        throw new VideoError(
          'The archive returned another range of the file than the requested one. Try again later.',
          {
            code: 'overloaded',
          },
        )
      }
      const bytes = contentRange.length
      // It may also respond with more than the range.
      return { bytes, body: cutBody(body, { offset: 0, length: Math.min(range.end, bytes - 1) - range.start + 1 }) }
    },
    async delete(key, { signal } = {}) {
      const response = await client.send(objectOf(key), { method: 'DELETE', signal })
      if (!response.ok) return missing(response, 'deleting', undefined)
      cancelBody(response.body)
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

/**
 * Returns `result` if the response says that this object is missing. Any other response, such as `404 NoSuchBucket` or
 * the page of a proxy, says nothing about the object.
 *
 * @throws VideoError `overloaded`
 */
async function missing<T>(response: Response, operation: string, result: T): Promise<T> {
  const text = await s3Text(response).catch(() => '')
  if (response.status === 404 && s3ErrorCode(text) === 'NoSuchKey') return result
  throw s3Error(response, text, operation)
}

/** Limits on a body that is read: the archive is ours, so its files are as large as we wrote them. */
const bodyLimits = { maxBytes: Infinity, idleTimeoutMs: 30_000, maxWaitMs: 3_600_000 }

const boundBody = (body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> =>
  limitBody({ start: new Uint8Array(), rest: sourceOf(body) }, bodyLimits)

const isCoded = ({ headers }: Response): boolean => (headers.get('content-encoding') ?? 'identity') !== 'identity'

/** The length of the file; undefined for a compressed response, whose length is not that of the file. */
function lengthOf(response: Response): number | undefined {
  const header = response.headers.get('content-length')
  const length = header === null ? Number.NaN : Number(header)
  return Number.isSafeInteger(length) && !isCoded(response) ? length : undefined
}
