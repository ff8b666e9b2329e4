import type { Api, ApiContext, Handler } from '../api'
import { readBody } from '../body'
import { asReported } from '../faults/false-failure'
import type { Fault } from '../faults/fault'
import type { Job } from '../job'
import { submitCreate } from '../submit-create'
import { WireError } from '../wire-error'
import { predictionIdOf, predictionOf } from './prediction'
import { readReplicateInput } from './read-replicate-input'
import { predictionNotFound, replicateErrorResponse, tokenMissing, tokenUnknown } from './replicate-error'

// Published clients have this host built in, so that `sandbox.fetch` can be passed to them as it is.
const host = 'api.replicate.com'
const belowPrefix = /^((?:\/.*)?\/replicate\/v1)\//
const createPath = /^(?:\/(models|deployments)\/([^/]+\/[^/]+))?\/predictions$/
const predictionPath = /^\/predictions\/([^/]+)(\/cancel)?$/

interface Prediction {
  jobId: string
  model: string
  version: string
  input: unknown
  isAborted: boolean
}

const unknownPrediction = { model: '', version: '', input: {}, isAborted: false }

/** Predictions of Replicate: create, get, cancel. https://replicate.com/docs/reference/http, read in November 2026. */
export function createReplicateApi(context: ApiContext): Api {
  const { jobs, media, now } = context
  // Entries outlive their job, which only a restart deletes.
  const predictions = new Map<string, Prediction>()

  const view = (base: string, job: Job, faults: readonly Fault[] = []) => {
    const about = predictions.get(predictionIdOf(job)) ?? unknownPrediction
    const reported = asReported(job, faults, now())
    return predictionOf({ ...about, job: reported, base, link: media.linkTo(job), progress: jobs.progress(job) })
  }

  const create = async (request: Request, named: string | undefined, base: string, faults: readonly Fault[]) => {
    const { fields: body } = await readBody(request)
    const version = typeof body['version'] === 'string' ? body['version'] : undefined
    if (named === undefined && version === undefined) throw new WireError(422, '- version is required\n')
    const model = named ?? String(version).split(':')[0] ?? ''
    const job = await submitCreate(context, {
      api: 'replicate',
      request,
      model,
      body,
      faults,
      read: () => readReplicateInput(body, model),
    })
    predictions.set(predictionIdOf(job), {
      jobId: job.id,
      model,
      version: version?.split(':').at(-1) ?? 'hidden',
      input: body['input'],
      isAborted: false,
    })
    context.callbacks.register(job, body['webhook'], () => view(base, job))
    return Response.json(view(base, job), { status: 201 })
  }

  const find = (id: string): Job => {
    const known = predictions.get(id)
    const job = known && jobs.find(known.jobId, 'replicate')
    if (job) return job
    throw predictionNotFound()
  }

  const cancel = async (job: Job, base: string, faults: readonly Fault[]): Promise<Response> => {
    const hasEnded = job.state.status === 'completed' || job.state.status === 'failed'
    const isIgnored = job.state.status === 'in_progress' && faults.some(({ kind }) => kind === 'ignored_cancel')
    const known = predictions.get(predictionIdOf(job))
    if (known) known.isAborted ||= job.state.status === 'queued'
    if (!hasEnded && !isIgnored) await jobs.cancel(job)
    return Response.json(view(base, job))
  }

  return {
    name: 'replicate',
    matches: (url) => url.host === host || belowPrefix.test(url.pathname),
    keyOf: ({ headers }) => /^(?:Bearer|Token) (.+)$/i.exec(headers.get('authorization') ?? '')?.[1],
    authenticate(sent, expected) {
      if (sent === undefined) throw tokenMissing()
      if (expected !== undefined && sent !== expected) throw tokenUnknown()
    },
    route(request, url): Handler {
      const prefix = belowPrefix.exec(url.pathname)?.[1] ?? '/v1'
      const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : ''
      const base = url.origin + prefix
      const { method } = request
      const [, id, action = ''] = predictionPath.exec(path) ?? []
      const created = createPath.exec(path)
      if (created && method === 'POST') {
        return { operation: 'create', handle: (faults) => create(request, created[2], base, faults) }
      }
      if (id !== undefined && method === 'GET' && action === '') {
        return { operation: 'retrieve', handle: (faults) => Response.json(view(base, find(id), faults)) }
      }
      if (id !== undefined && method === 'POST' && action === '/cancel') {
        return { operation: 'cancel', handle: (faults) => cancel(find(id), base, faults) }
      }
      throw new WireError(404, `The sandbox does not serve ${method} ${url.pathname.slice(0, 200)} of Replicate.`)
    },
    toResponse: replicateErrorResponse,
  }
}
