import type { Fetch } from './fetch'
import { hasDefaultDispatcher } from './global-dispatcher'
import { nodeRequest } from './node-request'

/** `fetch` of Node.js gives up if the headers of a response take longer (undici's `headersTimeout`), in milliseconds. */
export const fetchHeadersTimeoutMs = 300_000

/**
 * Creates a fetch for requests that may wait longer than {@link fetchHeadersTimeoutMs} for their response, on
 * `node:http`, which has no such limit: only the signal ends them. A request is never sent twice: there is no fallback
 * to `fetch` after it was sent, and no pooled connection, which a server may have closed in the meantime, so that nobody
 * knows whether it received the request.
 *
 * In a runtime without sockets, or with a global dispatcher such as a proxy, `fetch` sends the request.
 */
export function longFetch(fetch: Fetch): Fetch {
  const send = nodeRequest()
  return async (request, init) => {
    if (send === undefined || !hasDefaultDispatcher()) return fetch(request, init)
    const body = request.body === null ? undefined : new Uint8Array(await request.arrayBuffer())
    const headers = {
      ...Object.fromEntries(request.headers),
      'accept-encoding': 'identity',
      ...(body && { 'content-length': String(body.byteLength) }),
    }
    const { method, url } = request
    return send(new URL(url), { method, headers, body, signal: init?.signal ?? request.signal }, { agent: false })
  }
}
