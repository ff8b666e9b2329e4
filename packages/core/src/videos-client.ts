import type { Capabilities } from './capabilities'
import { isRecord } from './is-record'
import { readError } from './read-error'
import { parseVideo, parseVideoList } from './parse-video'
import type { DeletedShare, NewShare, ShareList, ShareVideo } from './share'
import type { Video, VideoVariant } from './video'
import { VideoError } from './video-error'
import type { CallOptions, SourceVideo, CreateOptions, VideosApi } from './videos'

/** Options of the HTTP client: server URL, authentication headers and `fetch`. */
export interface VideosClientOptions {
  /** URL where the video server is mounted: `/api` for `/api/videos`. Any other server of the Videos API works too. */
  baseURL: string
  /**
   * Headers of every request. A function is called before each request, so it can refresh a token; after a 401 it is
   * called once more with `isRetry: true`, and the request is retried.
   */
  headers?: HeadersInit | ((context: { isRetry: boolean }) => HeadersInit | Promise<HeadersInit>)
  /**
   * Whether cookies are sent: `include` if the video server is on another origin and authenticates with a cookie. That
   * origin must list the page's in `trustedOrigins`.
   * @default 'same-origin'
   */
  credentials?: RequestCredentials
  /** Replaces `fetch`. @default globalThis.fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
  /** Current Unix time in milliseconds; used if the server does not return `created_at`. @default Date.now */
  now?: () => number
}

/**
 * HTTP client of the Videos API. Every method rejects with a `VideoError`, or with the signal's reason if it was
 * aborted.
 */
export interface VideosClient extends VideosApi {
  /** URL where the video server is mounted, without a trailing slash. */
  readonly baseURL: string
  /** Fetches the capabilities: models, limits and features for this caller. Only a Dailies server has them. */
  capabilities(options?: CallOptions): Promise<Capabilities>
  /**
   * Creates a link that shows a completed video to whoever has it. Only a Dailies server with `capabilities.sharing` has
   * shares.
   *
   * @throws VideoError `not_ready` if the video is not completed, `limit_reached` if it has 50 shares, `not_found`
   */
  share(id: string, request?: ShareVideo, options?: CallOptions): Promise<NewShare>
  /** Lists the shares of a video that have not expired. Their tokens are not known any more. */
  listShares(id: string, options?: CallOptions): Promise<ShareList>
  /** Deletes a share, which ends at once. @throws VideoError `not_found` */
  deleteShare(id: string, shareId: string, options?: CallOptions): Promise<DeletedShare>
  /**
   * Opens the server-sent events stream of changes, as a Response whose body has not been read. Only a Dailies server
   * has one.
   * @param options.lastEventId the last received event id, sent as `Last-Event-ID` to resume the stream after it
   */
  events(options?: CallOptions & { lastEventId?: string | undefined }): Promise<Response>
  /**
   * Returns the URL of a file, for `src` and `href`; the signed URL if the server provides one.
   *
   * @param variant
   * @default 'video'
   */
  contentURL(video: Pick<Video, 'id' | 'assets'>, variant?: VideoVariant, options?: ContentURLOptions): string
}

/**
 * A client whose videos can be watched. The capabilities and the event stream of a Dailies server are used if they are
 * present.
 */
export type VideoStoreClient = VideosApi & Partial<Pick<VideosClient, 'baseURL' | 'capabilities' | 'events'>>

/** Options of a content URL. */
export interface ContentURLOptions {
  /** Serves the file as an attachment, so that the browser downloads it. @default false */
  download?: boolean
  /**
   * Whether the server may redirect to the storage of the file. A page can read the pixels of such a file only if the
   * storage allows its origin (CORS). Only a Dailies server can serve every file itself. @default true
   */
  redirect?: boolean
}

interface Call extends CallOptions {
  method?: string
  headers?: Record<string, string>
  body?: BodyInit
  keepalive?: boolean
}

/**
 * Creates an HTTP client of the Videos API.
 *
 * @example
 * const videos = createVideosClient({ baseURL: '/api' })
 * const video = await videos.create({ prompt: 'Wide shot of a lighthouse at dusk' })
 */
