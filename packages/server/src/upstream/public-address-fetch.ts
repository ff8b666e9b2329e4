import { VideoError } from '@dailies/core'
import type { LookupFunction } from 'node:net'
import { nodeGet } from './node-get'
import type { PlainGet } from './node-get'
import { isAddress, isPublicAddress } from './public-address'

/** The parts that a test replaces; a server never does. */
export interface PublicAddressFetchOptions {
  /** @default isPublicAddress */
  isAllowed?: (address: string) => boolean
  /** @default that of `node:dns` */
  lookup?: LookupFunction
}

/** The host is for the operator alone: it is one of a network of theirs, or what an attacker hoped to find there. */
const refusal = (host: string) =>
  new VideoError(
    'The video service named a file on a host that is not on the public internet, so it was not fetched. If that host is yours, list its origin in trustedMediaOrigins.',
    { code: 'upstream_rejected', cause: new Error(`The file is on ${host}.`) },
  )

/**
 * A GET that connects to public addresses only. The address is checked where the connection is made, on the very address that is
 * connected to: a check before the call would be undone by a name that resolves differently the second time.
 *
 * Follows no redirect. Undefined where the runtime has no sockets, so that no such call can be made there.
 */
export function publicAddressFetch({ isAllowed = isPublicAddress, lookup }: PublicAddressFetchOptions = {}) {
  const get = nodeGet()
  if (get === undefined) return undefined
  const resolve: LookupFunction = lookup ?? globalThis.process.getBuiltinModule('node:dns').lookup

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

  return async (url: URL, call: PlainGet): Promise<Response> => {
    // A literal address is connected to without a lookup.
    if (isAddress(url.hostname) && !isAllowed(url.hostname)) throw refusal(url.hostname)
    // No agent: a pooled socket would skip the lookup, and with it the check.
    return get(url, call, { lookup: checkedLookup, agent: false })
  }
}
