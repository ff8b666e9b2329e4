import type { VideoVariant } from '@dailies/core'
import type { ApiContext } from './api'
import { isFields, readBody } from './body'
import type { Body } from './body'
import { isVariant, serveFile, variantTypes } from './content'
import type { Dialect, JobView } from './dialects/dialect'
import { asReported } from './faults/false-failure'
import type { Fault } from './faults/fault'
import { formatOf } from './job'
import type { Job, CreateRequest } from './job'
import { fileOf, rangeOf, redirectToMedia } from './media'
import { extensionsOf, longestVideo } from './lengths'
import type { SandboxModel } from './models'
import { readCreate, readPrompt, readSeconds, rejectUnknown } from './request-fields'
import type { VideosOperation } from './routes'
import { submitCreate } from './submit-create'
import { WireError, missing, notAllowed, notFound, wrongType } from './wire-error'

/** What the handlers work on. */
export interface OperationContext extends ApiContext {
  models: readonly SandboxModel[]
  dialect: Dialect
  /** Whether content supports Range requests. */
  ranges: boolean
  /** Value of the `openai-poll-after-ms` header. */
  pollAfterMs: number
}

/** One matched request. */
export interface Exchange {
  request: Request
  url: URL
  /** As the client wrote it; empty if the path has none. */
  id: string
  /** The faults that apply to this request. */
  faults: readonly Fault[]
}

/** The handler of each operation; throws a WireError for an error response. */
export const operations: Record<
  VideosOperation,
  (context: OperationContext, exchange: Exchange) => Response | Promise<Response>
> = {
  async create(context, exchange) {
    const { submission } = context.dialect
    const body = await readBody(exchange.request)
    if (!submission.forms.includes(body.form)) throw submission.rejectForm(body)
    const job = await submit(context, exchange, body, () => readCreate(body, context.models, submission))
    if (submission.synchronous) await job.settled
    return jobResponse(context, job)
  },

  retrieve(context, { id, faults }) {
    const job = asReported(find(context, id), faults, context.now())
    const headers =
      context.dialect.asksToWait && isRunning(job) ? { 'openai-poll-after-ms': String(context.pollAfterMs) } : undefined
    return Response.json(context.dialect.video(viewOf(context, job, 'retrieve')), headers ? { headers } : {})
  },

  list(context, { request, url }) {
    const { dialect, jobs } = context
    const order = url.searchParams.get('order') ?? 'desc'
    if (order !== 'asc' && order !== 'desc') throw notAllowed('order', order, ['asc', 'desc'])
    const limit = readLimit(url.searchParams.get('limit'))
    const after = url.searchParams.get('after')
    const page = jobs.list({ limit, order, ...(after ? { after: dialect.ids.read(after) ?? '' } : {}) })
    if (!page) {
      throw new WireError(400, `No video with id '${after}' to continue after.`, {
        code: 'invalid_value',
        param: 'after',
      })
    }
    const views = page.jobs.map((job) => viewOf(context, job, 'list'))
    return Response.json(dialect.list(views, page.hasMore, { url, headers: request.headers }))
  },

  delete(context, { id }) {
    const job = find(context, id)
    if (!context.dialect.cancelsRunning && isRunning(job)) {
      throw new WireError(400, `Video '${id}' is ${job.state.status}: only an ended one can be deleted.`, {
        code: 'video_not_ready',
      })
    }
    const view = viewOf(context, job, 'delete')
    context.jobs.delete(job.id)
    return Response.json(context.dialect.deleted(view))
  },

  content(context, { request, url, id, faults }) {
    const { content } = context.dialect
    const job = find(context, id)
    const variant = readVariant(context, url.searchParams.get('variant') ?? 'video')
    if (job.state.status === 'failed') {
      throw new WireError(404, `Video with id '${id}' failed, so it has no content.`, { code: 'video_failed' })
    }
    if (job.state.status !== 'completed') throw content.notReady(id)
    const file = fileOf(job, variant, content)
    if (!file || faults.some(({ kind }) => kind === 'expired')) throw content.expired(id)

    const redirect = redirectToMedia(context.media, job, faults)
    if (redirect) return redirect
    const link = context.media.linkTo(job)
    if (content.delivery === 'redirect') return new Response(null, { status: 302, headers: { location: link } })
    if (content.delivery === 'link') return Response.json({ url: link })
    if (content.delivery !== 'bytes') throw content.delivery(link)
    const range = context.ranges ? rangeOf(request, faults) : null
    return serveFile(file, { range, streams: context.streams, signal: request.signal, headers: content.headers })
  },

  async remix(context, exchange) {
    const body = await readBody(exchange.request)
    const job = await submit(context, exchange, body, () => {
      rejectUnknown(body, ['prompt'])
      const source = findSource(context, exchange.id, 'video_id')
      return { ...derive(source, readPrompt(body)), remixedFrom: source.id }
    })
    return jobResponse(context, job)
  },

  async edit(context, exchange) {
    const body = await readBody(exchange.request)
    const job = await submit(context, exchange, body, async () => {
      rejectUnknown(body, ['prompt', 'video'])
      const source = await readSource(context, body)
      return { ...derive(source, readPrompt(body)), remixedFrom: source.id }
    })
    return jobResponse(context, job)
  },

  async extend(context, exchange) {
    const body = await readBody(exchange.request)
    return jobResponse(context, await submit(context, exchange, body, () => readExtension(context, body)))
  },
}

