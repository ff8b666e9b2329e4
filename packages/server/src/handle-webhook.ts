import { VideoError } from '@dailies/core'
import { refKeyOf } from './digest'
import { jsonResponse } from './error-response'
import { readBytes } from './guards/read-bytes'
import type { ServerContext } from './server-context'
import type { Poller } from './poller'

const bodyCap = 1_048_576

/**
 * Takes a notice of the upstream's: verified on the bytes that were sent, dropped where it came before, and otherwise a reason to look at
 * once. What it says is not believed beyond that.
 *
 * @throws VideoError `unauthorized`, `misconfigured`, `not_found`
 */
export async function handleWebhook(
  { upstream, store, now, emit, waitUntil }: ServerContext,
  watcher: Poller,
  request: Request,
  isReserialised: boolean,
): Promise<Response> {
  const started = now()
  if (!upstream.verifyWebhook) {
    throw new VideoError(
      'This server takes no webhooks: its upstream has no secret to verify them with. Give the upstream its webhookSecret.',
      { code: 'not_found' },
    )
  }
  if (isReserialised) {
    throw new VideoError(
      'This webhook cannot be verified: a parser read its body before, and the signature is over the bytes that were sent. Mount the adapter before the parser, or use express.json({ verify: keepRawBody }).',
      { code: 'misconfigured' },
    )
  }
  const webhook = await upstream.verifyWebhook(await readBytes(request, { cap: bodyCap }), request.headers)
  const isNew = await store.recordWebhook(webhook.id, await refKeyOf(webhook.ref), now())
  if (isNew && watcher.isStarted) watcher.wake()
  else if (isNew) waitUntil(watcher.tick())
  emit({ type: 'webhook', eventType: webhook.type, isRepeat: !isNew, durationMs: now() - started })
  return jsonResponse({ received: true })
}