export function createVideosClient({
  baseURL,
  headers,
  credentials,
  fetch = (input, init) => globalThis.fetch(input, init),
  now = Date.now,
}: VideosClientOptions): VideosClient {
  const mount = baseURL.replace(/\/+$/, '')
  const seconds = (): number => Math.floor(now() / 1_000)

  async function send(path: string, call: Call, isRetry: boolean): Promise<Response> {
    const requestHeaders = new Headers(typeof headers === 'function' ? await headers({ isRetry }) : headers)
    for (const [name, value] of Object.entries(call.headers ?? {})) requestHeaders.set(name, value)
    return fetch(`${mount}${path}`, {
      method: call.method ?? 'GET',
      headers: requestHeaders,
      ...(credentials && { credentials }),
      ...(call.body !== undefined && { body: call.body }),
      ...(call.signal && { signal: call.signal }),
      ...(call.keepalive && { keepalive: true }),
    })
  }

  async function request(path: string, call: Call): Promise<Response> {
    const description = `${call.method ?? 'GET'} ${mount}${path}`
    let response: Response
    try {
      call.signal?.throwIfAborted()
      response = await send(path, call, false)
      if (response.status === 401 && typeof headers === 'function') {
        await response.body?.cancel()
        response = await send(path, call, true)
      }
    } catch (cause) {
      throw networkError(description, cause, call.signal)
    }
    call.onResponse?.(response)
    if (response.ok || response.status === 304) return response
    throw await readError(response, description, now())
  }

  async function requestJSON(path: string, call: Call): Promise<unknown> {
    const response = await request(path, call)
    let text: string
    try {
      text = await response.text()
    } catch (cause) {
      throw networkError(`${call.method ?? 'GET'} ${mount}${path}`, cause, call.signal)
    }
    try {
      return JSON.parse(text)
    } catch (cause) {
      const problem =
        text.trim() === '' ? 'was empty' : text.trimStart().startsWith('<') ? 'was an HTML page' : 'was not JSON'
      throw new VideoError(
        `The response of ${mount}${path} ${problem}, so it did not come from the Videos API. Check that baseURL is where the video server is mounted and that no proxy responds instead.`,
        { code: 'unreadable_response', cause },
      )
    }
  }

  const createJob = async (path: string, fields: object, options: CreateOptions | undefined): Promise<Video> =>
    parseVideo(
      await requestJSON(path, {
        ...options,
        method: 'POST',
        headers: {
          'Idempotency-Key': options?.idempotencyKey ?? createIdempotencyKey(),
          ...(hasFile(fields) ? {} : { 'Content-Type': 'application/json' }),
        },
        body: hasFile(fields) ? toForm(fields) : JSON.stringify(fields),
      }),
      seconds(),
    )

  return {
    baseURL: mount,
    create: (fields, options) => createJob('/videos', fields, options),
    retrieve: async (id, options) =>
      parseVideo(await requestJSON(`/videos/${encodeId(id)}`, { ...options }), seconds()),
    list: async (page = {}, options) => {
      const query = new URLSearchParams()
      const { metadata = {}, ...others } = page
      for (const [name, value] of Object.entries(others)) {
        // Several statuses are joined by commas.
        if (value !== undefined && String(value) !== '') query.set(name, String(value))
      }
      for (const [key, value] of Object.entries(metadata)) query.set(`metadata[${key}]`, value)
      return parseVideoList(await requestJSON(`/videos${String(query) && `?${query}`}`, { ...options }), seconds())
    },
    update: async (id, fields, options) =>
      parseVideo(
        await requestJSON(`/videos/${encodeId(id)}`, {
          ...options,
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(fields),
        }),
        seconds(),
      ),
    cancel: async (id, options) =>
      parseVideo(await requestJSON(`/videos/${encodeId(id)}/cancel`, { ...options, method: 'POST' }), seconds()),
    delete: async (id, options) => {
      const response = await request(`/videos/${encodeId(id)}`, { ...options, method: 'DELETE' })
      await response.body?.cancel()
      return { id, object: 'video.deleted', deleted: true }
    },
    remix: (id, fields, options) => createJob(`/videos/${encodeId(id)}/remix`, fields, options),
    edit: (source, fields, options) => createJob('/videos/edits', { ...fields, video: sourceOf(source) }, options),
    extend: (source, fields, options) =>
      createJob('/videos/extensions', { ...fields, video: sourceOf(source) }, options),
    content: (id, variant = 'video', options) =>
      request(
        withOptions(`/videos/${encodeId(id)}/content${variantQuery(variant)}`, { redirect: options?.redirect ?? true }),
        {
          ...options,
          ...(options?.range !== undefined && { headers: { Range: options.range } }),
        },
      ),
    capabilities: async (options) => readCapabilities(await requestJSON('/videos/capabilities', { ...options })),
    share: async (id, fields = {}, options) =>
      (await requestJSON(`/videos/${encodeId(id)}/shares`, {
        ...options,
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
      })) as NewShare,
    listShares: async (id, options) =>
      (await requestJSON(`/videos/${encodeId(id)}/shares`, { ...options })) as ShareList,
    deleteShare: async (id, shareId, options) =>
      (await requestJSON(`/videos/${encodeId(id)}/shares/${encodeId(shareId)}`, {
        ...options,
        method: 'DELETE',
      })) as DeletedShare,
    events: (options) =>
      request('/videos/events', {
        ...options,
        headers: {
          Accept: 'text/event-stream',
          ...(options?.lastEventId !== undefined && { 'Last-Event-ID': options.lastEventId }),
        },
      }),
    contentURL: (video, variant = 'video', options = {}) => {
      const signed = video.assets?.[variant].url
      const url = signed
        ? resolveURL(mount, signed)
        : `${mount}/videos/${encodeId(video.id)}/content${variantQuery(variant)}`
      return withOptions(url, options)
    },
  }
}

