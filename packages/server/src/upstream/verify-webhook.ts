import { VideoError } from '@dailies/core'
import type { OpenAI } from 'openai'
import { fieldsOf, parseJson } from './read-json'
import type { UpstreamWebhook } from './upstream'

/** Oldest webhook that is believed, in seconds; also how far ahead its clock may be (Standard Webhooks). */
const tolerance = 300

const refused = (cause?: unknown) =>
  new VideoError(
    'This webhook is not signed with our secret, or too old, so it was not believed. Check that webhookSecret is the one of this endpoint and that the body reaches us unparsed.',
    { code: 'unauthorized', cause },
  )

/**
 * Verifies a webhook on its raw bytes, by the openai package. Of the body only the type and the job's id are read: what became of the
 * job is asked of the upstream itself.
 */
export async function verifyWebhook(
  rawBody: Uint8Array,
  headers: Headers,
  { client, secret, now }: { client: OpenAI; secret: string; now: number },
): Promise<UpstreamWebhook> {
  const timestamp = Number(headers.get('webhook-timestamp') ?? undefined)
  // The package checks against the system's clock; the age is judged here, by the clock this server was given.
  if (!(Math.abs(now / 1000 - timestamp) <= tolerance)) throw refused()
  let payload: string
  try {
    payload = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody)
    await client.webhooks.verifySignature(payload, headers, secret, Number.POSITIVE_INFINITY)
  } catch (cause) {
    throw refused(cause)
  }
  const { type, data } = fieldsOf(parseJson(payload))
  const { id } = fieldsOf(data)
  return {
    id: headers.get('webhook-id') ?? '',
    type: typeof type === 'string' ? type : 'unknown',
    ref: typeof id === 'string' ? id : null,
  }
}
