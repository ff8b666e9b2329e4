import { VideoError } from '@dailies/core'
import { AwsClient } from 'aws4fetch'

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
  /** Maximum number of retries after a 429, a 5xx or a network error, with exponential backoff. @default 3 */
  retries?: number
  /** Sends the requests. @default `globalThis.fetch` */
  fetch?: (request: Request) => Promise<Response>
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
  retries = 3,
  fetch = globalThis.fetch,
  ...credentials
}: S3ClientOptions): S3Client {
  const client = new AwsClient({ ...credentials, region, service: 's3', retries: 0 })
  const urlOf = (key: string, query: Record<string, string> = {}): string => {
    const url = new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}/${key}`)
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
    return url.href
  }
  const isRetryable = (status: number): boolean => status === 429 || status >= 500

  async function attempt(key: string, { method, query, headers, body, signal }: S3Request): Promise<Response> {
    const hash = body === undefined ? 'UNSIGNED-PAYLOAD' : await sha256(body)
    const signed = await client.sign(urlOf(key, query), {
      method,
      headers: { ...headers, 'x-amz-content-sha256': hash },
      ...(body !== undefined && { body }),
      ...(signal && { signal }),
    })
    return fetch(signed)
  }

  return {
    async send(key, request) {
      for (let tries = 0; ; tries += 1) {
        const isLast = tries >= retries || request.signal?.aborted === true
        const response = await attempt(key, request).catch((error: unknown) => {
          if (isLast)
            throw new VideoError('The archive cannot be reached. Try again later.', {
              code: 'overloaded',
              cause: error,
            })
          return undefined
        })
        if (response && (isLast || !isRetryable(response.status))) return response
        await response?.body?.cancel()
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

/** Reads the error code of an S3 response. Its message is omitted, since it contains keys and host names. */
export async function s3Error(response: Response, operation: string): Promise<VideoError> {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(await response.text().catch(() => ''))?.[1]
  const reason = code === undefined ? String(response.status) : `${response.status}, ${code}`
  const isMisconfigured = response.status < 500 && response.status !== 429
  const hint = isMisconfigured ? 'Check the bucket, its region and the credentials.' : 'Try again later.'
  return new VideoError(`The archive failed at ${operation} (${reason}). ${hint}`, {
    code: isMisconfigured ? 'misconfigured' : 'overloaded',
  })
}
