import { VideoError } from '@dailies/core'
import { withTimeout } from '../net/with-timeout'
import { checkOptions } from '../options'
import { resolveNetworkOptions } from '../upstream-client/network-options'
import { noResponseError } from '../upstream-client/response-limits'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { Json, Upstream } from '../upstream/upstream'
import { upstreamOptionKinds } from './ai-sdk-options'
import type { AiSdkUpstreamOptions } from './ai-sdk-options'
import { callOptionsOf } from './call-options'
import { capabilitiesOf } from './check-models'
import { checkSecrets } from './check-secrets'
import { isEndOfJob, toStartError, toStatusError } from './model-error'
import { createOpenVideo } from './open-video'
import { idsIn, readOperationRef, refOfOperation } from './operation-ref'
import { failedUpdate, firstVideo, readStatus } from './read-status'
import type { AiSdkStatus, AiSdkVideoModel, AiSdkWarning } from './video-model'

/**
 * Creates an upstream for video models of the AI SDK 7. `doStart` is called once for each job, with its idempotency key;
 * the operation that it returns is stored, so that any instance polls the job with `doStatus`. Nothing waits for a video.
 *
 * The AI SDK has no progress and no cancellation: a deleted job runs on, and is billed. The URL of a video is asked for
 * again for each download, because it may carry the key, and is never stored.
 *
 * @throws VideoError `misconfigured` if an option is invalid, or a model has no start and status
 * @example
 * const fal = createFal({ apiKey: process.env.FAL_KEY })
 * const upstream = aiSdkUpstream({
 *   models: [{ id: 'veo', model: fal.video('fal-ai/veo3.1/fast'), sizes: ['1280x720'], seconds: ['8'] }],
 *   secrets: [process.env.FAL_KEY],
 * })
 */
export function aiSdkUpstream(options: AiSdkUpstreamOptions): Upstream {
  checkOptions('aiSdkUpstream', options, upstreamOptionKinds, ['models', 'secrets'])
  const { models, onWarning, currency = 'USD' } = options
  const secrets = checkSecrets(options.secrets)
  const { now, createTimeoutMs, readTimeoutMs } = resolveNetworkOptions(options)
  const capabilities = { models: capabilitiesOf(models), cancellation: 'continues' as const, currency }
  const openVideo = createOpenVideo(options, secrets)

  const optionOf = (id: string | undefined) => {
    const option = id === undefined ? models[0] : models.find((each) => each.id === id)
    if (option) return { ...option, model: option.model as Required<AiSdkVideoModel> }
    throw new VideoError(
      `The model "${id}" of this job is not configured any more. The operator must add it to the models of aiSdkUpstream.`,
      { code: 'misconfigured' },
    )
  }

  /** The status of a job, or the end of the job that its package threw. */
  async function statusOf(ref: Json, outer: AbortSignal | undefined) {
    const { model: id, operation } = readOperationRef(ref, secrets)
    const { model, cost } = optionOf(id)
    const ids = idsIn(operation)
    const context = { now: now(), secrets: [...secrets, ...ids], ids, cost }
    try {
      const result = await withTimeout<AiSdkStatus>(async (abortSignal) => model.doStatus({ operation, abortSignal }), {
        timeoutMs: readTimeoutMs,
        timeoutError: () => noResponseError(readTimeoutMs),
        signal: outer,
      })
      return { context, result }
    } catch (error) {
      if (isEndOfJob(error)) return { context, end: error.message }
      throw toStatusError(error, context)
    }
  }

  const reportWarnings = (warnings: AiSdkWarning[], id: string): void => {
    try {
      for (const warning of warnings) onWarning?.(warning, id)
    } catch {
      // The job is started, and must not be lost to a logger.
    }
  }

  return {
    id: options.id ?? 'ai-sdk',
    capabilities,

    // Only if no job of it would wait for a call in vain.
    takesCallbacks: models.every(({ model }) => model.handleWebhookOption !== undefined),

    async create(request, { idempotencyKey, signal: outer, callbackURL }) {
      if (outer?.aborted === true) {
        throw new SubmissionRejectedError('The request was aborted before it was sent, so no video was created.', {
          code: 'upstream_timeout',
        })
      }
      const option = optionOf(request.model)
      const { id, model } = option
      const headers = { 'idempotency-key': idempotencyKey }
      const call = {
        ...(await callOptionsOf(request, option)),
        n: 1,
        headers,
        ...(callbackURL !== undefined && { webhookUrl: callbackURL }),
      }
      try {
        const { operation, warnings = [] } = await withTimeout(
          async (abortSignal) => model.doStart({ ...call, abortSignal }),
          { timeoutMs: createTimeoutMs, timeoutError: () => noResponseError(createTimeoutMs), signal: outer },
        )
        const ref = refOfOperation(id, operation, secrets)
        reportWarnings(warnings, id)
        return { ref, update: { status: 'queued' } }
      } catch (error) {
        throw toStartError(error, { now: now(), secrets })
      }
    },

    async retrieve(ref, { signal } = {}) {
      const { context, result, end } = await statusOf(ref, signal)
      return end === undefined ? readStatus(result, context) : { ...failedUpdate(end, context), mayBeTransient: false }
    },

    async content(ref, variant, { signal, range } = {}) {
      if (variant !== 'video') throw new VideoError(`The AI SDK has no ${variant}.`, { code: 'unsupported' })
      const { context, result, end } = await statusOf(ref, signal)
      const { update, mayBeTransient } =
        end === undefined ? readStatus(result, context) : { update: { status: 'failed' }, mayBeTransient: false }
      const video = result && firstVideo(result)
      if (video) return openVideo(video, { variant, range, signal })
      if (update.status !== 'failed')
        throw new VideoError('The video is not finished yet. Try again when it is.', { code: 'not_ready' })
      throw mayBeTransient
        ? new VideoError('The video service failed. Try again later.', { code: 'upstream_failed' })
        : new VideoError('The video service no longer has this video.', { code: 'not_found' })
    },
  }
}
