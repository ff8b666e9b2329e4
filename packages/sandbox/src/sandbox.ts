import type { Api, ApiContext } from './api'
import { manualClock, systemClock } from './clock'
import { createCallbacks } from './callbacks'
import { control, controlOf } from './control'
import { createCounters } from './counters'
import type { SandboxCounters } from './counters'
import { dialects } from './dialects/dialects'
import { createFaults } from './faults/faults'
import type { Faults } from './faults/faults'
import { applyFaults } from './faults/apply-faults'
import { createFalApi } from './fal/fal-api'
import { createGeminiApi } from './gemini/gemini-api'
import { createOpenRouterApi } from './openrouter/openrouter-api'
import { createReplicateApi } from './replicate/replicate-api'
import { createJobs } from './jobs'
import type { Job } from './job'
import { createMedia } from './media'
import { sandboxModels } from './models'
import { createReceived } from './received'
import type { ReceivedCreate } from './received'
import type { Operation } from './routes'
import type { SandboxOptions } from './sandbox-options'
import { createIdempotencyKeys } from './idempotency-keys'
import { createVideosApi } from './videos-api'
import { createWebhooks } from './webhooks'
import { WireError } from './wire-error'

/** A fake, stateful Videos API behind a `fetch` function, with the native APIs of four providers beside it. */
export interface Sandbox {
  /**
   * Handles a request below any prefix that ends in `/v1` (the Videos API), in `/v1beta` (Gemini), in `/fal` (fal's queue), in
   * `/openrouter/api/v1` or in `/replicate/v1`, and on the hosts `queue.fal.run`, `openrouter.ai` and `api.replicate.com`. Can
   * be passed wherever a `fetch` is expected.
   */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Advances a manual clock by a number of seconds; resolves when everything due is rendered and delivered. */
  advance(seconds: number): Promise<void>
  /** Unix seconds of the sandbox's clock. */
  now(): number
  /** Counters of the requests so far. */
  readonly counters: SandboxCounters
  /** The last hundred creates, remixes, edits and extensions, rejected ones included. */
  readonly creates: readonly ReceivedCreate[]
  /** The injected faults; can be changed at any time. */
  readonly faults: Faults
  /** Deletes every running job, like a restarted server that kept them in memory. */
  restart(): void
  /** Stops running jobs and closes the renderer. */
  close(): Promise<void>
}

/** Creates a fake, stateful provider. */
export function createSandbox({
  renderer,
  clock: kind = 'system',
  startsAt,
  jobDurationMs = 8_000,
  jitter = 0,
  apiKey,
  seed = 1,
  models = sandboxModels,
  concurrency = 1,
  maxRunningJobs,
  expiresAfterMs = 3_600_000,
  ranges = false,
  idempotent = false,
  pollAfterMs = Math.round(jobDurationMs / 8),
  dialect: dialectName = 'openai',
  quirks = [],
  mediaOrigin = 'http://media.sandbox',
  webhook,
  callbacks: callbackOptions = {},
  savedJobs,
  faults: initialFaults = [],
}: SandboxOptions): Sandbox {
  const manual = kind === 'manual' ? manualClock(startsAt) : undefined
  const clock = manual ?? systemClock()
  const dialect = dialects[dialectName](new Set(quirks))
  const faults = createFaults(seed, initialFaults)
  const idOf = ({ id }: Job) => dialect.ids.write(id, 'create', false)
  const webhooks = webhook && createWebhooks({ clock, faults, seed, webhook, idOf })
  const callbacks = createCallbacks(clock, faults, seed, callbackOptions)
  const onSettled = (job: Job) => (job.api === 'videos' ? webhooks?.notify(job) : callbacks.notify(job))
  const jobs = createJobs({
    clock,
    renderer,
    seed,
    jobDurationMs,
    jitter,
    concurrency,
    maxRunningJobs,
    expiresAfterMs,
    savedJobs,
    onSettled,
  })
  const streams = { count: 0 }
  const media = createMedia({
    jobs,
    behaviour: dialect.content,
    streams,
    seed,
    origin: () => (typeof mediaOrigin === 'string' ? mediaOrigin : mediaOrigin()),
  })
  const closing = new AbortController()
  const requests: Record<Operation, number> = {
    create: 0,
    list: 0,
    retrieve: 0,
    delete: 0,
    content: 0,
    remix: 0,
    edit: 0,
    extend: 0,
    cancel: 0,
    result: 0,
  }
  const idempotencyKeys = createIdempotencyKeys(jobs, idempotent)
  const received = createReceived(clock.now)
  const context: ApiContext = { now: clock.now, jobs, media, streams, idempotencyKeys, received, callbacks }
  const videosApi = createVideosApi({ ...context, models, dialect, ranges, pollAfterMs })
  // The paths of OpenRouter end like those of the Videos API.
  const apis = [
    createOpenRouterApi(context),
    videosApi,
    createGeminiApi(context),
    createFalApi(context),
    createReplicateApi(context),
  ]

  const handle = (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const api = apis.find((api) => api.matches(url)) ?? videosApi
    return catchWireErrors(api, () => answer(request, url, api))
  }

  const answer = (request: Request, url: URL, api: Api): Response | Promise<Response> => {
    const sentKey = api.keyOf(request, url)
    const options = () => {
      const signal = AbortSignal.any([request.signal, closing.signal])
      return { clock, toResponse: api.toResponse, sentKey, signal }
    }
    if (media.matches(url)) {
      const active = faults.take('media')
      const serve = () => Promise.resolve(media.serve(request, url, active))
      return active.length === 0 ? serve() : applyFaults(active, serve, options())
    }
    api.authenticate(sentKey, apiKey)
    const name = api.matches(url) ? undefined : controlOf(url.pathname)
    if (name !== undefined) return control(controls, name, request)

    const { operation, handle } = api.route(request, url)
    requests[operation] += 1
    const active = faults.take(operation, api.name)
    const handler = () => catchWireErrors(api, () => run(() => handle(active)))
    if (active.length === 0) return handler()
    if (active.some(({ kind }) => kind === 'restart')) jobs.restart()
    return applyFaults(active, handler, options())
  }

  const advance = async (seconds: number): Promise<void> => {
    if (manual) return manual.advance(seconds)
    throw new WireError(
      409,
      "This sandbox uses the system clock, which cannot be advanced. Create it with clock: 'manual'.",
      { code: 'clock_not_manual' },
    )
  }

  const counters = createCounters({ idempotencyKeys, requests, streams, jobs, media, webhooks })
  const controls = { faults, counters, received, advance, restart: jobs.restart, now: clock.now }

  return {
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      return untilAborted(handle(request), request.signal)
    },
    advance,
    now: clock.now,
    counters,
    creates: received.list,
    faults,
    restart: jobs.restart,
    async close() {
      closing.abort(new Error('The sandbox was closed.'))
      jobs.close()
      clock.close()
      await renderer.close?.()
    },
  }
}

/** A bug of the sandbox is a 500 that says so, not a connection that looks cut on purpose. */
async function run(operation: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await operation()
  } catch (error) {
    if (error instanceof WireError) throw error
    throw new WireError(500, `The sandbox itself failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function catchWireErrors(api: Api, handler: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await handler()
  } catch (error) {
    if (error instanceof WireError) return api.toResponse(error)
    throw error
  }
}

/** Rejects as soon as the caller aborts, whatever the handler is doing. */
function untilAborted<T>(response: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    response.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
