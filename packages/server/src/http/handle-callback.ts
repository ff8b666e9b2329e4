import { VideoError } from '@dailies/core'
import { fieldsOf, textOf } from '@dailies/core/internal'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { applyCallback } from '../jobs/callbacks'
import { joinBytes } from '../net/join-bytes'
import { parseJson } from '../net/read-json'
import type { Poller } from '../poller/poller'
import type { ServerContext } from '../server-context'
import { jsonResponse } from './error-response'
import { readBody } from './read-body'
import { createRequestMemory } from './request-memory'

/** The longest body that may be a challenge; every other body is not read. */
const maxChallengeBytes = 4_096
const maxConcurrentBodies = 16
const bodies = createConcurrencyLimiter({ all: maxConcurrentBodies })
/** No owner has an empty id. */
const noOwner = ''

/**
 * Handles a call of the URL of a job. It means only that the job is to be polled now: nothing in its body is believed, and
 * unknown, ended and deleted jobs get the same answer.
 *
 * @throws VideoError `not_found` if the code in the path is not of this server
 */
export async function handleCallback(
  { callbacks, store, now, emit, waitUntil }: ServerContext,
  poller: Poller,
  request: Request,
  token: string,
): Promise<Response> {
  const started = now()
  const id = await callbacks?.idIn(token)
  if (id === undefined)
    throw new VideoError('The Videos API has no such path. Check the URL and the mount path.', { code: 'not_found' })
  const challenge = await readChallenge(request)
  // MiniMax checks a URL before it uses it: https://platform.minimax.io/docs/api-reference/video-generation-t2v, November 2026.
  if (challenge !== undefined) return jsonResponse({ challenge })
  const job = await store.retrieve(id)
  const called = job && applyCallback(job, now()) && (await store.saveUpdate(id, (row) => applyCallback(row, now())))
  if (called && poller.isStarted) poller.wake()
  else if (called) waitUntil(poller.tick())
  emit({ type: 'callback', isIgnored: !called, durationMs: now() - started })
  return jsonResponse({ received: true })
}

/** The challenge in a short JSON body; undefined if there is none, or it is not read. */
async function readChallenge(request: Request): Promise<string | undefined> {
  const length = Number(request.headers.get('content-length') ?? 0)
  if (!(length > 0 && length <= maxChallengeBytes)) return undefined
  const release = bodies.tryAcquire(noOwner)
  if (typeof release !== 'function') return undefined
  const memory = createRequestMemory(noOwner, { each: maxConcurrentBodies * maxChallengeBytes, all: Infinity })
  const blocks: Uint8Array[] = []
  const limits = { maxBytes: maxChallengeBytes, memory, idleTimeoutMs: 2_000, timeoutMs: 3_000 }
  try {
    await readBody(request, limits, (block) => blocks.push(block))
    return textOf(fieldsOf(parseJson(new TextDecoder().decode(joinBytes(blocks))))['challenge'])
  } catch {
    // The call counts all the same.
    return undefined
  } finally {
    memory.release()
    release()
  }
}
