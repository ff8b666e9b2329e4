import { cancelBody } from './cancel-body'
import { nodeGet } from './node-get'

/** Where undici, and `fetch` with it, keeps what was set for it: a proxy, say. Node's own is an Agent. */
const dispatcher = Symbol.for('undici.globalDispatcher.1')

const isFetchAsItCame = (): boolean => {
  const set: unknown = Reflect.get(globalThis, dispatcher)
  return typeof set !== 'object' || set === null || set.constructor.name === 'Agent'
}

/**
 * Fetches a file of the upstream's own origin by Node's client, see {@link nodeGet}; by `fetch` where the runtime has no sockets, where
 * something was set for `fetch`, where Node's client cannot reach the server, and where the server compresses what it was asked not to.
 */
export function fileFetch(fetch: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const get = nodeGet()
  return async (request) => {
    const { url, headers, signal } = request
    if (get === undefined || !isFetchAsItCame()) return fetch(request)
    const direct = await get(new URL(url), { headers: Object.fromEntries(headers), signal }).catch(() => undefined)
    const encoding = direct?.headers.get('content-encoding') ?? 'identity'
    if (direct !== undefined && encoding === 'identity') return direct
    cancelBody(direct?.body)
    signal.throwIfAborted()
    return fetch(request)
  }
}
