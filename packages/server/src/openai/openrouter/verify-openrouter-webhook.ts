import { checkWebhookAge, invalidSignature, isSigned, readPayload } from '../../upstream-client/standard-webhook'
import { readEvent } from '../verify-webhook'
import type { VerifyWebhook } from '../verify-webhook'

/**
 * Verifies a webhook of OpenRouter: `X-OpenRouter-Signature: t=UNIX,v1=HEX`, HMAC-SHA256 over `UNIX,BODY`, and the id of the
 * delivery in `X-OpenRouter-Idempotency-Key`.
 * https://openrouter.ai/docs/cookbook/video-generation/video-generation-webhooks, November 2026.
 */
export const verifyOpenRouterWebhook: VerifyWebhook = async (headers, readBody, { secret, now }) => {
  const header = headers.get('x-openrouter-signature') ?? ''
  const [, timestamp, hex] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header) ?? []
  if (timestamp === undefined || hex === undefined) throw invalidSignature()
  checkWebhookAge(Number(timestamp), now)
  const body = await readBody()
  const [key, prefix] = [secret, `${timestamp},`].map((text) => new TextEncoder().encode(text))
  const signature = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  if (!prefix || !(await isSigned(key, [prefix, body], [signature]))) throw invalidSignature()
  // Without the id, the signature says which delivery it is: a repetition is sent with the same one, or is a new event.
  return { id: headers.get('x-openrouter-idempotency-key') ?? hex, ...readEvent(readPayload(body)) }
}
