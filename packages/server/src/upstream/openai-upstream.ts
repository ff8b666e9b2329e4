import { VideoError } from '@dailies/core'
import type { CreateVideo, ExtendVideo } from '@dailies/core'
import { OpenAI } from 'openai'
import { modelsOf } from './catalogue'
import { encodeBody } from './create-body'
import type { BodyForm } from './create-body'
import { dialects, unknownDialect } from './dialects'
import type { Dialect, OptionalVerb } from './dialects'
import { fileFetch } from './file-fetch'
import { uploadedVideoFollowUp, followUp } from './follow-up'
import type { FollowUpVerb } from './follow-up'
import { authenticatedFetch } from './authenticated-fetch'
import { offerVerbs } from './offered-verbs'
import { publicAddressFetch } from './public-address-fetch'
import { verifyWebhook } from './verify-webhook'
import { readPage } from './read-page'
import { readVideo } from './read-video'
import { jobPath, readUpstreamRef, writeUpstreamRef } from './upstream-ref'
import { retrieveContent } from './retrieve-content'
import type { RetrieveContentOptions } from './retrieve-content'
import { submit } from './submit'
import { SubmissionRejectedError } from './upstream'
import type { Json, Upstream, UpstreamCreateOptions } from './upstream'
import { checkApiKey, checkBaseURL, checkDialect, checkHeaders, checkOrigins } from './upstream-options'
import type { OpenAIUpstreamOptions } from './upstream-options'
import { createWire } from './wire'
import { rejectRenamedOptions } from '../reject-renamed-options'
import { cancelBody } from './cancel-body'

const renamedOptions = {
  createTimeout: 'createTimeoutMs',
  readTimeout: 'readTimeoutMs',
  mediaTimeout: 'mediaIdleTimeoutMs',
  maxMediaWait: 'maxMediaWaitMs',
}

/**
 * A server that speaks OpenAI's Videos API, or one of its dialects, as an upstream.
 *
 * The key goes to the origin of `baseURL` only. Nothing that makes a job is sent twice, except in another body form after a refusal of
 * the form itself. Opens nothing until it is asked something.
 *
 * @throws VideoError `misconfigured` where an option cannot work
 */
