import { manualClock, systemClock } from './clock'
import { openai } from './dialects/openai'
import type { Renderer } from './film/renderer'
import { createJobs } from './jobs'
import type { Job, JobRequest } from './jobs'
import { defaultModels } from './models'
import type { SandboxModel } from './models'
import { matchRoute } from './routes'
import type { Verb } from './routes'
import { verbs } from './verbs'
import type { Far } from './verbs'
import { WireError } from './wire-error'

/** How a sandbox is to behave. */
export interface SandboxOptions {
  /** Makes the films. */
  renderer: Renderer
  /** `manual` stands still until `advance` turns it; `system` is the machine's. @default 'system' */
  clock?: 'manual' | 'system'
  /** Where a manual clock starts, in Unix seconds. @default 1_790_000_000 */
  startsAt?: number
  /** Seconds that a job takes from creation to completion; rendering may make it longer, never shorter. @default 8 */
  pace?: number
  /** By how much of itself the pace differs from job to job, 0 to 1, by the seed. @default 0 */
  jitter?: number
  /** The key that every request must carry; without it none is asked for. */
  apiKey?: string
  /** Repeats the same ids, films and chances in every run. @default 1 */
  seed?: number
  /** What is offered; the first is the default. @default lamp-1, lamp-1-pro and mini */
  models?: readonly SandboxModel[]
  /** How many films are rendered at once; the rest stay queued. @default 1 */
  concurrency?: number
  /** How long a finished film is served, in seconds. @default 3600 */
  expiresAfter?: number
  /** Content honours a Range; by default it is served whole, as nothing is known of OpenAI's. @default false */
  ranges?: boolean
  /** A repeated `Idempotency-Key` answers the job that it made first. OpenAI's Videos API promised no such thing. @default false */
  idempotent?: boolean
  /** Milliseconds that `openai-poll-after-ms` asks a client to wait between two looks. @default an eighth of the pace */
  pollAfter?: number
}

/** What a test may want to know of what reached the sandbox. */
export interface SandboxCounters {
  /** Accepted submissions: creates, remixes, edits and extensions. Each would be billed. */
  readonly creates: number
  /** Requests by verb, refused ones too. */
  readonly requests: Readonly<Record<Verb, number>>
  /** Every `Idempotency-Key` of a submission, in order, repeats too. */
  readonly idempotencyKeys: readonly string[]
  /** Content bodies handed out that were neither read to their end nor given up. */
  readonly openStreams: number
  /** Films begun. */
  readonly renders: number
}

/** A stateful Videos API in one function. */
export interface Sandbox {
  /** Answers under any prefix that ends in `/v1`, such as `http://sandbox/v1/videos`. Can stand wherever a `fetch` is wanted. */
  fetch(input: Request | URL | string, init?: RequestInit): Promise<Response>
  /** Turns a manual clock by so many seconds; resolves when everything due is rendered and served. */
  advance(seconds: number): Promise<void>
  /** Unix seconds by the sandbox's clock. */
  now(): number
  readonly counters: SandboxCounters
  /** Stops what runs, and ends the renderer. */
  close(): Promise<void>
}

/** Makes a Videos API with a state of its own. */
export function createSandbox({
  renderer,
  clock: kind = 'system',
  startsAt,
  pace = 8,
  jitter = 0,
  apiKey,
  seed = 1,
  models = defaultModels,
  concurrency = 1,
  expiresAfter = 3600,
  ranges = false,
  idempotent = false,
  pollAfter = Math.round(pace * 125),
}: SandboxOptions): Sandbox {
  const manual = kind === 'manual' ? manualClock(startsAt) : undefined
  const clock = manual ?? systemClock()
  const jobs = createJobs({ clock, renderer, seed, pace, jitter, concurrency, expiresAfter })
  const streams = { count: 0 }
  const requests: Record<Verb, number> = {
    create: 0,
    list: 0,
    retrieve: 0,
    remove: 0,
    content: 0,
    remix: 0,
    edit: 0,
    extend: 0,
  }
  const idempotencyKeys: string[] = []
  const submitted = new Map<string, Job>()
  let creates = 0

  const submit = (key: string | null, request: JobRequest): Job => {
    if (key !== null) idempotencyKeys.push(key)
    const twin = idempotent && key !== null ? submitted.get(key) : undefined
    if (twin) return twin
    creates += 1
    const job = jobs.create(request)
    if (key !== null) submitted.set(key, job)
    return job
  }

  const far: Far = { jobs, models, dialect: openai, streams, ranges, pollAfter, submit }

  const handle = async (request: Request): Promise<Response> => {
    try {
      const url = new URL(request.url)
      const { verb, id } = matchRoute(request.method, url.pathname)
      requests[verb] += 1
      if (apiKey !== undefined) authenticate(request, apiKey)
      return await verbs[verb](far, { request, url, id })
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      return Response.json(far.dialect.error(error), { status: error.status, headers: error.headers })
    }
  }

  return {
    async fetch(input, init) {
      const request = input instanceof Request && !init ? input : new Request(input, init)
      request.signal.throwIfAborted()
      return untilAborted(handle(request), request.signal)
    },
    advance(seconds) {
      if (manual) return manual.advance(seconds)
      throw new Error("This sandbox runs by the machine's clock, which cannot be turned. Make it with clock: 'manual'.")
    },
    now: clock.now,
    counters: {
      get creates() {
        return creates
      },
      requests,
      idempotencyKeys,
      get openStreams() {
        return streams.count
      },
      get renders() {
        return jobs.renders
      },
    },
    async close() {
      jobs.close()
      clock.close()
      await renderer.close?.()
    },
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
