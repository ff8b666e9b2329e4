/**
 * IPv4 networks that are not part of the public internet, from the IANA special-purpose registries, as `[address,
 * prefix length]`.
 */
const nonPublicNetworks4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier-grade NAT; also a cloud's metadata service (100.100.100.200)
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local; cloud metadata services use 169.254.169.254
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4], // reserved, with 255.255.255.255
]

const parse4 = (text: string): number | undefined => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (match === null) return undefined
  const parts = match.slice(1).map(Number)
  return parts.some((part) => part > 255) ? undefined : parts.reduce((sum, part) => sum * 256 + part, 0)
}

const isNonPublic4 = (address: number): boolean =>
  nonPublicNetworks4.some(([network, length]) => {
    const size = 2 ** (32 - length)
    return Math.floor(address / size) === Math.floor((parse4(network) ?? 0) / size)
  })

/** Parses an IPv6 address into its eight groups. Returns undefined for anything else. */
function parse6(text: string): number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  const last = dotted === null ? undefined : parse4(dotted[2] ?? '')
  if (dotted !== null && last === undefined) return undefined
  const plain =
    last === undefined
      ? text
      : `${dotted?.[1]}${Math.floor(last / 65_536).toString(16)}:${(last % 65_536).toString(16)}`
  const halves = plain.split('::')
  if (halves.length > 2) return undefined
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - (tail?.length ?? 0)
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const groups = [...head, ...Array.from({ length: tail === undefined ? 0 : missing }, () => '0'), ...(tail ?? [])]
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups.map((group) => parseInt(group, 16)) : undefined
}

/**
 * Only 2000::/3 is allocated for the public internet (RFC 4291 section 2.4). Some blocks in it are reserved, or embed
 * an IPv4 address.
 */
function isPublic6(groups: number[]): boolean {
  const [a = 0, b = 0, c = 0, , , , g = 0, h = 0] = groups
  const embedded4 = g * 65_536 + h
  const isZeroUpTo = (end: number) => groups.slice(0, end).every((group) => group === 0)
  // ::ffff:0:0/96 is IPv4 written as IPv6.
  if (isZeroUpTo(5) && groups[5] === 0xffff) return !isNonPublic4(embedded4)
  // 64:ff9b::/96 is translated to IPv4 on the way (RFC 6052); 64:ff9b:1::/48 is for local use.
  if (a === 0x64 && b === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return !isNonPublic4(embedded4)
  if (a < 0x2000 || a > 0x3fff) return false
  if (a === 0x2001 && b < 0x0200) return false // 2001::/23: Teredo, ORCHID, benchmarking
  if (a === 0x2001 && b === 0x0db8) return false // documentation
  if (a === 0x2002) return !isNonPublic4(b * 65_536 + c) // 6to4 carries an IPv4 address
  return !(a === 0x3fff && b < 0x1000) // documentation, RFC 9637
}

/**
 * Whether an IP address (not a host name) is on the public internet, for SSRF protection. It is not if it is private,
 * loopback, link-local, shared, multicast, reserved or a cloud metadata service's. Also checks IPv4 addresses embedded
 * in IPv6.
 */
export function isPublicAddress(address: string): boolean {
  const text = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const four = parse4(text)
  if (four !== undefined) return !isNonPublic4(four)
  const six = parse6(text)
  return six !== undefined && isPublic6(six)
}

/** Whether the host of a URL is an IP address rather than a name. */
export const isAddress = (host: string): boolean => {
  const text = host.replace(/^\[|\]$/g, '')
  return parse4(text) !== undefined || parse6(text) !== undefined
}
