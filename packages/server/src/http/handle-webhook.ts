import { VideoError } from '@dailies/core'
import { refKeyOf } from '../jobs/digest'
import { jsonResponse } from './error-response'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { joinBytes } from '../net/join-bytes'
import { readBody } from './read-body'
import { createRequestMemory } from './request-memory'
import type { ServerContext } from '../server-context'
import type { Poller } from '../poller/poller'
import type { Upstreams } from '../jobs/upstreams'
import type { Upstream, UpstreamWebhook } from '../upstream/upstream'

/** An event says which job has changed, in less than a kilobyte. */
const maxBodyBytes = 65_536
const idleTimeoutMs = 5_000
const timeoutMs = 10_000
/** Anybody can send one, so few bodies are read at once. A webhook that is turned away is only late: polling goes on. */
const maxConcurrentBodies = 16
const bodies = createConcurrencyLimiter({ all: maxConcurrentBodies })

interface WebhookOptions {
  /** The id in the path; empty if it has none. */
  upstreamId: string
  /** A body parser has read the body already. */
  isReserialised: boolean
}

/**
 * Handles a webhook of an upstream: verifies its headers, then its signature over the raw bytes, drops a repeated
 * delivery, and makes the job due for a poll. The content of the webhook is not trusted beyond that.
 *
 * @throws VideoError `unauthorized`, `too_large`, `overloaded`, `misconfigured`, `not_found`
 */
export async function handleWebhook(
  { upstreams, store, now, emit, waitUntil }: ServerContext,
  poller: Poller,
  request: Request,
  { upstreamId, isReserialised }: WebhookOptions,
): Promise<Response> {
  const started = now()
  const upstream = await findUpstream(upstreams, upstreamId)
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
  const isNew = await store.recordWebhook(
    deliveryOf(upstream, webhook),
    await refKeyOf(upstream.id, webhook.ref),
    now(),
  )
  if (isNew && poller.isStarted) poller.wake()
  else if (isNew) waitUntil(poller.tick())
  emit({ type: 'webhook', eventType: webhook.type, isRepeat: !isNew, durationMs: now() - started })
  return jsonResponse({ received: true })
}

/** The upstream that a webhook is from: the only one, or the one in its path. @throws VideoError `not_found` */
async function findUpstream({ fixed, byId }: Upstreams, id: string): Promise<Upstream> {
  const isOnly = fixed?.upstreams.length === 1
  const upstream = id !== '' ? await byId(id) : isOnly ? fixed.upstreams[0] : undefined
  if (upstream) return upstream
  throw new VideoError(
    'This server has several upstreams, and the path names none of them. Send webhooks to /videos/webhook/ and the id of the upstream.',
    { code: 'not_found' },
  )
}

/** Two upstreams may number their deliveries alike. */
const deliveryOf = ({ id }: Upstream, webhook: UpstreamWebhook): string => JSON.stringify([id, webhook.id])

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
