import { VideoError } from '@dailies/core'
import type { CreateVideo, ExtendVideo } from '@dailies/core'
import { OpenAI } from 'openai'
import { createConcurrencyLimiter } from '../concurrency-limiter'
import { modelsOf } from './catalogue'
import { dialects, unknownDialect } from './dialects'
import type { OptionalOperation } from '../upstream/operation-support'
import type { Dialect } from './dialects'
import { encodeBody, wireFields } from './encode-body'
import type { BodyFormat } from './encode-body'
import { fileFetch } from '../net/file-fetch'
import { fetchHeadersTimeoutMs, longFetch } from '../net/long-fetch'
import { uploadedVideoRequest, followUpRequest } from './follow-up'
import type { FollowUpOperation } from './follow-up'
import { authenticatedFetch } from '../upstream-client/authenticated-fetch'
import { publicAddressFetch } from '../net/public-address-fetch'
import { verifyWebhook } from './verify-webhook'
import { readPage } from './read-page'
import { readVideo } from './read-video'
import { errorInsteadOfJob, isUnknownJob } from '../upstream-client/unknown-job'
import { jobPath, parseUpstreamRef, serializeUpstreamRef } from './upstream-ref'
import { retrieveContent } from './retrieve-content'
import type { RetrieveContentOptions } from './retrieve-content'
import { sendCreateRequest } from './send-create-request'
import { SubmissionRejectedError, isSubmissionRejected } from '../upstream/submission-rejected-error'
import type { Json, Upstream, UpstreamCreateOptions } from '../upstream/upstream'
import { checkApiKey, checkBaseURL, checkHeaders, checkOrigins } from '../upstream-client/option-checks'
import { checkDialect, checkUpstreamOptions } from './upstream-options'
import type { OpenAIUpstreamOptions } from './upstream-options'
import { defineOptionalOperations } from '../upstream/operation-support'
import { createHttpClient } from './http-client'
import { cancelBody } from '../net/cancel-body'

/**
 * Creates an upstream for OpenAI's Videos API, and for servers that are compatible with it.
 *
 * The API key is sent to the origin of `baseURL` only. A create request is never sent twice, unless the server rejects
 * its body format: then it is retried in another format, with the same idempotency key. Opens no connection before the
 * first call.
 *
 * @throws VideoError `misconfigured` if an option is invalid
 * @example
 * const upstream = openaiUpstream({ baseURL: 'https://api.example.com/v1', apiKey: process.env.VIDEOS_API_KEY })
 */
