import type { VideoVariant } from '@dailies/core'
import { isFields, readBody } from './body'
import type { Body } from './body'
import { isVariant, serveFile, variantTypes } from './content'
import type { OpenStreams } from './content'
import type { Dialect, JobView } from './dialects/dialect'
import type { Fault } from './faults/fault'
import type { Job, CreateRequest } from './job'
import type { Jobs } from './jobs'
import { fileOf } from './media'
import type { Media } from './media'
import { longestVideo } from './models'
import type { SandboxModel } from './models'
import { readCreate, readPrompt, readSeconds, rejectUnknown } from './request-fields'
import type { Verb } from './routes'
import type { IdempotencyKeys } from './idempotency-keys'
import { WireError, missing, notAllowed, notFound, wrongType } from './wire-error'

/** What the verbs work on. */
export interface Far {
  jobs: Jobs
  models: readonly SandboxModel[]
  dialect: Dialect
  media: Media
  streams: OpenStreams
  /** Whether content honours a Range. */
  ranges: boolean
  /** Milliseconds that a client is asked to wait between two looks. */
  pollAfterMs: number
  submissions: IdempotencyKeys
}

/** One request, matched. */
export interface Exchange {
  request: Request
  url: URL
  /** As the client wrote it; empty where the path holds none. */
  id: string
  /** What strikes this request. */
  faults: readonly Fault[]
}

/** Each verb: from a request to its answer, or a WireError. */
export const verbs: Record<Verb, (far: Far, exchange: Exchange) => Response | Promise<Response>> = {
  async create(far, exchange) {
    const { submission } = far.dialect
    const body = await readBody(exchange.request)
    if (!submission.forms.includes(body.form)) throw submission.rejectForm(body)
    const job = submit(far, exchange, await readCreate(body, far.models, submission))
    if (submission.synchronous) await job.settled
    return answerJob(far, job)
  },

  retrieve(far, { id }) {
    const job = find(far, id)
    const headers =
      far.dialect.asksToWait && isRunning(job) ? { 'openai-poll-after-ms': String(far.pollAfterMs) } : undefined
    return Response.json(far.dialect.video(viewOf(far, job, 'retrieve')), headers ? { headers } : {})
  },

  list(far, { request, url }) {
    const { dialect, jobs } = far
    const order = url.searchParams.get('order') ?? 'desc'
    if (order !== 'asc' && order !== 'desc') throw notAllowed('order', order, ['asc', 'desc'])
    const limit = readLimit(url.searchParams.get('limit'))
    const after = url.searchParams.get('after')
    const page = jobs.list({ limit, order, ...(after ? { after: dialect.ids.read(after) ?? '' } : {}) })
    if (!page) {
      throw new WireError(400, `No video with id '${after}' to go on from.`, { code: 'invalid_value', param: 'after' })
    }
    const views = page.jobs.map((job) => viewOf(far, job, 'list'))
    return Response.json(dialect.list(views, page.hasMore, { url, headers: request.headers }))
  },

  delete(far, { id }) {
    const job = find(far, id)
    if (!far.dialect.cancelsRunning && isRunning(job)) {
      throw new WireError(400, `Video '${id}' is ${job.state.status}: only an ended one can be deleted.`, {
        code: 'video_not_ready',
      })
    }
    const view = viewOf(far, job, 'delete')
    far.jobs.delete(job.id)
    return Response.json(far.dialect.deleted(view))
  },

  content(far, { request, url, id, faults }) {
    const { content } = far.dialect
    const job = find(far, id)
    const variant = readVariant(far, url.searchParams.get('variant') ?? 'video')
    if (job.state.status === 'failed') {
      throw new WireError(404, `Video with id '${id}' failed, so it has no content.`, { code: 'video_failed' })
    }
    if (job.state.status !== 'completed') throw content.notReady(id)
    const file = fileOf(job, variant, content)
    if (!file || faults.some(({ kind }) => kind === 'expired')) throw content.expired(id)

    const link = far.media.linkTo(job)
    if (content.delivery === 'redirect') return new Response(null, { status: 302, headers: { location: link } })
    if (content.delivery === 'link') return Response.json({ url: link })
    if (content.delivery !== 'bytes') throw content.delivery(link)
    const range = far.ranges ? request.headers.get('range') : null
    return serveFile(file, { range, streams: far.streams, signal: request.signal, headers: content.headers })
  },

  async remix(far, exchange) {
    const body = await readBody(exchange.request)
    rejectUnknown(body, ['prompt'])
    const source = findSource(far, exchange.id, 'video_id')
    const wanted = { ...derive(source, readPrompt(body)), remixedFrom: source.id }
    return answerJob(far, submit(far, exchange, wanted))
  },

  async edit(far, exchange) {
    const body = await readBody(exchange.request)
    rejectUnknown(body, ['prompt', 'video'])
    const source = await readSource(far, body)
    const wanted = { ...derive(source, readPrompt(body)), remixedFrom: source.id }
    return answerJob(far, submit(far, exchange, wanted))
  },

  async extend(far, exchange) {
    const body = await readBody(exchange.request)
    rejectUnknown(body, ['prompt', 'video', 'seconds'])
    const source = await readSource(far, body)
    const wanted = derive(source, readPrompt(body))
    const model = far.models.find((model) => model.id === wanted.model)
    if (body.fields['seconds'] === undefined) throw missing('seconds')
    const added = readSeconds(body, model?.extensions ?? [], far.dialect.submission.seconds)
    const seconds = Number(wanted.seconds) + Number(added)
    if (seconds > longestVideo) {
      throw new WireError(400, `The film would be ${seconds} seconds long; the longest is ${longestVideo} seconds.`, {
        code: 'invalid_value',
        param: 'seconds',
      })
    }
    return answerJob(far, submit(far, exchange, { ...wanted, seconds: String(seconds) }))
  },
}