/** Creates a random idempotency key. Use one key per intended job, so that a retry does not create a second one. */
export function createIdempotencyKey(): string {
  // crypto.randomUUID exists only in secure contexts; getRandomValues also exists on plain http, as in a home network.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const variantQuery = (variant: VideoVariant): string => (variant === 'video' ? '' : `?variant=${variant}`)

const withOptions = (url: string, { download = false, redirect = true }: ContentURLOptions): string => {
  const query = [...(download ? ['download=1'] : []), ...(redirect ? [] : ['redirect=false'])].join('&')
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

const encodeId = (id: string): string => {
  // encodeURIComponent keeps dot segments, and they would resolve to a path outside the mount.
  if (id === '' || id === '.' || id === '..') {
    throw new VideoError(`"${id}" is not the id of a video. Pass an id returned by create or list.`, {
      code: 'invalid_request',
      param: 'id',
    })
  }
  return encodeURIComponent(id)
}

const resolveURL = (mount: string, url: string): string =>
  /^[a-z]+:\/\//i.test(mount) ? new URL(url, mount).href : url

const sourceOf = (source: SourceVideo) => (typeof source === 'string' ? { id: source } : source)

const hasFile = (fields: object): boolean =>
  Object.values(fields).some((value: unknown) => [value].flat().some((entry) => entry instanceof Blob))

function toForm(fields: object): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.set(name, value, fileNameOf(value, name))
    else if (Array.isArray(value)) {
      for (const file of value as Blob[]) form.append(`${name}[]`, file, fileNameOf(file, name))
    } else if (isRecord(value)) {
      // As the openai package flattens objects.
      for (const [key, inner] of Object.entries(value)) form.set(`${name}[${key}]`, String(inner))
    } else if (value !== undefined) form.set(name, String(value))
  }
  return form
}

const fileNameOf = (file: Blob, name: string): string => (file instanceof File ? file.name : name)

function networkError(description: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  return new VideoError(
    `${description} got no response: offline, connection failed, or blocked by the browser. Check the connection, and CORS if the video server is on another origin.`,
    { code: 'network', cause },
  )
}

function readCapabilities(body: unknown): Capabilities {
  if (isCapabilities(body)) return body
  throw new VideoError(
    'The response is not the capabilities of a Dailies server. Check that baseURL is where the video server is mounted.',
    { code: 'unreadable_response' },
  )
}

const isCapabilities = (body: unknown): body is Capabilities =>
  isRecord(body) && typeof body['viewer'] === 'string' && Array.isArray(body['models'])
