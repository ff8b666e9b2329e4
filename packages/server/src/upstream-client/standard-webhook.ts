import { VideoError } from '@dailies/core'
import { parseJson } from '../net/read-json'
import { readBase64 } from '../net/read-base64'

/** How far the timestamp of a webhook may be from our clock, in either direction, in seconds. */
const toleranceSeconds = 300

/** Options of {@link verifyStandardWebhook}. */
export interface StandardWebhookOptions {
  /** The signing secret: `whsec_` and base64, or any other text as it is. */
  secret: string
  /** Unix milliseconds. */
  now: number
}

/** The error for a webhook that was not signed with the secret, or too long ago. */
export const invalidSignature = (cause?: unknown): VideoError =>
  new VideoError(
    'This webhook was rejected: its signature does not match webhookSecret, or it is too old. Check that webhookSecret belongs to this endpoint and that no parser reads the body first.',
    { code: 'unauthorized', cause },
  )

/** @throws VideoError `unauthorized` */
export function checkWebhookAge(timestamp: number, now: number): void {
  if (!(Math.abs(now / 1_000 - timestamp) <= toleranceSeconds)) throw invalidSignature()
}

/**
 * Verifies the signature of a webhook by Standard Webhooks (https://www.standardwebhooks.com) over its raw bytes. The body is
 * read only if the headers could be right.
 *
 * @returns the id of the delivery, and the JSON of the body; undefined if it is none
 * @throws VideoError `unauthorized`
 */
export async function verifyStandardWebhook(
  headers: Headers,
  readBody: () => Promise<Uint8Array>,
  { secret, now }: StandardWebhookOptions,
): Promise<{ id: string; payload: unknown }> {
  const id = headers.get('webhook-id')
  const timestamp = headers.get('webhook-timestamp')
  const signatures = (headers.get('webhook-signature') ?? '').split(' ').flatMap((signature) => {
    const bytes = signature.startsWith('v1,') ? readBase64(signature.slice(3)) : undefined
    return bytes?.byteLength === hashBytes ? [bytes] : []
  })
  if (!id || !timestamp || signatures.length === 0) throw invalidSignature()
  checkWebhookAge(Number(timestamp), now)
  const body = await readBody()
  const isValid = await isSigned(
    secret.startsWith('whsec_') ? readBase64(secret.slice(6)) : new TextEncoder().encode(secret),
    [new TextEncoder().encode(`${id}.${timestamp}.`), body],
    signatures,
  )
  if (!isValid) throw invalidSignature()
  return { id, payload: readPayload(body) }
}

/** The length of a SHA-256. */
const hashBytes = 32

/** Whether one of the signatures is the HMAC-SHA256 of the parts. Web Crypto compares in constant time. */
export async function isSigned(
  secret: Uint8Array<ArrayBuffer> | undefined,
  parts: readonly Uint8Array[],
  signatures: readonly Uint8Array<ArrayBuffer>[],
): Promise<boolean> {
  if (!secret || secret.byteLength === 0) return false
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const message = await new Blob(parts as Uint8Array<ArrayBuffer>[]).arrayBuffer()
  const results = await Promise.all(
    signatures.map((signature) => crypto.subtle.verify('HMAC', key, signature, message)),
  )
  return results.includes(true)
}

/** @throws VideoError `unauthorized` if the bytes are not UTF-8 */
export function readPayload(body: Uint8Array): unknown {
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch (cause) {
    throw invalidSignature(cause)
  }
}