async function readExtension(context: OperationContext, body: Body): Promise<CreateRequest> {
  rejectUnknown(body, ['prompt', 'video', 'seconds'])
  const source = await readSource(context, body)
  const wanted = derive(source, readPrompt(body))
  const model = context.models.find((model) => model.id === wanted.model)
  if (body.fields['seconds'] === undefined) throw missing('seconds')
  const added = readSeconds(body, model ? extensionsOf(model) : [], context.dialect.submission.seconds)
  const seconds = Number(wanted.seconds) + Number(added)
  if (seconds > longestVideo) {
    throw new WireError(400, `The video would be ${seconds} seconds long; the maximum is ${longestVideo} seconds.`, {
      code: 'invalid_value',
      param: 'seconds',
    })
  }
  return { ...wanted, seconds: String(seconds) }
}

/** Records the create, reads it, and creates its job. */
const submit = (
  context: OperationContext,
  { request, faults }: Exchange,
  { fields }: Body,
  read: () => CreateRequest | Promise<CreateRequest>,
) => submitCreate(context, { api: 'videos', request, model: undefined, body: fields, faults, read })

const isRunning = ({ state }: Job) => state.status === 'queued' || state.status === 'in_progress'

function viewOf({ jobs, dialect, media }: OperationContext, job: Job, occasion: JobView['occasion']): JobView {
  const { remixedFrom } = job.request
  return {
    job,
    id: dialect.ids.write(job.id, occasion, job.request.prompts.length > 1),
    source: remixedFrom === undefined ? null : dialect.ids.write(remixedFrom, occasion, false),
    occasion,
    progress: jobs.progress(job),
    queuePosition: jobs.queuePosition(job),
    link: media.linkTo(job),
    inline: () => base64Of(fileOf(job, 'video', dialect.content)?.bytes ?? new Uint8Array()),
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = ''
  // In chunks, since a call takes a limited number of arguments.
  for (let offset = 0; offset < bytes.length; offset += 32_768) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + 32_768))
  }
  return btoa(text)
}

const jobResponse = (context: OperationContext, job: Job) =>
  Response.json(context.dialect.video(viewOf(context, job, 'create')), { status: context.dialect.submission.status })

function find({ jobs, dialect }: OperationContext, id: string): Job {
  const job = jobs.find(dialect.ids.read(id) ?? '', 'videos')
  if (!job) throw notFound(id)
  return job
}

function readVariant({ dialect: { content } }: OperationContext, name: string): VideoVariant {
  if (!isVariant(name)) throw notAllowed('variant', name, Object.keys(variantTypes))
  if (name === 'video' || content.variants === 'served') return name
  if (content.variants === 'video') return 'video'
  throw content.variants(name)
}

function findSource(context: OperationContext, id: string, param: string): Job {
  const job = find(context, id)
  if (job.state.status === 'completed') return job
  throw new WireError(400, `Video '${id}' is ${job.state.status}; only a completed video can be worked on.`, {
    code: 'invalid_value',
    param,
  })
}

/** A request derived from a job: same size, length, seed and first frame, one more prompt. */
function derive(job: Job, prompt: string): CreateRequest {
  const { model, seed, referenceImage, prompts, parameters } = job.request
  return {
    ...formatOf(job),
    model,
    seed,
    prompts: [...prompts, prompt],
    ...(referenceImage ? { referenceImage } : {}),
    ...(parameters ? { parameters } : {}),
  }
}

/** The source video: an id, or an uploaded file that this sandbox served. */
async function readSource(context: OperationContext, { fields: { video } }: Body): Promise<Job> {
  if (video === undefined) throw missing('video')
  if (video instanceof Blob) {
    const job = context.jobs.findByVideo(new Uint8Array(await video.arrayBuffer()))
    if (job) return job
    throw new WireError(400, 'The sandbox cannot decode videos, so it accepts only those it served itself.', {
      code: 'invalid_value',
      param: 'video',
    })
  }
  if (!isFields(video)) throw wrongType('video', 'an object with an id', video)
  if (video['id'] === undefined) throw missing('video.id')
  if (typeof video['id'] !== 'string') throw wrongType('video.id', 'a string', video['id'])
  return findSource(context, video['id'], 'video.id')
}

function readLimit(given: string | null): number {
  const limit = given === null ? 20 : Number(given)
  if (given !== '' && Number.isInteger(limit) && limit >= 0 && limit <= 100) return limit
  throw new WireError(400, `Invalid 'limit': expected an integer from 0 to 100, but got '${given}' instead.`, {
    code: 'invalid_value',
    param: 'limit',
  })
}
