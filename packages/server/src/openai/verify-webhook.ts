import { fieldsOf } from '@dailies/core/internal'
import { VideoError } from '@dailies/core'
import type { OpenAI } from 'openai'
import { parseJson } from '../net/read-json'
import type { UpstreamWebhook } from '../upstream/upstream'

/** How far the timestamp of a webhook may be from our clock, in either direction, in seconds (Standard Webhooks). */
const toleranceSeconds = 300

const invalidSignature = (cause?: unknown) =>
  new VideoError(
    'This webhook was rejected: its signature does not match webhookSecret, or it is too old. Check that webhookSecret belongs to this endpoint and that no parser reads the body first.',
    { code: 'unauthorized', cause },
  )

/**
 * Verifies the signature of a webhook (Standard Webhooks) over its raw bytes, with the openai package; a body is
 * read only if its headers could be right. Only the event
 * type and the job's id are read from the body: the server retrieves the status of the job from the upstream.
 */
export async function verifyWebhook(
  headers: Headers,
  readBody: () => Promise<Uint8Array>,
  { client, secret, now }: { client: OpenAI; secret: string; now: number },
): Promise<UpstreamWebhook> {
  const timestamp = Number(headers.get('webhook-timestamp') ?? undefined)
  // The package uses the system clock. The age is checked here instead, with the clock of this server's options.
  if (!(Math.abs(now / 1000 - timestamp) <= toleranceSeconds)) throw invalidSignature()
  if (!headers.get('webhook-id') || !headers.get('webhook-signature')) throw invalidSignature()
  const rawBody = await readBody()
  let payload: string
  try {
    payload = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody)
    await client.webhooks.verifySignature(payload, headers, secret, Number.POSITIVE_INFINITY)
  } catch (cause) {
    throw invalidSignature(cause)
  }
  const { type, data } = fieldsOf(parseJson(payload))
  const { id } = fieldsOf(data)
  return {
    id: headers.get('webhook-id') ?? '',
    type: typeof type === 'string' ? type : 'unknown',
    ref: typeof id === 'string' ? id : null,
  }
}
