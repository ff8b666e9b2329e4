import { VideoError } from '@dailies/core'
import { AwsClient } from 'aws4fetch'

/** Where a bucket is, and the right to it. */
export interface S3ClientOptions {
  /** As `https://s3.eu-central-1.amazonaws.com`; any server that speaks S3. */
  endpoint: string
  /** Its name; it must be there already. */
  bucket: string
  /** Of a user who may read, write and delete the bucket's objects. */
  accessKeyId: string
  /** Signs the requests; it is sent nowhere. */
  secretAccessKey: string
  /** For temporary credentials. */
  sessionToken?: string
  /** @default 'us-east-1' */
  region?: string
  /** How often a request that met a server error is sent again. @default 3 */
  retries?: number
  /** @default the runtime's own */
  fetch?: (request: Request) => Promise<Response>
}

/** What a request to S3 is made of. */
interface S3Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Uint8Array<ArrayBuffer> | string
  signal?: AbortSignal | undefined
}

/** Signed requests for the objects of one bucket. */
export interface S3Client {
  /** Any answer; whoever asks judges its status and reads or lets go its body. */
  send(key: string, request: S3Request): Promise<Response>
  /** A URL by which anyone may GET an object for a while. */
  presign(key: string, query: Record<string, string>): Promise<string>
}

const firstPause = 200

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
  const isWorthRepeating = (status: number): boolean => status === 429 || status >= 500

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
        const last = tries >= retries || request.signal?.aborted === true
        const response = await attempt(key, request).catch((error: unknown) => {
          if (last)
            throw new VideoError('The archive cannot be reached. Try again later.', {
              code: 'overloaded',
              cause: error,
            })
          return undefined
        })
        if (response && (last || !isWorthRepeating(response.status))) return response
        await response?.body?.cancel()
        await new Promise((resolve) => setTimeout(resolve, firstPause * 2 ** tries))
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

/** What an S3 server says went wrong, by its code alone: its messages hold keys and names of hosts. */
export async function s3Error(response: Response, doing: string): Promise<VideoError> {
  const code = /<Code>(\w{1,60})<\/Code>/.exec(await response.text().catch(() => ''))?.[1]
  const word = code === undefined ? String(response.status) : `${response.status}, ${code}`
  return new VideoError(`The archive failed at ${doing} (${word}).`, {
    code: response.status < 500 && response.status !== 429 ? 'misconfigured' : 'overloaded',
  })
}