export function openaiUpstream(options: OpenAIUpstreamOptions): Upstream {
  checkUpstreamOptions(options)
  const {
    fetch = (input: Request, init?: RequestInit) => globalThis.fetch(input, init),
    now = Date.now,
    idempotent = false,
    currency = 'USD',
    maxMediaBytes = 4_294_967_296,
    mediaIdleTimeoutMs = 30_000,
    maxMediaWaitMs = 900_000,
    readTimeoutMs = 30_000,
    createTimeoutMs = 600_000,
  } = options
  const baseURL = checkBaseURL('openaiUpstream', options.baseURL)
  const apiKey = checkApiKey('openaiUpstream', options.apiKey, 'VIDEOS_API_KEY')
  const trustedMediaOrigins = checkOrigins(options.trustedMediaOrigins ?? [])
  const name = checkDialect(options.dialect)
  const dialect: Dialect = name === undefined ? unknownDialect : dialects[name]
  const { origin } = baseURL
  const secrets = [apiKey, baseURL.host]
  // Set explicitly: headers from the environment (OPENAI_CUSTOM_HEADERS) take precedence over the package's own.
  const keyHeaders = { authorization: `Bearer ${apiKey}`, ...checkHeaders('openaiUpstream', options.headers ?? {}) }
  const fetchFor = (timeoutMs: number) =>
    authenticatedFetch({
      fetch: options.fetch ?? (timeoutMs > fetchHeadersTimeoutMs ? longFetch(fetch) : fetch),
      origin,
      secrets,
    })
  const fetchFile = options.fetch ?? fileFetch(fetch)
  const authenticatedFileFetch = authenticatedFetch({ fetch: fetchFile, origin, secrets })
  const client = new OpenAI({
    baseURL: baseURL.href,
    apiKey,
    // Otherwise the package reads these from the environment, and an admin key there would replace ours.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: keyHeaders,
    defaultQuery: { ...options.query },
    fetch: fetchFor(readTimeoutMs),
    maxRetries: 0,
    logLevel: 'off',
    // With a custom fetch (a story, a browser test) the key may be a dummy. Without one, the package's check for
    // browsers stays active.
    dangerouslyAllowBrowser: options.fetch !== undefined,
  })
  const inlineSlots = createConcurrencyLimiter({ all: 1 })
  const acquireInlineSlot = () => inlineSlots.acquire('')
  const http = createHttpClient({ client, secrets, now, acquireInlineSlot })
  const createHttp = createHttpClient({
    client: client.withOptions({ fetch: fetchFor(createTimeoutMs) }),
    secrets,
    now,
    acquireInlineSlot,
  })
  const media: RetrieveContentOptions = {
    http,
    fileHttp: createHttpClient({
      client: client.withOptions({ fetch: authenticatedFileFetch }),
      secrets,
      now,
      acquireInlineSlot,
    }),
    origin,
    trustedMediaOrigins,
    fetch: fetchFile,
    publicAddressFetch: publicAddressFetch(),
    authenticatedFetch: (url, { headers, signal }) =>
      authenticatedFileFetch(url, { headers: { ...keyHeaders, ...headers }, signal }),
    baseURL: baseURL.href,
    retrieves: dialect.supportsRetrieve,
    maxMediaBytes,
    mediaIdleTimeoutMs,
    maxMediaWaitMs,
    readTimeoutMs,
    acquireInlineSlot,
  }
  /** The body format that this server accepts; updated after each successful create request. */
  let { format } = dialect

  const sourceExists = async (source: Json | Blob): Promise<boolean> =>
    source instanceof Blob ||
    upstream.retrieve(source).then(
      () => true,
      () => false,
    )

  /**
   * A 405 or 501 means that the operation is unsupported. A 404 may mean the same, if the source video exists. Records
   * that, and returns the error for the client.
   */
  async function classifyRejection(
    operation: FollowUpOperation,
    source: Json | Blob,
    error: SubmissionRejectedError,
  ): Promise<VideoError> {
    const isUnambiguous = error.code === 'unsupported'
    if (!isUnambiguous && !(error.code === 'not_found' && (await sourceExists(source)))) return error
    operationSupport.recordUnsupported(
      operation,
      isUnambiguous || source instanceof Blob ? undefined : parseUpstreamRef(source).id,
    )
    return new SubmissionRejectedError(unsupportedMessage(operation), { code: 'unsupported', cause: error })
  }

  const createFollowUp =
    (operation: FollowUpOperation) =>
    async (source: Json | Blob, request: ExtendVideo, options: UpstreamCreateOptions) => {
      const createRequest =
        source instanceof Blob
          ? uploadedVideoRequest(operation === 'extend' ? operation : 'edit', source, request)
          : followUpRequest(operation, parseUpstreamRef(source), request, format)
      try {
        const { job } = await sendCreateRequest(createHttp, createRequest, options, createTimeoutMs)
        operationSupport.recordSuccess(operation)
        return job
      } catch (error) {
        if (!isSubmissionRejected(error)) throw error
        throw await classifyRejection(operation, source, error)
      }
    }

  const optionalOperations: Required<Pick<Upstream, OptionalOperation>> = {
    remix: createFollowUp('remix'),
    edit: createFollowUp('edit'),
    extend: createFollowUp('extend'),

    async delete(ref, { signal } = {}) {
      try {
        const response = await http.send('delete', jobPath(parseUpstreamRef(ref)), { signal, timeoutMs: readTimeoutMs })
        // The body is not needed: some servers send the job, some send nothing.
        cancelBody(response.body)
        operationSupport.recordSuccess('delete')
      } catch (error) {
        const videoError = http.toVideoError(error)
        if (videoError.code === 'not_found' || videoError.code === 'expired') return
        if (videoError.code === 'unsupported') {
          // The video server retries in any case: once an hour if the provider seems not to support deletion.
          const retryAfter = operationSupport.recordUnsupported('delete') ? 3_600 : undefined
          throw new VideoError(
            'The video service does not seem to support deletion. If this lasts, set the dialect option so that the video server knows it from the start.',
            { code: 'not_ready', retryAfter, cause: error },
          )
        }
        // Servers that cannot cancel a running job respond with 400 or 409.
        if (videoError.status !== 400 && videoError.status !== 409) throw videoError
        throw new VideoError('The video service does not delete a running job. Try again when it is finished.', {
          code: 'not_ready',
          cause: error,
        })
      }
    },

    async list({ limit, after, signal } = {}) {
      const query = {
        order: 'desc',
        ...(limit === undefined ? {} : { limit: String(limit) }),
        ...(after === undefined ? {} : { after }),
      }
      try {
        const { raw } = await http.call('get', '/videos', { query, signal, timeoutMs: readTimeoutMs })
        operationSupport.recordSuccess('list')
        return readPage(raw, http.context().secrets)
      } catch (error) {
        const videoError = http.toVideoError(error)
        const isMissing = videoError.code === 'not_found' || videoError.code === 'unsupported'
        if (isMissing) operationSupport.recordUnsupported('list')
        throw isMissing ? new VideoError(unsupportedMessage('list'), { code: 'unsupported', cause: error }) : videoError
      }
    },
  }

  const upstream: Upstream = {
    id: options.id ?? 'openai',
    capabilities: {
      models: modelsOf(options.models, dialect),
      acceptsUploadedVideos: true,
      cancellation: dialect.cancellation,
      currency,
    },
    idempotent,
    takesCallbacks: dialect.takesCallbacks === true,

    async create(request, options) {
      const model = request.model ?? upstream.capabilities.models[0]?.id
      const fields: Omit<CreateVideo, 'metadata'> = model === undefined ? request : { ...request, model }
      const encode = (format: BodyFormat) =>
        dialect.createBody?.(fields, options.callbackURL) ?? encodeBody(fields, format, dialect.fieldNames)
      try {
        const created = await sendCreateRequest(
          createHttp,
          {
            path: '/videos',
            fieldNames: fieldNamesOf(fields, dialect),
            encode,
            format,
            isFormatFixed: dialect.createBody !== undefined,
          },
          options,
          createTimeoutMs,
        )
        format = created.format
        return created.job
      } catch (error) {
        if (!isSubmissionRejected(error) || error.code !== 'not_found') throw error
        throw new SubmissionRejectedError(
          'The video service has no such route or model. The operator must check baseURL (its version included) and models.',
          { code: 'upstream_rejected', cause: error },
        )
      }
    },

    async retrieve(ref, { signal } = {}) {
      const job = parseUpstreamRef(ref)
      // The create response was a finished video, and the server may have no route to retrieve it.
      if (job.location !== undefined) return { update: { status: 'completed' } }
      try {
        const { raw, pollAfterMs } = await http.call('get', jobPath(job), { signal, timeoutMs: readTimeoutMs })
        const error = errorInsteadOfJob(raw)
        if (error) {
          throw new VideoError('The video service sent an error instead of this job.', {
            code: isUnknownJob(error) ? 'not_found' : 'upstream_failed',
          })
        }
        const { id, update, queuePosition } = readVideo(raw, http.context([job.id]).secrets)
        // If ids differ between responses, a listed job cannot be matched to a row, and that of a remix may not be found again.
        if (id !== undefined && id !== job.id)
          for (const operation of ['list', 'remix', 'edit', 'extend'] as const) operationSupport.disable(operation)
        return { update, queuePosition, pollAfterMs, cost: dialect.readCost?.(raw) }
      } catch (error) {
        const videoError = http.toVideoError(error)
        throw videoError.code === 'expired'
          ? new VideoError(videoError.message, { code: 'not_found', cause: error })
          : videoError
      }
    },

    content(ref, variant, { signal, range } = {}) {
      const job = parseUpstreamRef(ref)
      return retrieveContent({ path: jobPath(job), location: job.location, variant, range, signal }, media)
    },

    stripInlineVideo(ref) {
      const { id, location } = parseUpstreamRef(ref)
      return location !== undefined && 'base64' in location ? serializeUpstreamRef({ id }) : ref
    },
  }
  const operationSupport = defineOptionalOperations(upstream, optionalOperations, dialect.operations, now)

  const { webhookSecret: secret } = options
  if (secret !== undefined && secret !== '') {
    const verify = dialect.verifyWebhook ?? verifyWebhook
    upstream.verifyWebhook = (headers, readBody) => verify(headers, readBody, { secret, now: now() })
  }
  return upstream
}

const unsupportedMessage = (operation: OptionalOperation) =>
  `The video service does not support ${operation}, or not for this video. If this lasts, set the dialect option so that the video server knows it from the start.`

function fieldNamesOf(request: Omit<CreateVideo, 'metadata'>, { fieldNames }: Dialect): string[] {
  const { fields, files } = wireFields(request, fieldNames)
  return [...fields, ...files.map(({ name }) => [name])].map(([name]) => String(name))
}
