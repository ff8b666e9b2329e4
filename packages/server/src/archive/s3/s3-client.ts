import { VideoError } from '@dailies/core'
import { AwsClient } from 'aws4fetch'
import { cancelBody } from '../../net/cancel-body'
import { fetchWithSignal } from '../../net/fetch'
import { readText } from '../../net/read-json'
import { withTimeout } from '../../net/with-timeout'

/** The address of an S3 bucket, and its credentials. */
export interface S3ClientOptions {
  /** URL of the S3-compatible server, such as `https://s3.eu-central-1.amazonaws.com`. */
  endpoint: string
  /** Name of the bucket, which must exist. */
  bucket: string
  /** Access key of a user who may read, write and delete the objects of the bucket. */
  accessKeyId: string
  /** Secret key. Signs the requests, and is never sent. */
  secretAccessKey: string
  /** Session token of temporary credentials. */
  sessionToken?: string
  /** Region of the bucket. @default 'us-east-1' */
  region?: string
  /**
   * How the bucket is named in URLs: `path` for `https://endpoint/bucket/key`, `virtual-hosted` for
   * `https://bucket.endpoint/key`, which some services require. @default 'path'
   */
  addressStyle?: 'path' | 'virtual-hosted'
  /** Maximum number of retries after a 429, a 5xx or a network error, with exponential backoff. @default 3 */
  retries?: number
  /**
   * Timeout of one attempt, until its response starts, in milliseconds. An attempt sends at most 5 MiB.
   * @default 30_000
   */
  timeoutMs?: number
  /**
   * Sends the requests: the platform's `fetch`, or a function like it. The first argument is a Request, and the second
   * has the signal. @default `globalThis.fetch`
   */
  fetch?: (input: Request, init?: RequestInit) => Promise<Response>
}

/** Options of one request to S3. */
interface S3Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer> | string
  signal?: AbortSignal | undefined
}

/** Sends signed requests (AWS Signature Version 4) for the objects of one bucket. */
export interface S3Client {
  /** Sends a request, with retries. Resolves with any status: the caller checks it, and reads or cancels the body. */
  send(key: string, request: S3Request): Promise<Response>
  /** Returns a presigned URL, with which anyone can GET an object until it expires. */
  presign(key: string, query: Record<string, string>): Promise<string>
}

/** Delay before the first retry, in milliseconds. It doubles with each retry. */
const firstRetryDelayMs = 200

export function createS3Client({
  endpoint,
  bucket,
  region = 'us-east-1',
  addressStyle = 'path',
  retries = 3,
  timeoutMs = 30_000,
  fetch = (input: Request, init?: RequestInit) => globalThis.fetch(input, init),
  ...credentials
}: S3ClientOptions): S3Client {
  const client = new AwsClient({ ...credentials, region, service: 's3', retries: 0 })
  const base = baseOf(endpoint, bucket, addressStyle)
  const urlOf = (key: string, query: Record<string, string> = {}): string => {
    const url = new URL(`${base}/${key}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }
  const isRetryable = (status: number): boolean => status === 429 || status >= 500

  async function attempt(key: string, { method, query, headers, body, signal }: S3Request): Promise<Response> {
    const hash = body === undefined ? 'UNSIGNED-PAYLOAD' : await sha256(body)
    const { url, headers: signed } = await client.sign(urlOf(key, query), {
      method,
      headers: { ...headers, 'x-amz-content-sha256': hash },
      ...(body !== undefined && { body }),
    })
    // Not signed, because a proxy may change it. Of a compressed response neither the length nor the range is the file's.
    signed.set('accept-encoding', 'identity')
    const init = { method, headers: signed, ...(body !== undefined && { body }) }
    return withTimeout((inner) => fetchWithSignal(fetch, url, { ...init, signal: inner }), {
      timeoutMs,
      timeoutError: () => new Error(`The storage did not respond within ${timeoutMs / 1_000} s.`),
      signal,
      onLate: (response) => cancelBody(response.body),
    })
  }

  return {
    async send(key, request) {
      for (let tries = 0; ; tries += 1) {
        const isLast = (): boolean => tries >= retries || request.signal?.aborted === true
        const response = await attempt(key, request).catch((error: unknown) => {
          if (isLast())
            throw new VideoError('The archive cannot be reached. Try again later.', {
              code: 'overloaded',
              cause: error,
            })
          return undefined
        })
        if (response && (isLast() || !isRetryable(response.status))) return response
        cancelBody(response?.body)
        await new Promise((resolve) => setTimeout(resolve, firstRetryDelayMs * 2 ** tries))
      }
    },
    async presign(key, query) {
      const { url } = await client.sign(urlOf(key, query), { method: 'GET', aws: { signQuery: true } })
      return url
    },
  }
}

async function sha256(body: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Limits on a short XML body. The response to a completed upload may take minutes. */
const textLimits = { maxBytes: 256 * 1024, timeoutMs: 120_000 }

/** Reads a short XML body. */
export const s3Text = (response: Response): Promise<string> => readText(response.body, textLimits)

/** The error code in an S3 response, such as `NoSuchKey`. */
export const s3ErrorCode = (text: string): string | undefined => /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1]

/**
 * The error for a response. It is always one that may end, such as a bucket that is missing for a minute, so the caller
 * tries again. The message of S3 is omitted, since it contains keys and host names.
 */
export function s3Error({ status }: Response, text: string, operation: string): VideoError {
  const code = s3ErrorCode(text)
  const reason = code === undefined ? String(status) : `${status}, ${code}`
  const hint = status < 500 && status !== 429 ? 'Check the bucket, its region and the credentials.' : 'Try again later.'
  return new VideoError(`The archive failed at ${operation} (${reason}). ${hint}`, { code: 'overloaded' })
}

/** @throws VideoError `misconfigured` if the endpoint is not a URL */
function baseOf(endpoint: string, bucket: string, style: 'path' | 'virtual-hosted'): string {
  if (!URL.canParse(endpoint)) {
    throw new VideoError(
      `s3Archive needs the URL of an S3 server as endpoint, and received "${endpoint}". Pass one such as https://s3.eu-central-1.amazonaws.com.`,
      { code: 'misconfigured' },
    )
  }
  const url = new URL(endpoint)
  const path = url.pathname.replace(/\/+$/, '')
  return style === 'path' ? `${url.origin}${path}/${bucket}` : `${url.protocol}//${bucket}.${url.host}${path}`
}
