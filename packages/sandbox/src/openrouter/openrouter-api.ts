import type { Api, ApiContext, Handler } from '../api'
import { readBody } from '../body'
import { serveFile, variantTypes } from '../content'
import { asReported } from '../faults/false-failure'
import type { Fault } from '../faults/fault'
import type { Job } from '../job'
import { rangeOf, redirectToMedia } from '../media'
import { submitCreate } from '../submit-create'
import { WireError } from '../wire-error'
import { openRouterModels } from './openrouter-models'
import { readOpenRouterRequest } from './read-openrouter-request'

// Published clients have this host built in, so that `sandbox.fetch` can be passed to them as it is.
const host = 'openrouter.ai'
const prefixed = /^(?:\/.*)?\/openrouter\/api\/v1\/videos(?:\/|$)/
const videosPath = /^(.*\/api\/v1)\/videos(?:\/([^/]+))?(\/content)?$/

/** Dollars per second, for the usage of a finished job. */
const examplePrice = 0.4

/** Videos of OpenRouter: https://openrouter.ai/docs/api_reference/videos, and `@openrouter/sdk` 1.3.19; November 2026. */
export function createOpenRouterApi(context: ApiContext): Api {
  const { jobs, media, streams, now } = context

  const find = (id: string): Job => {
    const job = jobs.find(id.replace('gen-vid-', 'video_'), 'openrouter')
    if (job) return job
    throw new WireError(404, `Video job ${id.slice(0, 100)} not found`)
  }

  const create = async (request: Request, base: string, faults: readonly Fault[]): Promise<Response> => {
    const { fields: body } = await readBody(request)
    const read = () => readOpenRouterRequest(body)
    const job = await submitCreate(context, { api: 'openrouter', request, model: undefined, body, faults, read })
    context.callbacks.register(job, body['callback_url'], () => {
      const { polling_url: _url, ...data } = answerOf(job, base)
      return { type: `video.generation.${data.status}`, data }
    })
    return Response.json(answerOf(job, base), { status: 202 })
  }

  const content = (request: Request, job: Job, faults: readonly Fault[]): Response => {
    const { state } = job
    if (state.status !== 'completed') throw new WireError(400, `Video job is not completed (status: ${state.status})`)
    const { files } = state
    if (!files || faults.some(({ kind }) => kind === 'expired')) throw new WireError(404, 'Video content not found')
    const redirect = redirectToMedia(media, job, faults)
    if (redirect) return redirect
    const { signal } = request
    return serveFile(
      { bytes: files.video, type: variantTypes.video },
      { range: rangeOf(request, faults), streams, signal },
    )
  }

  return {
    name: 'openrouter',
    matches: ({ host: asked, pathname }) => asked === host || prefixed.test(pathname),
    keyOf: ({ headers }) => /^Bearer (.+)$/i.exec(headers.get('authorization') ?? '')?.[1],
    authenticate(sent, expected) {
      if (sent === undefined) throw new WireError(401, 'No auth credentials found')
      if (expected !== undefined && sent !== expected) throw new WireError(401, 'User not found.')
    },
    route(request, url): Handler {
      const { method } = request
      const [, path = '', id, isContent] = videosPath.exec(url.pathname) ?? []
      const base = url.origin + path
      if (path !== '' && id === undefined && method === 'POST') {
        return { operation: 'create', handle: (faults) => create(request, base, faults) }
      }
      if (id === 'models' && method === 'GET' && isContent === undefined) {
        return { operation: 'list', handle: () => Response.json({ data: openRouterModels }) }
      }
      if (id !== undefined && method === 'GET') {
        return isContent === undefined
          ? {
              operation: 'retrieve',
              handle: (faults) => Response.json(answerOf(asReported(find(id), faults, now()), base)),
            }
          : { operation: 'content', handle: (faults) => content(request, find(id), faults) }
      }
      throw new WireError(404, `The sandbox does not serve ${method} ${url.pathname.slice(0, 200)} of OpenRouter.`)
    },
    toResponse: ({ status, message, headers }) =>
      Response.json({ error: { code: status, message } }, { status, headers }),
  }
}

/** A job, with the fields of `VideoGenerationResponse`. */
function answerOf(job: Job, base: string) {
  const { state, request } = job
  const id = job.id.replace('video_', 'gen-vid-')
  const answer = { id, polling_url: `${base}/videos/${id}` }
  if (state.status === 'queued') return { ...answer, status: 'pending' }
  if (state.status === 'in_progress') return { ...answer, status: 'in_progress' }
  if (state.status === 'failed') return { ...answer, status: 'failed', error: state.failure.message }
  return {
    ...answer,
    generation_id: `gen-${job.number}`,
    status: 'completed',
    unsigned_urls: [`${base}/videos/${id}/content?index=0`],
    usage: { cost: Math.round(Number(request.seconds) * examplePrice * 100) / 100, is_byok: false },
  }
}
