import type { Capabilities } from './capabilities'
import { isRecord } from './is-record'
import { readError } from './read-error'
import { readVideo, readVideoList } from './read-video'
import type { Video, VideoVariant } from './video'
import { VideoError } from './video-error'
import type { CallOptions, SourceVideo, CreateOptions, Videos } from './videos'

/** How the client reaches its server. */
export interface VideosClientOptions {
  /** Where the adapter is mounted: `/api` for `/api/videos`. Any other server of the Videos API works too. */
  baseURL: string
  /**
   * Sent with every call. A function is asked before each call, so it may refresh a token; after a 401 it is asked once more, with
   * `isRetry: true`, and the call is sent again.
   */
  headers?: HeadersInit | ((context: { isRetry: boolean }) => HeadersInit | Promise<HeadersInit>)
  /** @default globalThis.fetch */
  fetch?: (input: string, init: RequestInit) => Promise<Response>
  /** Unix time in milliseconds, for a server that tells no time of creation. @default Date.now */
  now?: () => number
}

/** The Videos API as seen from a page. Every method rejects with a `VideoError`, or with the signal's reason where it was aborted. */
export interface VideosClient extends Videos {
  /** Where the adapter is mounted, as it was given. */
  readonly baseURL: string
  /** What may be offered, and to whom; only a Dailies server answers this. */
  capabilities(options?: CallOptions): Promise<Capabilities>
  /**
   * The stream of changes, as a Response whose body has not been read; only a Dailies server answers this.
   * @param options.after the last event's id, to resume behind it
   */
  events(options?: CallOptions & { after?: string | undefined }): Promise<Response>
  /** Where a file is served, for `src` and `href`; signed where the server signs it. @param variant @default 'video' */
  contentURL(video: Pick<Video, 'id' | 'assets'>, variant?: VideoVariant, options?: ContentURLOptions): string
}

/** How a file is to be served. */
export interface ContentURLOptions {
  /** As an attachment to be saved. @default false */
  download?: boolean
}

interface Call extends CallOptions {
  method?: string
  headers?: Record<string, string>
  body?: BodyInit
  keepalive?: boolean
}

/**
 * Makes a client of the Videos API.
 *
 * @example
 * const videos = createVideosClient({ baseURL: '/api' })
 * const video = await videos.create({ prompt: 'Wide shot of a lighthouse at dusk' })
 */
