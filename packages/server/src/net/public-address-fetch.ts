import { VideoError } from '@dailies/core'
import type { LookupFunction } from 'node:net'
import { nodeRequest } from './node-request'
import type { GetOptions } from './node-request'
import { isAddress, isPublicAddress } from './public-address'

/** Options of {@link publicAddressFetch}, which only tests set. */
export interface PublicAddressFetchOptions {
  /** @default isPublicAddress */
  isAllowed?: (address: string) => boolean
  /** @default `lookup` of `node:dns` */
  lookup?: LookupFunction
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
 * Follows no redirect. Returns undefined if the runtime has no sockets.
 */
export function publicAddressFetch({ isAllowed = isPublicAddress, lookup }: PublicAddressFetchOptions = {}) {
  const get = nodeRequest()
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

  return async (url: URL, options: GetOptions): Promise<Response> => {
    // Node.js connects to an IP address without a lookup.
    if (isAddress(url.hostname) && !isAllowed(url.hostname)) throw notPublicError(url.hostname)
    // No agent: a pooled socket would skip the lookup, and the check with it.
    return get(url, options, { lookup: checkedLookup, agent: false })
  }
}