const submit = ({ submissions }: Far, { request, faults }: Exchange, wanted: CreateRequest) =>
  submissions.submit(wanted, {
    key: request.headers.get('idempotency-key'),
    isStuck: faults.some(({ kind }) => kind === 'stuck'),
  })

const isRunning = ({ state }: Job) => state.status === 'queued' || state.status === 'in_progress'

function viewOf({ jobs, dialect, media }: Far, job: Job, occasion: JobView['occasion']): JobView {
  const { remixedFrom } = job.request
  return {
    job,
    id: dialect.ids.write(job.id, occasion),
    source: remixedFrom === undefined ? null : dialect.ids.write(remixedFrom, occasion),
    occasion,
    progress: jobs.progress(job),
    link: media.linkTo(job),
    inline: () => base64Of(fileOf(job, 'video', dialect.content)?.bytes ?? new Uint8Array()),
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  // In parts, since a call takes only so many arguments.
  for (let offset = 0; offset < bytes.length; offset += 32_768) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + 32_768))
  }
  return btoa(text)
}

const answerJob = (far: Far, job: Job) =>
  Response.json(far.dialect.video(viewOf(far, job, 'create')), { status: far.dialect.submission.status })

function find({ jobs, dialect }: Far, id: string): Job {
  const job = jobs.find(dialect.ids.read(id) ?? '')
  if (!job) throw notFound(id)
  return job
}

function readVariant({ dialect: { content } }: Far, name: string): VideoVariant {
  if (!isVariant(name)) throw notAllowed('variant', name, Object.keys(variantTypes))
  if (name === 'video' || content.variants === 'served') return name
  if (content.variants === 'video') return 'video'
  throw content.variants(name)
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
function derive({ request }: Job, prompt: string): CreateRequest {
  const { model, size, seconds, seed, reference, prompts } = request
  return { model, size, seconds, seed, prompts: [...prompts, prompt], ...(reference ? { reference } : {}) }
}

/** The video to work on: named by its id, or sent as a film that this sandbox made. */
async function readSource(far: Far, { fields: { video } }: Body): Promise<Job> {
  if (video === undefined) throw missing('video')
  if (video instanceof Blob) {
    const maker = far.jobs.findMaker(new Uint8Array(await video.arrayBuffer()))
    if (maker) return maker
    throw new WireError(400, 'A sandbox cannot decode films, so it works only on those that it made itself.', {
      code: 'invalid_value',
      param: 'video',
    })
  }
  if (!isFields(video)) throw wrongType('video', 'an object with an id', video)
  if (video['id'] === undefined) throw missing('video.id')
  if (typeof video['id'] !== 'string') throw wrongType('video.id', 'a string', video['id'])
  return findSource(far, video['id'], 'video.id')
}

function readLimit(given: string | null): number {
  const limit = given === null ? 20 : Number(given)
  if (given !== '' && Number.isInteger(limit) && limit >= 0 && limit <= 100) return limit
  throw new WireError(400, `Invalid 'limit': expected an integer from 0 to 100, but got '${given}' instead.`, {
    code: 'invalid_value',
    param: 'limit',
  })
}
