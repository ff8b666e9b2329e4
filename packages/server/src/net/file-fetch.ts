import type { Fetch } from './fetch'
import { hasDefaultDispatcher } from './global-dispatcher'
import { nodeRequest } from './node-request'

/**
 * Creates a fetch for large files of the upstream's own origin, on `node:http` (see {@link nodeRequest}). It falls back
 * to `fetch` if the runtime has no sockets, a global dispatcher such as a proxy is set, or `node:http` cannot reach or
 * read the server.
 */
export function fileFetch(fetch: Fetch): Fetch {
  const get = nodeRequest()
  return async (request, init) => {
    if (get === undefined || !hasDefaultDispatcher()) return fetch(request, init)
    const signal = init?.signal ?? request.signal
    const headers = Object.fromEntries(request.headers)
    const response = await get(new URL(request.url), { headers, signal }).catch(() => undefined)
    if (response !== undefined) return response
    signal.throwIfAborted()
    return fetch(request, init)
  }
}
