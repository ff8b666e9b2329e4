import { VideoError, isVideoError } from '@dailies/core'
import { pickNetworkOptions } from '../upstream-client/network-options'
import { checkApiKey } from '../upstream-client/option-checks'
import { checkProviderOptions, modelOf, resolveModels } from '../upstream-client/provider-options'
import type { KnownModelOption, ProviderOptions } from '../upstream-client/provider-options'
import { ResponseError } from '../upstream-client/response-error'
import { createUpstreamClient } from '../upstream-client/upstream-client'
import type { Json, Upstream, UpstreamUpdate } from '../upstream/upstream'
import type { GeminiApi } from './gemini-api'
import { geminiMessageOf, isMissingGeminiFile, parseGeminiError } from './gemini-error'
import { defaultGeminiModels, geminiModels } from './gemini-models'
import { omniApi } from './omni'
import { veoApi } from './veo'

/** A model of Google to offer: the id of a known one, or its capabilities; what is omitted is as for the known model. */
export type GeminiModelOption = KnownModelOption

/** Options of {@link geminiUpstream}. */
export type GeminiUpstreamOptions = ProviderOptions<GeminiModelOption>

/**
 * Creates an upstream for Google's video models with a key of the Gemini API: Gemini Omni, and Veo where it is still served.
 * Models whose ids begin with `veo` are asked by `predictLongRunning`, all others by the Interactions API.
 *
 * The file of a video needs the key, so its URL is neither stored nor shown: `content` asks for it again.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 * @example
 * const upstream = geminiUpstream({ apiKey: process.env.GEMINI_API_KEY })
 */
export function geminiUpstream(options: GeminiUpstreamOptions): Upstream {
  const where = 'geminiUpstream'
  checkProviderOptions(where, options)
  const apiKey = checkApiKey(where, options.apiKey, 'GEMINI_API_KEY')
  const models = resolveModels(where, options.models, geminiModels, defaultGeminiModels)
  const client = createUpstreamClient({
    ...pickNetworkOptions(options),
    baseURL: options.baseURL ?? 'https://generativelanguage.googleapis.com/v1beta',
    headers: { ...options.headers, 'x-goog-api-key': apiKey },
    secrets: [apiKey],
    parseError: parseGeminiError,
    isMissingFile: isMissingGeminiFile,
  })

  async function stateOf(ref: Json, signal: AbortSignal | undefined) {
    const { path, api, ids } = parseRef(ref)
    try {
      const { body, pollAfterMs } = await client.request('GET', path, { signal, ids })
      return { state: api.readState(body), pollAfterMs, ids }
    } catch (error) {
      throw isUnknownInteraction(error)
        ? new VideoError('The video service does not know this job.', { code: 'not_found', cause: error })
        : error
    }
  }

  return {
    id: options.id ?? 'gemini',
    capabilities: { models, cancellation: 'unknown', currency: 'USD' },

    async create(request, { idempotencyKey, signal }) {
      const { id } = modelOf(models, request.model)
      const api = id.startsWith('veo') ? veoApi : omniApi
      const { path, body } = await api.createRequest({ ...request, model: id })
      return client.create(path, { body, idempotencyKey, signal }, (response) => ({
        ref: api.readRef(response.body),
        update: { status: 'queued' },
        pollAfterMs: response.pollAfterMs,
      }))
    },

    async retrieve(ref, { signal } = {}): Promise<UpstreamUpdate> {
      const { state, pollAfterMs, ids } = await stateOf(ref, signal)
      if (state.kind === 'running') return { update: { status: state.status }, pollAfterMs }
      if (state.kind === 'completed') return { update: { status: 'completed' } }
      return {
        update: { status: 'failed', error: client.failure(state.reason, ids) },
        mayBeTransient: state.mayBeTransient,
        ...(state.isFree && { cost: 0 }),
      }
    },

    async content(ref, variant, { range, signal } = {}) {
      if (variant !== 'video') throw new VideoError(`Google has no ${variant} of a video.`, { code: 'unsupported' })
      const { state } = await stateOf(ref, signal)
      if (state.kind === 'completed') return client.file(state.url, { variant, range, signal })
      throw state.kind === 'running'
        ? new VideoError('This video is not finished yet. Try again later.', { code: 'not_ready' })
        : new VideoError('This video failed, so it has no file.', { code: 'not_found' })
    },

    async cancel(ref, { signal } = {}) {
      const { path, api, ids } = parseRef(ref)
      if (!api.cancelPath) throw new VideoError('Veo jobs cannot be cancelled.', { code: 'unsupported' })
      try {
        await client.request('POST', api.cancelPath(path), { signal, ids })
      } catch (error) {
        throw isUnknownInteraction(error)
          ? new VideoError('The video service does not know this job.', { code: 'not_found', cause: error })
          : error
      }
    },
  }
}

/**
 * An unknown interaction is 400 "Invalid interaction name", not 404, as observed in 2026. Any other 400 of a poll says
 * nothing about the job.
 */
function isUnknownInteraction(error: unknown): boolean {
  const response = isVideoError(error) ? error.cause : undefined
  return (
    response instanceof ResponseError &&
    response.status === 400 &&
    /invalid interaction name/i.test(geminiMessageOf(response.body))
  )
}

/** @throws VideoError `misconfigured` */
function parseRef(ref: Json): { path: string; api: GeminiApi; ids: string[] } {
  const api = [veoApi, omniApi].find((one) => typeof ref === 'string' && one.owns(ref))
  if (api && typeof ref === 'string') return { path: ref, api, ids: [ref.split('/').at(-1) ?? ''] }
  throw new VideoError(
    'The ref of this job was not written by geminiUpstream. Use the upstream that created the job.',
    { code: 'misconfigured' },
  )
}
