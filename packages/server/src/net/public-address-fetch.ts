import { VideoError } from '@dailies/core'
import type { LookupFunction } from 'node:net'
import { nodeRequest } from './node-request'
import type { GetOptions, NodeRequest } from './node-request'
import { uncheckedHostError } from './ssrf-safe-fetch'
import { isAddress, isPublicAddress } from './public-address'

/** Options of {@link publicAddressFetch}, which only tests set. */
export interface PublicAddressFetchOptions {
  /** @default isPublicAddress */
  isAllowed?: (address: string) => boolean
  /** @default `lookup` of `node:dns` */
  lookup?: LookupFunction
  /** @default `nodeRequest` */
  get?: NodeRequest | undefined
}

/** The host is in `cause` only, for the operator: it is either a host of their network or the target of an attack. */
const notPublicError = (host: string) =>
  new VideoError(
    'The video service returned the URL of a host that is not on the public internet, so the file was not fetched. If that host is yours, list its origin in trustedMediaOrigins.',
    { code: 'upstream_rejected', cause: new Error(`The file is on ${host}.`) },
  )

/**
 * SSRF protection: a GET that connects to public IP addresses only. The DNS lookup of the connection itself is checked.
 * A separate lookup before the request could be bypassed by DNS rebinding, a name that resolves differently the second
 * time.
 *
 * Follows no redirect. Returns undefined if the runtime has no sockets. Rejects if the runtime has `node:http` but does
 * not call the `lookup` of a request: Cloudflare Workers build theirs on `fetch`.
 */
export function publicAddressFetch({
  isAllowed = isPublicAddress,
  lookup,
  get = nodeRequest(),
}: PublicAddressFetchOptions = {}) {
  if (get === undefined) return undefined
  const resolve: LookupFunction = lookup ?? globalThis.process.getBuiltinModule('node:dns').lookup

  const checkedLookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname, options, (error, address, family) => {
      if (error !== null) return callback(error, address, family)
      const all = Array.isArray(address) ? address.map((entry) => entry.address) : [address]
      // One private address among public ones is enough to reject the name: Node.js may connect to any of them.
      return all.length > 0 && all.every(isAllowed)
        ? callback(null, address, family)
        : callback(notPublicError(hostname), '', 0)
    })
  }

  let isChecked: Promise<boolean> | undefined

  return async (url: URL, options: GetOptions): Promise<Response> => {
    isChecked ??= callsLookup(get)
    if (!(await isChecked)) throw uncheckedHostError(url)
    // Node.js connects to an IP address without a lookup.
    if (isAddress(url.hostname) && !isAllowed(url.hostname)) throw notPublicError(url.hostname)
    // No agent: a pooled socket would skip the lookup, and the check with it.
    return get(url, options, { lookup: checkedLookup, agent: false })
  }
}

/**
 * Whether this runtime asks our `lookup` for the address that it connects to. Tried with a name that never resolves (RFC
 * 6761), so nothing is connected to either way.
 */
async function callsLookup(get: NodeRequest): Promise<boolean> {
  let isCalled = false
  const lookup: LookupFunction = (_hostname, _options, callback) => {
    isCalled = true
    callback(new Error('This request only tests the runtime.'), '', 0)
  }
  const options = { headers: {}, signal: AbortSignal.timeout(probeTimeoutMs) }
  await get(new URL('http://lookup.invalid/'), options, { lookup, agent: false }).catch(() => undefined)
  return isCalled
}

const probeTimeoutMs = 5_000
