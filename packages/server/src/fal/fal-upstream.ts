import { VideoError, isVideoError } from '@dailies/core'
import { fieldsOf, parseStatusValue, textOf } from '@dailies/core/internal'
import { pickNetworkOptions } from '../upstream-client/network-options'
import { checkApiKey } from '../upstream-client/option-checks'
import { checkProviderOptions, modelOf, resolveModels } from '../upstream-client/provider-options'
import type { ProviderOptions } from '../upstream-client/provider-options'
import { ResponseError } from '../upstream-client/response-error'
import { createUpstreamClient } from '../upstream-client/upstream-client'
import type { UpstreamResponse } from '../upstream-client/upstream-client'
import type { Json, Upstream, UpstreamUpdate } from '../upstream/upstream'
import { readFalFailure } from './fal-failure'
import type { FalResult } from './fal-failure'
import { toFalRequest } from './fal-input'
import { falModels } from './fal-model'
import type { FalModel } from './fal-model'

/** A model of fal to offer: the id of a known one, or its capabilities; what is omitted is as for the known model. */
export type FalModelOption = string | (Pick<FalModel, 'id'> & Partial<FalModel>)

/** Options of {@link falUpstream}. */
export type FalUpstreamOptions = ProviderOptions<FalModelOption>

/**
 * Creates an upstream for the models of fal (https://fal.ai), through its queue. Every model of fal can be offered; the
 * well-known ones without saying what they can do.
 *
 * A create request is never sent twice. A result that reports an error of a server fails a job only if it lasts.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 * @example
 * const upstream = falUpstream({ apiKey: process.env.FAL_KEY })
 */
export function falUpstream(options: FalUpstreamOptions): Upstream {
  const where = 'falUpstream'
  checkProviderOptions(where, options)
  const apiKey = checkApiKey(where, options.apiKey, 'FAL_KEY')
  const models = resolveModels(
    where,
    options.models,
    falModels,
    falModels.map(({ id }) => id),
  )
  const baseURL = options.baseURL ?? 'https://queue.fal.run'
  const client = createUpstreamClient({
    ...pickNetworkOptions(options),
    baseURL,
    headers: { ...options.headers, authorization: `Key ${apiKey}` },
    secrets: [apiKey],
  })
  const prefix = new URL(baseURL).pathname.replace(/\/$/, '')
  const idOf = (path: string) => path.split('/').at(-1) ?? ''

  /**
   * The path of the request below `baseURL`, from the URL in fal's answer: owner and app are not always the first two
   * parts of the endpoint.
   */
  function readRef({ body }: UpstreamResponse): string {
    const url = textOf(fieldsOf(body)['response_url']) ?? ''
    const { origin, pathname } = new URL(url, baseURL)
    const path = pathname.slice(prefix.length)
    if (origin === new URL(baseURL).origin && pathname.startsWith(prefix) && requestPath.test(path)) return path
    throw new VideoError('The video service accepted the request, but its answer names no job of this account.', {
      code: 'upstream_failed',
    })
  }

  /** Fetches the result: the URL of the video, or why there is none yet, or none at all. */
  async function result(path: string, isReported: boolean, signal?: AbortSignal): Promise<FalResult | { url: string }> {
    try {
      const { body } = await client.request('GET', path, { signal, ids: [idOf(path)] })
      const { video, videos, status } = fieldsOf(body)
      // A gateway may answer with the status of a request that runs.
      if (status === 'IN_QUEUE' || status === 'IN_PROGRESS') return { kind: 'running' }
      const url = textOf(fieldsOf(video ?? (Array.isArray(videos) ? (videos as unknown[])[0] : undefined))['url'])
      if (url !== undefined) return { url }
      const message = 'The video service ended this job without a video.'
      return { kind: 'failed', reason: { message }, mayBeTransient: true, isFree: false }
    } catch (error) {
      const failure = readFalFailure(error, isReported)
      if (failure) return failure
      throw error
    }
  }

  return {
    id: options.id ?? 'fal',
    capabilities: { models, cancellation: 'cancels', currency: 'USD' },

    takesCallbacks: true,

    async create(request, { idempotencyKey, signal, callbackURL }) {
      const model = modelOf(models, request.model)
      const { endpoint, input } = await toFalRequest(model, request)
      // https://fal.ai/docs/documentation/model-apis/inference/webhooks, November 2026.
      const query = callbackURL === undefined ? undefined : { fal_webhook: callbackURL }
      return client.create(`/${endpoint}`, { body: input, query, idempotencyKey, signal }, (response) => ({
        ref: readRef(response),
        update: { status: 'queued' },
        queuePosition: positionOf(response.body),
      }))
    },

    async retrieve(ref, { signal } = {}): Promise<UpstreamUpdate> {
      const path = parseRef(ref)
      const { body, pollAfterMs } = await client.request('GET', `${path}/status`, { signal, ids: [idOf(path)] })
      const { status, error } = fieldsOf(body)
      if (status === 'IN_QUEUE') {
        return { update: { status: 'queued' }, queuePosition: positionOf(body), pollAfterMs }
      }
      // fal itself reports every end as completed; gateways have a word for a cancelled request.
      const word = parseStatusValue(status)
      if (word?.status === 'failed') {
        return { update: { status: 'failed', error: client.failure({ code: word.reason ?? 'failed' }) } }
      }
      if (status !== 'COMPLETED') return { update: { status: 'in_progress' }, pollAfterMs }
      const ended = await result(path, error !== undefined, signal)
      if ('url' in ended) return { update: { status: 'completed' } }
      if (ended.kind === 'running') return { update: { status: 'in_progress' }, pollAfterMs }
      return {
        update: { status: 'failed', error: client.failure(ended.reason, [idOf(path)]) },
        mayBeTransient: ended.mayBeTransient,
        ...(ended.isFree && { cost: 0 }),
      }
    },

    async content(ref, variant, { range, signal } = {}) {
      if (variant !== 'video') throw new VideoError(`fal has no ${variant} of a video.`, { code: 'unsupported' })
      const found = await result(parseRef(ref), true, signal)
      if ('url' in found) return client.file(found.url, { variant, range, signal })
      throw found.kind === 'running'
        ? new VideoError('This video is not finished yet. Try again later.', { code: 'not_ready' })
        : new VideoError('This video failed, so it has no file.', { code: 'not_found' })
    },

    async cancel(ref, { signal } = {}) {
      const path = parseRef(ref)
      try {
        await client.request('PUT', `${path}/cancel`, { signal, ids: [idOf(path)] })
      } catch (error) {
        const response = isVideoError(error) ? error.cause : undefined
        const hasEnded = response instanceof ResponseError && fieldsOf(response.body)['status'] === 'ALREADY_COMPLETED'
        if (!hasEnded) throw error
      }
    },
  }
}

const requestPath = /^(?:\/[\w.~-]+){2,6}\/requests\/[\w-]+$/

/** @throws VideoError `misconfigured` */
function parseRef(ref: Json): string {
  if (typeof ref === 'string' && requestPath.test(ref)) return ref
  throw new VideoError('The ref of this job was not written by falUpstream. Use the upstream that created the job.', {
    code: 'misconfigured',
  })
}

function positionOf(body: unknown): number | undefined {
  const position = fieldsOf(body)['queue_position']
  return typeof position === 'number' ? position : undefined
}
