import { VideoError } from '@dailies/core'
import { refKeyOf } from '../jobs/digest'
import { jsonResponse } from './error-response'
import { readBytes } from './read-bytes'
import type { ServerContext } from '../server-context'
import type { Poller } from '../poller/poller'

const maxBodyBytes = 1_048_576

/**
 * Handles a webhook of the upstream: verifies its signature over the raw bytes, drops a repeated delivery, and makes
 * the job due for a poll. The content of the webhook is not trusted beyond that.
 *
 * @throws VideoError `unauthorized`, `misconfigured`, `not_found`
 */
export async function handleWebhook(
  { upstream, store, now, emit, waitUntil }: ServerContext,
  poller: Poller,
  request: Request,
  isReserialised: boolean,
): Promise<Response> {
  const started = now()
  if (!upstream.verifyWebhook) {
    throw new VideoError(
      'This server does not accept webhooks: its upstream has no secret to verify them with. Set webhookSecret on the upstream.',
      { code: 'not_found' },
    )
  }
  if (isReserialised) {
    throw new VideoError(
      'This webhook cannot be verified: a body parser has already read its body, and the signature covers the raw bytes. Mount the video server before the parser, or use express.json({ verify: keepRawBody }).',
      { code: 'misconfigured' },
    )
  }
  const webhook = await upstream.verifyWebhook(await readBytes(request, { maxBytes: maxBodyBytes }), request.headers)
  const isNew = await store.recordWebhook(webhook.id, await refKeyOf(upstream.id, webhook.ref), now())
  if (isNew && poller.isStarted) poller.wake()
  else if (isNew) waitUntil(poller.tick())
  emit({ type: 'webhook', eventType: webhook.type, isRepeat: !isNew, durationMs: now() - started })
  return jsonResponse({ received: true })
}
