import { isFields, readBody } from './body'
import type { Body } from './body'
import { isVariant, serveContent, variantTypes } from './content'
import type { OpenStreams } from './content'
import type { Dialect } from './dialects/dialect'
import type { Job, JobRequest, Jobs } from './jobs'
import { longestFilm } from './models'
import type { SandboxModel } from './models'
import { readChoice, readCreate, readPrompt, refuseUnknown } from './request-fields'
import type { Verb } from './routes'
import { WireError, missing, notAllowed, notFound, wrongType } from './wire-error'

/** What the verbs work on. */
export interface Far {
  jobs: Jobs
  models: readonly SandboxModel[]
  dialect: Dialect
  streams: OpenStreams
  /** Whether content honours a Range. */
  ranges: boolean
  /** Milliseconds that a client is asked to wait between two looks. */
  pollAfter: number
  /** Makes the job, or finds the one that was made under the same key. */
  submit(key: string | null, request: JobRequest): Job
}

/** One request, matched. */
export interface Exchange {
  request: Request
  url: URL
  /** Empty where the path holds none. */
  id: string
}

/** Each verb: from a request to its answer, or a WireError. */
export const verbs: Record<Verb, (far: Far, exchange: Exchange) => Response | Promise<Response>> = {
  async create(far, { request }) {
    const wanted = await readCreate(await readBody(request), far.models)
    return answer(far, far.submit(keyOf(request), wanted))
  },

  retrieve(far, { id }) {
    const job = find(far, id)
    const running = job.state.status === 'queued' || job.state.status === 'in_progress'
    return answer(far, job, running ? { 'openai-poll-after-ms': String(far.pollAfter) } : {})
  },

  list(far, { url }) {
    const order = url.searchParams.get('order') ?? 'desc'
    if (order !== 'asc' && order !== 'desc') throw notAllowed('order', order, ['asc', 'desc'])
    const after = url.searchParams.get('after')
    const page = far.jobs.list({ limit: readLimit(url.searchParams.get('limit')), order, ...(after ? { after } : {}) })
    if (!page)
      throw new WireError(400, `No video with id '${after}' to go on from.`, { code: 'invalid_value', param: 'after' })
    return Response.json(
      far.dialect.list(
        page.jobs.map((job) => viewOf(far, job)),
        page.hasMore,
      ),
    )
  },

  remove(far, { id }) {
    const job = find(far, id)
    far.jobs.remove(id)
    return Response.json(far.dialect.removed(job))
  },

  content(far, { request, url, id }) {
    const { state } = find(far, id)
    const variant = url.searchParams.get('variant') ?? 'video'
    if (!isVariant(variant)) throw notAllowed('variant', variant, Object.keys(variantTypes))
    if (state.status === 'failed') {
      throw new WireError(404, `Video with id '${id}' failed, so it has no content.`, { code: 'video_failed' })
    }
    if (state.status !== 'completed') {
      throw new WireError(404, `Video is not ready yet, use GET /v1/videos/${id} to check status.`, {
        code: 'video_not_ready',
      })
    }
    if (!state.film) {
      throw new WireError(404, `The content of video '${id}' has expired.`, { code: 'video_expired' })
    }
    const range = far.ranges ? request.headers.get('range') : null
    return serveContent(state.film, variant, { range, streams: far.streams, signal: request.signal })
  },

  async remix(far, { request, id }) {
    const body = await readBody(request)
    refuseUnknown(body, ['prompt'])
    const source = findSource(far, id, 'video_id')
    return answer(far, far.submit(keyOf(request), { ...derive(source, readPrompt(body)), remixedFrom: id }))
  },

  async edit(far, { request }) {
    const body = await readBody(request)
    refuseUnknown(body, ['prompt', 'video'])
    const source = findSource(far, readVideoId(body), 'video.id')
    return answer(far, far.submit(keyOf(request), { ...derive(source, readPrompt(body)), remixedFrom: source.id }))
  },

  async extend(far, { request }) {
    const body = await readBody(request)
    refuseUnknown(body, ['prompt', 'video', 'seconds'])
    const source = findSource(far, readVideoId(body), 'video.id')
    const wanted = derive(source, readPrompt(body))
    const model = far.models.find((model) => model.id === wanted.model)
    if (body.fields['seconds'] === undefined) throw missing('seconds')
    const seconds = Number(wanted.seconds) + Number(readChoice(body, 'seconds', model?.extensions ?? []))
    if (seconds > longestFilm) {
      throw new WireError(400, `The film would be ${seconds} seconds long; the longest is ${longestFilm} seconds.`, {
        code: 'invalid_value',
        param: 'seconds',
      })
    }
    return answer(far, far.submit(keyOf(request), { ...wanted, seconds: String(seconds) }))
  },
}

const keyOf = (request: Request) => request.headers.get('idempotency-key')

const viewOf = ({ jobs }: Far, job: Job) => ({ job, progress: jobs.progress(job) })

const answer = (far: Far, job: Job, headers: Record<string, string> = {}) =>
  Response.json(far.dialect.video(viewOf(far, job)), { headers })

function find({ jobs }: Far, id: string): Job {
  const job = jobs.find(id)
  if (!job) throw notFound(id)
  return job
}

function findSource(far: Far, id: string, param: string): Job {
  const job = find(far, id)
  if (job.state.status === 'completed') return job
  throw new WireError(400, `Video '${id}' is ${job.state.status}; only a completed video can be worked on.`, {
    code: 'invalid_value',
    param,
  })
}

/** A new take of the same film: same shape, seed and first frame, one more prompt. */
function derive({ request }: Job, prompt: string): JobRequest {
  const { model, size, seconds, seed, reference, prompts } = request
  return { model, size, seconds, seed, prompts: [...prompts, prompt], ...(reference ? { reference } : {}) }
}

function readVideoId({ fields: { video } }: Body): string {
  if (video === undefined) throw missing('video')
  if (video instanceof Blob) {
    throw new WireError(400, 'This sandbox takes no films: name one of its own as video.id.', {
      code: 'invalid_value',
      param: 'video',
    })
  }
  if (!isFields(video)) throw wrongType('video', 'an object with an id', video)
  if (video['id'] === undefined) throw missing('video.id')
  if (typeof video['id'] !== 'string') throw wrongType('video.id', 'a string', video['id'])
  return video['id']
}

function readLimit(given: string | null): number {
  const limit = given === null ? 20 : Number(given)
  if (given !== '' && Number.isInteger(limit) && limit >= 0 && limit <= 100) return limit
  throw new WireError(400, `Invalid 'limit': expected an integer from 0 to 100, but got '${given}' instead.`, {
    code: 'invalid_value',
    param: 'limit',
  })
}
