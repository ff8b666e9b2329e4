import { VideoError } from '@dailies/core'
import { fieldsOf, textOf } from '@dailies/core/internal'
import { text } from '../options'
import { pickNetworkOptions } from '../upstream-client/network-options'
import { checkApiKey } from '../upstream-client/option-checks'
import { checkProviderOptions, modelOf, resolveModels } from '../upstream-client/provider-options'
import type { ProviderOptions } from '../upstream-client/provider-options'
import { verifyStandardWebhook } from '../upstream-client/standard-webhook'
import { createUpstreamClient } from '../upstream-client/upstream-client'
import type { Json, Upstream, UpstreamUpdate } from '../upstream/upstream'
import { readPrediction } from './prediction'
import { isRunnable, toPredictionRequest } from './replicate-input'
import { replicateModels } from './replicate-model'
import type { ReplicateModel } from './replicate-model'

/** A model of Replicate to offer: the id of a known one, or its capabilities; what is omitted is as for the known model. */
export type ReplicateModelOption = string | (Pick<ReplicateModel, 'id'> & Partial<ReplicateModel>)

/** Options of {@link replicateUpstream}. */
export interface ReplicateUpstreamOptions extends ProviderOptions<ReplicateModelOption> {
  /**
   * Where Replicate sends its signed webhooks: the public URL of `/videos/webhook` of this server, with the id of this
   * upstream below it if there are several. Needs `webhookSecret`.
   *
   * @default the URL of the job's callback, if the server has a `publicURL`
   */
  webhookURL?: string | undefined
  /** The signing secret of the account, `whsec_…`, as `GET /v1/webhooks/default/secret` returns it. */
  webhookSecret?: string | undefined
}

/**
 * Creates an upstream for the models of Replicate (https://replicate.com). Every model that makes a video can be offered; the
 * well-known ones without saying what they can do.
 *
 * A create request is never sent twice. The status of a prediction is final as Replicate reports it.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 * @example
 * const upstream = replicateUpstream({ apiKey: process.env.REPLICATE_API_TOKEN })
 */
export function replicateUpstream(options: ReplicateUpstreamOptions): Upstream {
  const where = 'replicateUpstream'
  checkProviderOptions(where, options, { webhookURL: text, webhookSecret: text })
  const apiKey = checkApiKey(where, options.apiKey, 'REPLICATE_API_TOKEN')
  const models = resolveModels(
    where,
    options.models,
    replicateModels,
    replicateModels.map(({ id }) => id),
  )
  for (const { id, replicate } of models) {
    const run = replicate?.run ?? id
    if (!isRunnable(run))
      throw misconfigured(
        `${where} cannot run the model "${run.slice(0, 80)}". Name it as owner/name, owner/name:version or deployments/owner/name, in replicate.run or as its id.`,
      )
  }
  const { webhookURL, webhookSecret } = options
  if (webhookURL !== undefined && (!webhookSecret || !URL.canParse(webhookURL)))
    throw misconfigured(`${where} needs a full webhookURL, and webhookSecret to verify what arrives there.`)
  const { now = Date.now } = options
  const client = createUpstreamClient({
    ...pickNetworkOptions(options),
    baseURL: options.baseURL ?? 'https://api.replicate.com/v1',
    headers: { ...options.headers, authorization: `Bearer ${apiKey}` },
    secrets: [apiKey],
  })

  async function stateOf(ref: Json, signal: AbortSignal | undefined) {
    const id = parseRef(ref)
    const { body, pollAfterMs } = await client.request('GET', `/predictions/${id}`, { signal, ids: [id] })
    return { state: readPrediction(body), pollAfterMs, id }
  }

  const upstream: Upstream = {
    id: options.id ?? 'replicate',
    capabilities: { models, cancellation: 'cancels', currency: 'USD' },
    takesCallbacks: webhookURL === undefined,

    async create(request, { idempotencyKey, signal, callbackURL }) {
      const model = modelOf(models, request.model)
      const { path, body } = await toPredictionRequest(model, request)
      const url = webhookURL ?? callbackURL
      const webhook = url !== undefined && { webhook: url, webhook_events_filter: ['completed'] }
      return client.create(path, { body: { ...body, ...webhook }, idempotencyKey, signal }, (response) => ({
        ref: readRef(response.body),
        update: { status: 'queued' },
        pollAfterMs: response.pollAfterMs,
      }))
    },

    async retrieve(ref, { signal } = {}): Promise<UpstreamUpdate> {
      const { state, pollAfterMs, id } = await stateOf(ref, signal)
      if (state.kind === 'running') return { update: { status: state.status }, pollAfterMs }
      if (state.kind === 'completed') return { update: { status: 'completed' } }
      return {
        update: { status: 'failed', error: client.failure(state.reason, [id]) },
        ...(state.isFree && { cost: 0 }),
      }
    },

    async content(ref, variant, { range, signal } = {}) {
      if (variant !== 'video') throw new VideoError(`Replicate has no ${variant} of a video.`, { code: 'unsupported' })
      const { state } = await stateOf(ref, signal)
      if (state.kind === 'running')
        throw new VideoError('This video is not finished yet. Try again later.', { code: 'not_ready' })
      if (state.kind === 'failed') throw new VideoError('This video failed, so it has no file.', { code: 'not_found' })
      if (state.file !== undefined) return client.file(state.file, { variant, range, signal })
      throw new VideoError('Replicate has deleted the file of this video, an hour after it was made.', {
        code: 'expired',
      })
    },

    async cancel(ref, { signal } = {}) {
      const id = parseRef(ref)
      await client.request('POST', `/predictions/${id}/cancel`, { signal, ids: [id] })
    },
  }
  if (webhookSecret) {
    upstream.verifyWebhook = async (headers, readBody) => {
      const { id, payload } = await verifyStandardWebhook(headers, readBody, { secret: webhookSecret, now: now() })
      // The body is the prediction.
      const { id: ref, status } = fieldsOf(payload)
      return { id, ref: textOf(ref) ?? null, type: `prediction.${textOf(status) ?? 'unknown'}` }
    }
  }
  return upstream
}

const misconfigured = (message: string): VideoError => new VideoError(message, { code: 'misconfigured' })

const predictionId = /^[\w-]{1,64}$/

/** @throws VideoError if the answer names no prediction */
function readRef(body: unknown): string {
  const id = textOf(fieldsOf(body)['id'])
  if (id !== undefined && predictionId.test(id)) return id
  throw new VideoError('The video service accepted the request, but its answer names no prediction.', {
    code: 'upstream_failed',
  })
}

/** @throws VideoError `misconfigured` */
function parseRef(ref: Json): string {
  if (typeof ref === 'string' && predictionId.test(ref)) return ref
  throw misconfigured(
    'The ref of this job was not written by replicateUpstream. Use the upstream that created the job.',
  )
}
