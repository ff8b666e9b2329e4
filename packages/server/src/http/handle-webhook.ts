import { VideoError } from '@dailies/core'
import { refKeyOf } from '../jobs/digest'
import { jsonResponse } from './error-response'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { joinBytes } from '../net/join-bytes'
import { readBody } from './read-body'
import { createRequestMemory } from './request-memory'
import type { ServerContext } from '../server-context'
import type { Poller } from '../poller/poller'

/** An event says which job has changed, in less than a kilobyte. */
const maxBodyBytes = 65_536
const idleTimeoutMs = 5_000
const timeoutMs = 10_000
/** Anybody can send one, so few bodies are read at once. A webhook that is turned away is only late: polling goes on. */
const maxConcurrentBodies = 16
const bodies = createConcurrencyLimiter({ all: maxConcurrentBodies })

/**
 * Handles a webhook of the upstream: verifies its headers, then its signature over the raw bytes, drops a repeated
 * delivery, and makes the job due for a poll. The content of the webhook is not trusted beyond that.
 *
 * @throws VideoError `unauthorized`, `too_large`, `overloaded`, `misconfigured`, `not_found`
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
  const webhook = await upstream.verifyWebhook(request.headers, () => readWebhook(request))
  const isNew = await store.recordWebhook(webhook.id, await refKeyOf(upstream.id, webhook.ref), now())
  if (isNew && poller.isStarted) poller.wake()
  else if (isNew) waitUntil(poller.tick())
  emit({ type: 'webhook', eventType: webhook.type, isRepeat: !isNew, durationMs: now() - started })
  return jsonResponse({ received: true })
}

async function readWebhook(request: Request): Promise<Uint8Array> {
  const release = bodies.tryAcquire(noOwner)
  if (typeof release !== 'function') {
    throw new VideoError('Too many webhooks are being received at once. Send this one again in a moment.', {
      code: 'overloaded',
      retryAfter: 5,
    })
  }
  const memory = createRequestMemory(noOwner, { each: maxConcurrentBodies * maxBodyBytes, all: Infinity })
  const blocks: Uint8Array[] = []
  try {
    await readBody(request, { maxBytes: maxBodyBytes, memory, idleTimeoutMs, timeoutMs }, (block) => blocks.push(block))
    return joinBytes(blocks)
  } finally {
    memory.release()
    release()
  }
}

/** No owner has an empty id. */
const noOwner = ''
