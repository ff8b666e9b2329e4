import type { Clock } from '../clock'
import { WireError } from '../wire-error'
import type { Fault } from './fault'

/** What faults need from the sandbox. */
export interface ApplyFaultsOptions {
  clock: Clock
  /** Aborts when the client disconnects or the sandbox closes; ends responses that hang. */
  signal: AbortSignal
  /** Formats an error as the API writes it. */
  toResponse(error: WireError): Response
  /** The API key in the request. */
  sentKey?: string | undefined
}

/** Handles a request under its faults: delays, replaces or modifies the response. */
export async function applyFaults(
  faults: readonly Fault[],
  handler: () => Promise<Response>,
  options: ApplyFaultsOptions,
): Promise<Response> {
  for (const fault of faults) {
    if (fault.kind === 'latency') await wait(fault.seconds, options)
  }
  const replacement = faults.find(isReplacement)
  if (replacement) {
    if ('takesEffect' in replacement && replacement.takesEffect) await discard(await handler())
    return replace(replacement, options)
  }
  let response = await handler()
  for (const fault of faults) response = await modify(fault, response, options)
  return response
}

type Replacement = Extract<Fault, { kind: 'error' | 'html' | 'redirect' | 'drop' | 'hang' }>

// A redirect to the file itself is the handler's, which knows its URL.
const isReplacement = (fault: Fault): fault is Replacement =>
  ['error', 'html', 'drop', 'hang'].includes(fault.kind) || (fault.kind === 'redirect' && fault.location !== undefined)

async function replace(fault: Replacement, { signal, toResponse }: ApplyFaultsOptions): Promise<Response> {
  switch (fault.kind) {
    case 'error':
      return toResponse(errorOf(fault))
    case 'html':
      return new Response('<!doctype html>\n<title>Bad gateway</title>\n<h1>Bad gateway</h1>\n', {
        status: fault.status ?? 502,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          ...(fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }),
        },
      })
    case 'redirect':
      return new Response(null, { status: fault.status ?? 302, headers: { location: fault.location ?? '' } })
    case 'hang':
      return rejectOnAbort(signal)
    default:
      throw connectionError()
  }
}

function errorOf({ status, code, message, retryAfter = 1 }: Extract<Fault, { kind: 'error' }>): WireError {
  if (status === 429) {
    return new WireError(429, message ?? 'Rate limit reached. Please try again later.', {
      type: 'rate_limit_error',
      code: code ?? 'rate_limit_exceeded',
      headers: { 'retry-after': String(retryAfter) },
    })
  }
  return new WireError(status, message ?? 'The server had an error while processing your request.', {
    ...(code === undefined ? {} : { code }),
    ...(status === 503 ? { headers: { 'retry-after': String(retryAfter) } } : {}),
  })
}

async function modify(fault: Fault, response: Response, { signal, sentKey }: ApplyFaultsOptions): Promise<Response> {
  switch (fault.kind) {
    case 'invalid_json': {
      const text = await response.text()
      return new Response(text.slice(0, Math.ceil(text.length / 2)), {
        status: response.status,
        headers: { 'content-type': 'application/json' },
      })
    }
    case 'status': {
      if (!response.ok) return response
      const body: unknown = await response.json()
      const modified = typeof body === 'object' ? { ...body, status: fault.status } : body
      return Response.json(modified, { status: response.status })
    }
    case 'link':
      return relink(response, () => fault.url)
    case 'keyed_link':
      return relink(response, (url) => `${url}${url.includes('?') ? '&' : '?'}key=${encodeURIComponent(sentKey ?? '')}`)
    case 'cut':
      return shorten(response, fault.share, (controller) => controller.error(connectionError()))
    case 'stall':
      return shorten(response, fault.share, (controller) =>
        signal.addEventListener('abort', () => controller.error(signal.reason), { once: true }),
      )
    default:
      return response
  }
}

// A file of the media server or of Gemini's Files API, as a JSON string.
const videoURL = /"([^"\s]+\/(?:media\/[^"\s]+|files\/[^"\s]+:download[^"\s]*))"/g

async function relink(response: Response, replacementOf: (url: string) => string): Promise<Response> {
  const headers = new Headers(response.headers)
  const location = headers.get('location')
  if (location !== null) headers.set('location', replacementOf(location))
  if (!headers.get('content-type')?.includes('json'))
    return new Response(response.body, { status: response.status, headers })
  const text = (await response.text()).replace(videoURL, (_, url: string) => JSON.stringify(replacementOf(url)))
  return new Response(text, { status: response.status, headers })
}

// What Node's fetch throws when the server disconnects; over a socket, the server destroys the connection instead.
const connectionError = () => new TypeError('terminated', { cause: new Error('The other side closed the connection.') })

/** A body that ends in the given way after a share of its bytes, with the headers of the whole. */
async function shorten(
  response: Response,
  share = 0.5,
  end: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(bytes.length))
  let sent = false
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent) return end(controller)
        sent = true
        controller.enqueue(bytes.slice(0, Math.floor(bytes.length * share)))
        return undefined
      },
    },
    { highWaterMark: 0 },
  )
  return new Response(body, { status: response.status, headers })
}

const wait = (seconds: number, { clock, signal }: ApplyFaultsOptions) =>
  Promise.race([new Promise<void>((resolve) => clock.at(clock.now() + seconds, resolve)), rejectOnAbort(signal)])

/** Never resolves; rejects when the signal aborts. */
const rejectOnAbort = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })

const discard = async ({ body }: Response) => body?.cancel()
