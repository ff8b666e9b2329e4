import type { Api, ApiContext, Handler } from '../api'
import { readBody } from '../body'
import { variantTypes } from '../content'
import { asReported } from '../faults/false-failure'
import type { Fault } from '../faults/fault'
import { isVideosPath } from '../routes'
import { WireError } from '../wire-error'
import {
  alreadyCompleted,
  falErrorResponse,
  keyMissing,
  keyUnknown,
  requestNotFound,
  stillInProgress,
} from './fal-error'
import { failureOf, linksOf, requestIdOf, statusOf } from './fal-status'
import type { QueuedRequest } from './fal-status'
import { fallbackRequest, readFalInput } from './read-fal-input'

// Published clients have this host built in, so that `sandbox.fetch` can be passed to them as it is.
const host = 'queue.fal.run'
const belowPrefix = /^((?:\/.*)?\/fal)\/./
// A model has an owner, an app and perhaps a path; the URLs of a request have the owner and the app only.
const submitPath = /^\/[^/]+\/[^/]+(?:\/.+)?$/
const requestPath = /^\/([^/]+\/[^/]+)(?:\/.+)?\/requests\/([^/]+)(\/status|\/cancel)?$/

/**
 * The queue of fal: submit, status, result, cancel. https://fal.ai/docs/api-reference/inference-api, read in November 2026.
 */
export function createFalApi(context: ApiContext): Api {
  const { jobs, media, now, received, idempotencyKeys, callbacks } = context
  // Entries outlive their job, which only a restart deletes.
  const requests = new Map<string, { jobId: string; app: string; rejection: WireError | undefined }>()

  const submit = async (request: Request, model: string, base: string, faults: readonly Fault[]): Promise<Response> => {
    const { fields: body } = await readBody(request)
    const key = request.headers.get('idempotency-key')
    const record = received.add({ api: 'fal', model, idempotencyKey: key, body })
    let rejection: WireError | undefined
    try {
      record.request = readFalInput(body, model)
    } catch (error) {
      if (!(error instanceof WireError)) throw error
      rejection = error
    }
    const job = idempotencyKeys.submit(record.request ?? fallbackRequest(model), {
      api: 'fal',
      key,
      isStuck: faults.some(({ kind }) => kind === 'stuck'),
      failure: rejection && { code: 'invalid_input', message: rejection.message },
    })
    const id = requestIdOf(job)
    const app = model.split('/').slice(0, 2).join('/')
    requests.set(id, { jobId: job.id, app, rejection })
    const links = linksOf(`${base}/${app}/requests/${id}`)
    const callbackURL = new URL(request.url).searchParams.get('fal_webhook')
    callbacks.register(job, callbackURL, () => ({
      request_id: id,
      status: job.state.status === 'completed' ? 'OK' : 'ERROR',
      payload: {},
    }))
    return respond(id, { status: 'IN_QUEUE', request_id: id, ...links, queue_position: jobs.ahead(job) })
  }

  const find = (app: string, id: string, base: string): QueuedRequest => {
    const known = requests.get(id)
    const job = known?.app === app ? jobs.find(known.jobId, 'fal') : undefined
    if (!known || !job) throw requestNotFound()
    const url = `${base}/${app}/requests/${id}`
    return { job, rejection: known.rejection, url, position: jobs.ahead(job), progress: jobs.progress(job) }
  }

  const status = (queued: QueuedRequest, wantsLogs: boolean, faults: readonly Fault[]): Response => {
    const job = asReported(queued.job, faults, now())
    const body = statusOf({ ...queued, job }, wantsLogs)
    return respond(requestIdOf(job), body, body['status'] === 'COMPLETED' ? 200 : 202)
  }

  const result = (queued: QueuedRequest, faults: readonly Fault[]): Response => {
    const job = asReported(queued.job, faults, now())
    const failure = failureOf({ ...queued, job })
    if (failure) throw failure
    if (job.state.status !== 'completed') throw stillInProgress()
    const { files } = job.state
    const video = { url: media.linkTo(job), content_type: variantTypes.video, file_name: `${requestIdOf(job)}.mp4` }
    const { seed } = job.request
    return respond(requestIdOf(job), { video: { ...video, file_size: files?.video.length ?? null }, seed })
  }

  const cancel = async ({ job }: QueuedRequest, faults: readonly Fault[]): Promise<Response> => {
    if (job.state.status === 'completed' || job.state.status === 'failed') throw alreadyCompleted()
    const hasStarted = job.state.status === 'in_progress'
    if (!(hasStarted && faults.some(({ kind }) => kind === 'ignored_cancel'))) await jobs.cancel(job)
    // A queued request is removed; the runner of a started one is only asked to stop.
    return hasStarted
      ? respond(requestIdOf(job), { status: 'CANCELLATION_REQUESTED' }, 202)
      : respond(requestIdOf(job), { status: 'OK' })
  }

  return {
    name: 'fal',
    matches: (url) => url.host === host || (belowPrefix.test(url.pathname) && !isVideosPath(url.pathname)),
    keyOf: ({ headers }) => /^Key (.+)$/i.exec(headers.get('authorization') ?? '')?.[1],
    authenticate(sent, expected) {
      if (sent === undefined) throw keyMissing()
      if (expected !== undefined && sent !== expected) throw keyUnknown()
    },
    route(request, url): Handler {
      const prefix = url.host === host ? '' : (belowPrefix.exec(url.pathname)?.[1] ?? '')
      const path = url.pathname.slice(prefix.length)
      const base = url.origin + prefix
      const { method } = request
      const [, app = '', id = '', action = ''] = requestPath.exec(path) ?? []
      const wantsLogs = ['1', 'true'].includes(url.searchParams.get('logs') ?? '')
      const handlers: Readonly<Record<string, Handler>> = {
        'GET /status': { operation: 'retrieve', handle: (faults) => status(find(app, id, base), wantsLogs, faults) },
        'GET ': { operation: 'result', handle: (faults) => result(find(app, id, base), faults) },
        'PUT /cancel': { operation: 'cancel', handle: (faults) => cancel(find(app, id, base), faults) },
      }
      const handler = id === '' ? undefined : handlers[`${method} ${action}`]
      if (handler) return handler
      if (method === 'POST' && id === '' && submitPath.test(path)) {
        return { operation: 'create', handle: (faults) => submit(request, path.slice(1), base, faults) }
      }
      throw new WireError(404, `The sandbox does not serve ${method} ${path.slice(0, 200)} of fal's queue.`)
    },
    toResponse: falErrorResponse,
  }
}

const respond = (requestId: string, body: object, status = 200) =>
  Response.json(body, { status, headers: { 'x-fal-request-id': requestId } })
