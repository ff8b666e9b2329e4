import { cancelBody } from './cancel-body'
import { nodeGet } from './node-get'

/**
 * Where undici, and `fetch` with it, stores a global dispatcher such as a proxy agent. The default of Node.js is an
 * Agent.
 */
const globalDispatcher = Symbol.for('undici.globalDispatcher.1')

const hasDefaultDispatcher = (): boolean => {
  const dispatcher: unknown = Reflect.get(globalThis, globalDispatcher)
  return typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name === 'Agent'
}

/**
 * Creates a fetch for large files of the upstream's own origin, on `node:http` (see {@link nodeGet}). It falls back to
 * `fetch` if the runtime has no sockets, a global dispatcher such as a proxy is set, `node:http` cannot reach the
 * server, or the server compresses the response although the request forbids it.
 */
export function fileFetch(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const get = nodeGet()
  return async (request) => {
    const { url, headers, signal } = request
    if (get === undefined || !hasDefaultDispatcher()) return fetch(request)
    const response = await get(new URL(url), { headers: Object.fromEntries(headers), signal }).catch(() => undefined)
    const encoding = response?.headers.get('content-encoding') ?? 'identity'
    if (response !== undefined && encoding === 'identity') return response
    cancelBody(response?.body)
    signal.throwIfAborted()
    return fetch(request)
  }
}
