/** Headers of a signed webhook. */
export interface WebhookHeaders {
  /** Id of the delivery, the same for its repeats. */
  'webhook-id': string
  /** Unix seconds. */
  'webhook-timestamp': string
  /** `v1,` and the signature in base64. */
  'webhook-signature': string
}

/**
 * Signs a webhook delivery by Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over `id.timestamp.body`.
 *
 * @param secret `whsec_` and the key in base64.
 * @param timestamp Unix seconds.
 * @throws TypeError if the secret has another format
 */
export async function signWebhook(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): Promise<WebhookHeaders> {
  const key = await crypto.subtle.importKey('raw', keyOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signed)))}`,
  }
}

/** Message for an invalid secret. */
export const secretForm = 'A webhook secret is written as whsec_ and base64: make one from 24 random bytes.'

/** Whether this is a valid webhook secret. */
export const isWebhookSecret = (secret: string | undefined): secret is string =>
  secret !== undefined && /^whsec_[A-Za-z0-9+/]+=*$/.test(secret)

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  if (!isWebhookSecret(secret)) throw new TypeError(secretForm)
  return Uint8Array.from(atob(secret.slice('whsec_'.length)), (character) => character.charCodeAt(0))
}
