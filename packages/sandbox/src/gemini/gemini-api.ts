import type { Api, ApiContext, Handler } from '../api'
import { readBody } from '../body'
import { serveFile, variantTypes } from '../content'
import { asReported } from '../faults/false-failure'
import type { Fault } from '../faults/fault'
import type { Job } from '../job'
import { rangeOf, redirectToMedia } from '../media'
import { submitCreate } from '../submit-create'
import { WireError } from '../wire-error'
import { geminiErrorResponse, keyInvalid, keyMissing, modelNotFound } from './gemini-error'
import { interactionNotFound, interactionOf, isOmniModel, readOmniRequest } from './interaction'
import { readVeoRequest } from './read-veo-request'
import { findVeoModel } from './veo-model'
import { operationName, operationOf, shortId } from './veo-operation'

const basePath = /^((?:\/.*)?\/v1beta)\/(.*)$/
const createPath = /^models\/([^/:]+):predictLongRunning$/
const operationPath = /^models\/[^/]+\/operations\/[^/]+$/
const interactionPath = /^interactions\/([^/:]+)(\/cancel)?$/
const filePath = /^files\/([^/:]+):download$/

/**
 * Videos in the Gemini API, without a list and without progress: Veo by operations
 * (https://ai.google.dev/gemini-api/docs/video), and Gemini Omni by interactions
 * (https://ai.google.dev/gemini-api/docs/omni), both read in November 2026.
 */
export function createGeminiApi(context: ApiContext): Api {
  const { jobs, media, streams, now } = context
  // Entries outlive their job, which only a restart deletes.
  const ids = new Map<string, string>()
  const find = (id: string) => jobs.find(ids.get(id) ?? '', 'gemini')

  const create = async (request: Request, model: string, faults: readonly Fault[]): Promise<Response> => {
    const veo = findVeoModel(model)
    if (!veo) throw modelNotFound(model)
    const { fields: body } = await readBody(request)
    const read = () => readVeoRequest(body, model, veo)
    const job = await submitCreate(context, { api: 'gemini', request, model, body, faults, read })
    ids.set(shortId(job), job.id)
    return Response.json({ name: operationName(job) })
  }

  const retrieve = (name: string, base: string, faults: readonly Fault[]): Response => {
    const job = find(name.split('/').at(-1) ?? '')
    if (!job || operationName(job) !== name) throw new WireError(404, `Operation ${name.slice(0, 200)} not found.`)
    return Response.json(
      operationOf(asReported(job, faults, now()), `${base}/files/${shortId(job)}:download?alt=media`),
    )
  }

  const interact = async (request: Request, faults: readonly Fault[]): Promise<Response> => {
    const { fields: body } = await readBody(request)
    const { model } = body
    if (!isOmniModel(model)) throw modelNotFound(String(model))
    const read = () => readOmniRequest(body, model)
    const job = await submitCreate(context, { api: 'gemini', request, model, body, faults, read })
    ids.set(shortId(job), job.id)
    return Response.json(interactionOf(job, ''))
  }

  const findInteraction = (id: string): Job => {
    const job = find(id)
    if (!job || !isOmniModel(job.request.model)) throw interactionNotFound()
    return job
  }

  const retrieveInteraction = (id: string, base: string, faults: readonly Fault[]): Response => {
    const job = findInteraction(id)
    return Response.json(interactionOf(asReported(job, faults, now()), `${base}/files/${id}:download?alt=media`))
  }

  const cancelInteraction = async (id: string): Promise<Response> => {
    const job = findInteraction(id)
    if (job.state.status === 'queued' || job.state.status === 'in_progress') await jobs.cancel(job)
    return Response.json(interactionOf(job, ''))
  }

  const content = (request: Request, id: string, faults: readonly Fault[]): Response => {
    const job = find(id)
    const file = filesOf(job)
    if (!job || !file || faults.some(({ kind }) => kind === 'expired')) throw fileNotFound(id)
    // Google's own example downloads with `curl -L`.
    const redirect = redirectToMedia(media, job, faults)
    if (redirect) return redirect
    const { signal } = request
    return serveFile(
      { bytes: file.video, type: variantTypes.video },
      { range: rangeOf(request, faults), streams, signal },
    )
  }

  return {
    name: 'gemini',
    matches: ({ pathname }) => basePath.test(pathname),
    // The header wins if both are sent.
    keyOf: ({ headers }, url) => headers.get('x-goog-api-key') ?? url.searchParams.get('key') ?? undefined,
    authenticate(sent, expected) {
      if (sent === undefined || sent === '') throw keyMissing()
      if (expected !== undefined && sent !== expected) throw keyInvalid()
    },
    route(request, url): Handler {
      const [, base = '', path = ''] = basePath.exec(url.pathname) ?? []
      const { method } = request
      const model = createPath.exec(path)?.[1]
      if (method === 'POST' && model !== undefined) {
        return { operation: 'create', handle: (faults) => create(request, model, faults) }
      }
      if (method === 'GET' && operationPath.test(path)) {
        return { operation: 'retrieve', handle: (faults) => retrieve(path, url.origin + base, faults) }
      }
      if (method === 'POST' && path === 'interactions') {
        return { operation: 'create', handle: (faults) => interact(request, faults) }
      }
      const [, interaction, action] = interactionPath.exec(path) ?? []
      if (method === 'POST' && interaction !== undefined && action !== undefined) {
        return { operation: 'cancel', handle: () => cancelInteraction(interaction) }
      }
      if (method === 'GET' && interaction !== undefined && action === undefined) {
        return {
          operation: 'retrieve',
          handle: (faults) => retrieveInteraction(interaction, url.origin + base, faults),
        }
      }
      const file = filePath.exec(path)?.[1]
      if (method === 'GET' && file !== undefined && url.searchParams.get('alt') === 'media') {
        return { operation: 'content', handle: (faults) => content(request, file, faults) }
      }
      throw new WireError(404, `The sandbox does not serve ${method} /v1beta/${path.slice(0, 200)}.`)
    },
    toResponse: geminiErrorResponse,
  }
}

const filesOf = (job: Job | undefined) => (job?.state.status === 'completed' ? job.state.files : undefined)

// What the Files API says of a file that has expired, or is another project's.
const fileNotFound = (id: string) =>
  new WireError(403, `You do not have permission to access the File ${id.slice(0, 100)} or it may not exist.`)
