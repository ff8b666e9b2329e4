import { BlockList, isIP } from 'node:net'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange, resolveRange } from '../net/byte-range'
import { findContentLocation } from './content-location'
import { isAddress, isPublicAddress } from '../net/public-address'
import { readError, sanitizeMessage } from '../upstream/sanitize-error'
import { readVideo } from './read-video'

// A fixed seed: the same cases in every run.
fc.configureGlobal({ seed: 7, numRuns: 500 })

const fieldName = fc.constantFrom(
  'id',
  'status',
  'data',
  'error',
  'url',
  'video',
  'output',
  'progress',
  'detail',
  'seconds',
  'size',
)
const response = fc.oneof(fc.jsonValue(), fc.dictionary(fieldName, fc.jsonValue(), { maxKeys: 8 }))

it('reads any response without throwing, into one of the four statuses', () => {
  fc.assert(
    fc.property(response, (raw) => {
      const { update } = readVideo(raw)
      expect(['queued', 'in_progress', 'completed', 'failed']).toContain(update.status)
      expect(update.error === undefined).toBe(update.status !== 'failed')
      expect(update.progress ?? 50).toSatisfy(
        (percent: number) => Number.isInteger(percent) && percent >= 0 && percent <= 100,
      )
      findContentLocation(raw)
      readError(raw)
    }),
  )
})

it('removes a secret from any message', () => {
  const secret = 'sk-live-0123456789'
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(sanitizeMessage(`${before}${secret}${after}`, [secret]) ?? '').not.toContain(secret)
    }),
  )
})

it('resolves a range within the file, or none', () => {
  const part = fc.oneof(fc.nat(200).map(String), fc.constant(''))
  fc.assert(
    fc.property(part, part, fc.nat(150), (first, last, length) => {
      const parsed = parseRange(`bytes=${first}-${last}`)
      const range = parsed && resolveRange(parsed, length)
      expect(range === undefined || (range.start >= 0 && range.start <= range.end && range.end < length)).toBe(true)
    }),
  )
})

it('recognises the same IP addresses as Node.js', () => {
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.stringMatching(/^[0-9a-f:.]{1,24}$/))
  // Leading zeros are octal to some resolvers and decimal to others. Node.js rejects them, and a URL never contains
  // them.
  fc.assert(
    fc.property(text, (address) => {
      fc.pre(!/(^|[.:])0\d+\./.test(address) && !/\.0\d/.test(address))
      expect(isAddress(address)).toBe(isIP(address) !== 0)
    }),
  )
})

it('treats no address of private networks as public', () => {
  const blockList = new BlockList()
  for (const network of [
    '10.0.0.0/8',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
  ]) {
    const [address = '', length] = network.split('/')
    blockList.addSubnet(address, Number(length))
  }
  for (const network of ['fc00::/7', 'fe80::/10', 'ff00::/8']) {
    const [address = '', length] = network.split('/')
    blockList.addSubnet(address, Number(length), 'ipv6')
  }
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const isBlocked = blockList.check(address)
      expect(isBlocked && isPublicAddress(address)).toBe(false)
      // The same address embedded in IPv6 has the same result.
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address))
    }),
  )
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(blockList.check(address, 'ipv6') && isPublicAddress(address)).toBe(false)
    }),
  )
})