export function createVideosClient({
  baseURL,
  headers,
  fetch = (input, init) => globalThis.fetch(input, init),
  now = Date.now,
}: VideosClientOptions): VideosClient {
  const mount = baseURL.replace(/\/+$/, '')
  const seconds = (): number => Math.floor(now() / 1_000)

  async function send(path: string, call: Call, isRetry: boolean): Promise<Response> {
    const sent = new Headers(typeof headers === 'function' ? await headers({ isRetry }) : headers)
    for (const [name, value] of Object.entries(call.headers ?? {})) sent.set(name, value)
    return fetch(`${mount}${path}`, {
      method: call.method ?? 'GET',
      headers: sent,
      ...(call.body !== undefined && { body: call.body }),
      ...(call.signal && { signal: call.signal }),
      ...(call.keepalive && { keepalive: true }),
    })
  }

  async function ask(path: string, call: Call): Promise<Response> {
    const asked = `${call.method ?? 'GET'} ${mount}${path}`
    let response: Response
    try {
      call.signal?.throwIfAborted()
      response = await send(path, call, false)
      if (response.status === 401 && typeof headers === 'function') {
        await response.body?.cancel()
        response = await send(path, call, true)
      }
    } catch (cause) {
      throw unanswered(asked, cause, call.signal)
    }
    call.onResponse?.(response)
    if (response.ok || response.status === 304) return response
    throw await readError(response, asked, now())
  }

  async function askJSON(path: string, call: Call): Promise<unknown> {
    const response = await ask(path, call)
    let text: string
    try {
      text = await response.text()
    } catch (cause) {
      throw unanswered(`${call.method ?? 'GET'} ${mount}${path}`, cause, call.signal)
    }
    try {
      return JSON.parse(text)
    } catch (cause) {
      const what =
        text.trim() === '' ? 'was empty' : text.trimStart().startsWith('<') ? 'was an HTML page' : 'was not JSON'
      throw new VideoError(
        `The answer to ${mount}${path} ${what}, so it did not come from the Videos API. Check that baseURL is where the adapter is mounted and that no proxy answers in its place.`,
        { code: 'unreadable_answer', cause },
      )
    }
  }

  const submit = async (path: string, fields: object, options: CreateOptions | undefined): Promise<Video> =>
    readVideo(
      await askJSON(path, {
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
    create: (request, options) => submit('/videos', request, options),
    retrieve: async (id, options) => readVideo(await askJSON(`/videos/${encodeId(id)}`, { ...options }), seconds()),
    list: async (page = {}, options) => {
      const query = new URLSearchParams()
      for (const [name, value] of Object.entries(page)) if (value !== undefined) query.set(name, String(value))
      return readVideoList(await askJSON(`/videos${String(query) && `?${query}`}`, { ...options }), seconds())
    },
    delete: async (id, options) => {
      const response = await ask(`/videos/${encodeId(id)}`, { ...options, method: 'DELETE' })
      await response.body?.cancel()
      return { id, object: 'video.deleted', deleted: true }
    },
    remix: (id, request, options) => submit(`/videos/${encodeId(id)}/remix`, request, options),
    edit: (source, request, options) => submit('/videos/edits', { ...request, video: sourceOf(source) }, options),
    extend: (source, request, options) =>
      submit('/videos/extensions', { ...request, video: sourceOf(source) }, options),
    content: (id, variant = 'video', options) =>
      ask(`/videos/${encodeId(id)}/content${variantQuery(variant)}`, {
        ...options,
        ...(options?.range !== undefined && { headers: { Range: options.range } }),
      }),
    capabilities: async (options) => readCapabilities(await askJSON('/videos/capabilities', { ...options })),
    events: (options) =>
      ask('/videos/events', {
        ...options,
        headers: {
          Accept: 'text/event-stream',
          ...(options?.after !== undefined && { 'Last-Event-ID': options.after }),
        },
      }),
    contentURL: (video, variant = 'video', { download = false } = {}) => {
      const signed = video.assets?.[variant].url
      const url = signed
        ? onOriginOf(mount, signed)
        : `${mount}/videos/${encodeId(video.id)}/content${variantQuery(variant)}`
      return download ? `${url}${url.includes('?') ? '&' : '?'}download=1` : url
    },
  }
}

/** A new random key, one per intent to make a job. */
export function createIdempotencyKey(): string {
  // crypto.randomUUID exists only in secure contexts; getRandomValues also on plain http, as in a home network.
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const variantQuery = (variant: VideoVariant): string => (variant === 'video' ? '' : `?variant=${variant}`)

const encodeId = (id: string): string => {
  // A dot segment survives encoding and would climb out of the mount.
  if (id === '' || id === '.' || id === '..') {
    throw new VideoError(`"${id}" is not the id of a video. Give the id that create or list answered with.`, {
      code: 'invalid_request',
      param: 'id',
    })
  }
  return encodeURIComponent(id)
}

const onOriginOf = (mount: string, url: string): string =>
  /^[a-z]+:\/\//i.test(mount) ? new URL(url, mount).href : url

const sourceOf = (source: SourceVideo) => (typeof source === 'string' ? { id: source } : source)

const hasFile = (fields: object): boolean => Object.values(fields).some((value) => value instanceof Blob)

function toForm(fields: object): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.set(name, value, value instanceof File ? value.name : name)
    else if (value !== undefined) form.set(name, String(value))
  }
  return form
}

function unanswered(asked: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  return new VideoError(
    `${asked} was not answered: offline, refused, cut, or blocked by the browser. Check the connection, and CORS if the adapter is on another origin.`,
    { code: 'network', cause },
  )
}

function readCapabilities(answer: unknown): Capabilities {
  if (isCapabilities(answer)) return answer
  throw new VideoError(
    'The answer is not the capabilities of a Dailies server. Check that baseURL is where the adapter is mounted.',
    { code: 'unreadable_answer' },
  )
}

const isCapabilities = (answer: unknown): answer is Capabilities =>
  isRecord(answer) && typeof answer['viewer'] === 'string' && Array.isArray(answer['models'])
