import { VideoError } from '@dailies/core'
import type { IncomingMessage } from 'node:http'
import type { LookupFunction } from 'node:net'
import { isAddress, isPublicAddress } from './public-address'

/** A plain GET: what {@link publicFetch} can do. */
export interface PublicGet {
  headers: Record<string, string>
  signal: AbortSignal
}

/** The parts that a test replaces; a server never does. */
export interface PublicFetchOptions {
  /** @default isPublicAddress */
  isAllowed?: (address: string) => boolean
  /** @default that of `node:dns` */
  lookup?: LookupFunction
}

/** The host is for the operator alone: it is one of a network of theirs, or what an attacker hoped to find there. */
const refusal = (host: string) =>
  new VideoError(
    'The video service named a file on a host that is not on the public internet, so it was not fetched. If that host is yours, list its origin in trustedMediaOrigins.',
    { code: 'upstream_refused', cause: new Error(`The file is on ${host}.`) },
  )

const toHeaders = (message: IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    for (const item of [value ?? []].flat()) headers.append(name, item)
  }
  return headers
}

/** The body with its back-pressure; cancelling it closes the connection. */
function toStream(message: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = message[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(new Uint8Array(value))
      },
      cancel() {
        message.destroy()
      },
    },
    { highWaterMark: 0 },
  )
}

/**
 * A GET that connects to public addresses only. The address is checked where the connection is made, on the very address that is
 * connected to: a check before the call would be undone by a name that resolves differently the second time.
 *
 * Follows no redirect. Undefined where the runtime has no sockets (a service worker), so that no such call can be made there. The
 * modules come from `process.getBuiltinModule` (Node 20.16), so that a bundler for a page meets no `node:` import.
 */
export function publicFetch({ isAllowed = isPublicAddress, lookup }: PublicFetchOptions = {}) {
  const builtin = globalThis.process?.getBuiltinModule
  if (builtin === undefined) return undefined
  const [http, https, dns] = [builtin('node:http'), builtin('node:https'), builtin('node:dns')]
  const resolve: LookupFunction = lookup ?? dns.lookup

  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      if (error !== null) return callback(error, address, family)
      const all = Array.isArray(address) ? address.map((entry) => entry.address) : [address]
      // One closed address among public ones is enough to refuse: which of them is connected to is left to chance.
      return all.length > 0 && all.every(isAllowed)
        ? callback(null, address, family)
        : callback(refusal(hostname), '', 0)
    })
  }

  return (url: URL, { headers, signal }: PublicGet): Promise<Response> =>
    new Promise((resolve, reject) => {
      const host = url.hostname
      // A literal address is connected to without a lookup.
      if (isAddress(host) && !isAllowed(host)) return reject(refusal(host))
      const { request } = url.protocol === 'https:' ? https : http
      // No agent: a pooled socket would skip the lookup, and with it the check.
      const call = request(url, { headers, signal, lookup: checkedLookup, agent: false, method: 'GET' }, (message) => {
        const status = message.statusCode ?? 502
        const isBodyless = [204, 205, 304].includes(status)
        if (isBodyless) message.resume()
        const body = isBodyless ? null : toStream(message)
        resolve(new Response(body, { status, headers: toHeaders(message) }))
      })
      call.on('error', reject)
      call.end()
    })
}