export function openaiUpstream(options: OpenAIUpstreamOptions): Upstream {
  rejectRenamedOptions('openaiUpstream', options, renamedOptions)
  const {
    fetch = (request: Request) => globalThis.fetch(request),
    now = Date.now,
    idempotent = false,
    currency = 'USD',
    maxMediaBytes = 4_294_967_296,
    mediaIdleTimeoutMs = 30_000,
    maxMediaWaitMs = 900_000,
    readTimeoutMs = 30_000,
    createTimeoutMs = 600_000,
  } = options
  const baseURL = checkBaseURL(options.baseURL)
  const apiKey = checkApiKey(options.apiKey)
  const trustedMediaOrigins = checkOrigins(options.trustedMediaOrigins ?? [])
  const name = checkDialect(options.dialect)
  const dialect: Dialect = name === undefined ? unknownDialect : dialects[name]
  const { origin } = baseURL
  // Named here too, since headers from the environment (OPENAI_CUSTOM_HEADERS) would go before the package's own.
  const keyHeaders = { authorization: `Bearer ${apiKey}`, ...checkHeaders(options.headers ?? {}) }
  const withKey = authenticatedFetch({ fetch, origin })
  const fetchFile = options.fetch ?? fileFetch(fetch)
  const fileWithKey = authenticatedFetch({ fetch: fetchFile, origin })
  const client = new OpenAI({
    baseURL: baseURL.href,
    apiKey,
    // The package would take these from the environment, and an admin key from there would replace ours.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: keyHeaders,
    defaultQuery: { ...options.query },
    fetch: withKey,
    maxRetries: 0,
    logLevel: 'off',
    // With a fetch of the caller's own (a story, a test in a page) the key need not be a real one; without, the package's refusal stands.
    dangerouslyAllowBrowser: options.fetch !== undefined,
  })
  const secrets = [apiKey, baseURL.host]
  const wire = createWire({ client, secrets, now })
  const media: RetrieveContentOptions = {
    wire,
    fileWire: createWire({ client: client.withOptions({ fetch: fileWithKey }), secrets, now }),
    origin,
    trustedMediaOrigins,
    fetch: fetchFile,
    publicAddressFetch: publicAddressFetch(),
    authenticatedFetch: (url, { headers, signal }) =>
      fileWithKey(url, { headers: { ...keyHeaders, ...headers }, signal }),
    baseURL: baseURL.href,
    retrieves: dialect.retrieves,
    maxMediaBytes,
    mediaIdleTimeoutMs,
    maxMediaWaitMs,
    readTimeoutMs,
  }
  /** The body form that this server takes, as far as it is known. */
  let { form } = dialect

  const isThere = async (source: Json | Blob): Promise<boolean> =>
    source instanceof Blob ||
    upstream.retrieve(source).then(
      () => true,
      () => false,
    )

  /** 405 and 501 say that there is no such verb; so may a 404 although the film is there, if that is not the film's own fault. */
  async function explainRejection(
    verb: FollowUpVerb,
    source: Json | Blob,
    error: SubmissionRejectedError,
  ): Promise<VideoError> {
    const isPlain = error.code === 'unsupported'
    if (!isPlain && !(error.code === 'not_found' && (await isThere(source)))) return error
    offered.refused(verb, isPlain || source instanceof Blob ? undefined : readUpstreamRef(source).id)
    return new SubmissionRejectedError(withoutVerb(verb), { code: 'unsupported', cause: error })
  }

  const makeFrom =
    (verb: FollowUpVerb) => async (source: Json | Blob, request: ExtendVideo, options: UpstreamCreateOptions) => {
      const wanted =
        source instanceof Blob
          ? uploadedVideoFollowUp(verb === 'extend' ? verb : 'edit', source, request)
          : followUp(verb, readUpstreamRef(source), request, form)
      try {
        const { submission } = await submit(wire, wanted, options, createTimeoutMs)
        offered.worked(verb)
        return submission
      } catch (error) {
        if (!(error instanceof SubmissionRejectedError)) throw error
        throw await explainRejection(verb, source, error)
      }
    }

  const optional: Required<Pick<Upstream, OptionalVerb>> = {
    remix: makeFrom('remix'),
    edit: makeFrom('edit'),
    extend: makeFrom('extend'),

    async delete(ref, { signal } = {}) {
      try {
        const response = await wire.send('delete', jobPath(readUpstreamRef(ref)), { signal, timeout: readTimeoutMs })
        // What it says does not matter: some answer with the job, some with nothing.
        cancelBody(response.body)
        offered.worked('delete')
      } catch (error) {
        const failure = wire.failure(error)
        if (failure.code === 'not_found' || failure.code === 'expired') return
        if (failure.code === 'unsupported') {
          // Asked again all the same, but seldom where it seems to be of no use.
          const retryAfter = offered.refused('delete') ? 3_600 : undefined
          throw new VideoError(
            'The video service says that it cannot delete videos. If this lasts, name the dialect to know it from the start.',
            { code: 'not_ready', retryAfter, cause: error },
          )
        }
        // Servers that cannot stop a running job refuse with 400 or 409.
        if (failure.status !== 400 && failure.status !== 409) throw failure
        throw new VideoError('The video service does not delete a job while it runs. Try again when it is done.', {
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
        const { raw } = await wire.call('get', '/videos', { query, signal, timeout: readTimeoutMs })
        offered.worked('list')
        return readPage(raw)
      } catch (error) {
        const failure = wire.failure(error)
        const isMissing = failure.code === 'not_found' || failure.code === 'unsupported'
        if (isMissing) offered.refused('list')
        throw isMissing ? new VideoError(withoutVerb('list'), { code: 'unsupported', cause: error }) : failure
      }
    },
  }

  const upstream: Upstream = {
    capabilities: {
      models: modelsOf(options.models, dialect),
      takesUploadedVideos: true,
      cancellation: dialect.cancellation,
      currency,
    },
    idempotent,

    async create(request, options) {
      const model = request.model ?? upstream.capabilities.models[0]?.id
      const fields: CreateVideo = model === undefined ? request : { ...request, model }
      const encode = (form: BodyForm) => encodeBody(fields, form)
      try {
        const taken = await submit(
          wire,
          { path: '/videos', sent: Object.keys(fields), encode, form },
          options,
          createTimeoutMs,
        )
        form = taken.form
        return taken.submission
      } catch (error) {
        if (!(error instanceof SubmissionRejectedError) || error.code !== 'not_found') throw error
        throw new SubmissionRejectedError(
          'The video service has no such route or model. The operator must check baseURL (its version included) and models.',
          { code: 'upstream_rejected', cause: error },
        )
      }
    },

    async retrieve(ref, { signal } = {}) {
      const reference = readUpstreamRef(ref)
      // Its only answer said that it is finished, and there may be nobody to ask again.
      if (reference.location !== undefined) return { update: { status: 'completed' } }
      try {
        const { raw, pollAfterMs } = await wire.call('get', jobPath(reference), { signal, timeout: readTimeoutMs })
        const { id, update: update } = readVideo(raw, wire.context([reference.id]).secrets)
        // Where ids differ from answer to answer, a listed job cannot be told from one that a row already has.
        if (id !== undefined && id !== reference.id) offered.drop('list')
        return { update, pollAfterMs }
      } catch (error) {
        const failure = wire.failure(error)
        throw failure.code === 'expired'
          ? new VideoError(failure.message, { code: 'not_found', cause: error })
          : failure
      }
    },

    content(ref, variant, { signal, range } = {}) {
      const reference = readUpstreamRef(ref)
      return retrieveContent({ path: jobPath(reference), location: reference.location, variant, range, signal }, media)
    },

    withoutInlineVideo(ref) {
      const { id, location } = readUpstreamRef(ref)
      return location !== undefined && 'base64' in location ? writeUpstreamRef({ id }) : ref
    },
  }
  const offered = offerVerbs(upstream, optional, dialect.verbs, now)

  const { webhookSecret: secret } = options
  if (secret !== undefined && secret !== '') {
    upstream.verifyWebhook = (rawBody, headers) => verifyWebhook(rawBody, headers, { client, secret, now: now() })
  }
  return upstream
}

const withoutVerb = (verb: OptionalVerb) =>
  `The video service cannot ${verb} this: it may lack what that takes, or have no such function. If this lasts, name the dialect to know it from the start.`
