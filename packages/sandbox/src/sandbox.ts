import { manualClock, systemClock } from './clock'
import { control, controlOf } from './control'
import { createCounters } from './counters'
import type { SandboxCounters } from './counters'
import { dialects } from './dialects/dialects'
import { createFaults } from './faults/faults'
import type { Faults } from './faults/faults'
import { misbehave } from './faults/misbehave'
import { createJobs } from './jobs'
import type { Job } from './job'
import { createMedia } from './media'
import { defaultModels } from './models'
import { matchRoute } from './routes'
import type { Verb } from './routes'
import type { SandboxOptions } from './sandbox-options'
import { createIdempotencyKeys } from './idempotency-keys'
import { verbs } from './verbs'
import type { Far } from './verbs'
import { createWebhooks } from './webhooks'
import { WireError } from './wire-error'

/** A stateful Videos API in one function. */
export interface Sandbox {
  /** Answers under any prefix that ends in `/v1`, such as `http://sandbox/v1/videos`. Can stand wherever a `fetch` is wanted. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Turns a manual clock by so many seconds; resolves when everything due is rendered and served. */
  advance(seconds: number): Promise<void>
  /** Unix seconds by the sandbox's clock. */
  now(): number
  /** What was asked of it so far. */
  readonly counters: SandboxCounters
  /** What goes wrong; can be changed at any time. */
  readonly faults: Faults
  /** Forgets every running job, as a server does that kept them in memory and was restarted. */
  restart(): void
  /** Stops what runs, and ends the renderer. */
  close(): Promise<void>
}

/** Makes a Videos API with a state of its own. */
export function createSandbox({
  renderer,
  clock: kind = 'system',
  startsAt,
  jobDurationMs = 8_000,
  jitter = 0,
  apiKey,
  seed = 1,
  models = defaultModels,
  concurrency = 1,
  expiresAfterMs = 3_600_000,
  ranges = false,
  idempotent = false,
  pollAfterMs = Math.round(jobDurationMs / 8),
  dialect: dialectName = 'openai',
  variations = [],
  mediaOrigin = 'http://media.sandbox',
  webhook,
  faults: initialFaults = [],
}: SandboxOptions): Sandbox {
  const manual = kind === 'manual' ? manualClock(startsAt) : undefined
  const clock = manual ?? systemClock()
  const dialect = dialects[dialectName](new Set(variations))
  const faults = createFaults(seed, initialFaults)
  const idOf = ({ id }: Job) => dialect.ids.write(id, 'create')
  const webhooks = webhook && createWebhooks({ clock, faults, seed, webhook, idOf })
  const onSettled = (job: Job) => webhooks?.tell(job)
  const jobs = createJobs({ clock, renderer, seed, jobDurationMs, jitter, concurrency, expiresAfterMs, onSettled })
  const streams = { count: 0 }
  const media = createMedia({
    jobs,
    manners: dialect.content,
    streams,
    seed,
    origin: () => (typeof mediaOrigin === 'string' ? mediaOrigin : mediaOrigin()),
  })
  const closing = new AbortController()
  const requests: Record<Verb, number> = {
    create: 0,
    list: 0,
    retrieve: 0,
    delete: 0,
    content: 0,
    remix: 0,
    edit: 0,
    extend: 0,
  }
  const submissions = createIdempotencyKeys(jobs, idempotent)
  const far: Far = { jobs, models, dialect, media, streams, ranges, pollAfterMs, submissions }
  const refuse = (error: WireError) =>
    Response.json(dialect.error(error), { status: error.status, headers: error.headers })

  const refusing = async (answer: () => Response | Promise<Response>): Promise<Response> => {
    try {
      return await answer()
    } catch (error) {
      if (error instanceof WireError) return refuse(error)
      throw error
    }
  }

  const handle = (request: Request): Promise<Response> =>
    refusing(() => {
      const url = new URL(request.url)
      const signal = () => AbortSignal.any([request.signal, closing.signal])
      if (media.matches(url)) {
        const struck = faults.strike('media')
        const serve = () => Promise.resolve(media.serve(request, url, struck))
        return struck.length === 0 ? serve() : misbehave(struck, serve, { clock, refuse, signal: signal() })
      }
      if (apiKey !== undefined) authenticate(request, apiKey)
      const name = controlOf(url.pathname)
      if (name !== undefined) return control(controls, name, request)

      const { verb, id } = matchRoute(request.method, url.pathname, dialect.verbs)
      requests[verb] += 1
      const struck = faults.strike(verb)
      const answer = () => refusing(() => carryOut(() => verbs[verb](far, { request, url, id, faults: struck })))
      if (struck.length === 0) return answer()
      if (struck.some(({ kind }) => kind === 'restart')) jobs.restart()
      return misbehave(struck, answer, { clock, refuse, signal: signal() })
    })

  const advance = async (seconds: number): Promise<void> => {
    if (manual) return manual.advance(seconds)
    throw new WireError(
      409,
      "This sandbox runs by the machine's clock, which cannot be turned. Make it with clock: 'manual'.",
      { code: 'clock_not_manual' },
    )
  }

  const counters = createCounters({ submissions, requests, streams, jobs, media, webhooks })
  const controls = { faults, counters, advance, restart: jobs.restart, now: clock.now }

  return {
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      return untilAborted(handle(request), request.signal)
    },
    advance,
    now: clock.now,
    counters,
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

/** A mistake of the sandbox itself is a 500 that tells of it, not a line that looks cut on purpose. */
async function carryOut(verb: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await verb()
  } catch (error) {
    if (error instanceof WireError) throw error
    throw new WireError(500, `The sandbox itself failed: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function authenticate(request: Request, apiKey: string): void {
  const [, key] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (key === apiKey) return
  if (key !== undefined) throw new WireError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' })
  throw new WireError(
    401,
    "You didn't provide an API key. Send it in an Authorization header with Bearer auth (Authorization: Bearer YOUR_KEY).",
  )
}

/** A fetch rejects as soon as its caller gives up, whatever the far end is doing. */
function untilAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
