import { BlockList, isIP } from 'node:net'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange, resolveRange } from '../byte-range'
import { locateContent } from './locate-content'
import { isAddress, isPublicAddress } from './public-address'
import { readError, sayable } from './read-error'
import { readVideo } from './read-video'

// The same cases in every run.
fc.configureGlobal({ seed: 7, numRuns: 500 })

const words = fc.constantFrom(
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
const answer = fc.oneof(fc.jsonValue(), fc.dictionary(words, fc.jsonValue(), { maxKeys: 8 }))

it('no answer, however strange, breaks a reader or puts a job into a fifth status', () => {
  fc.assert(
    fc.property(answer, (raw) => {
      const { update } = readVideo(raw)
      expect(['queued', 'in_progress', 'completed', 'failed']).toContain(update.status)
      expect(update.error === undefined).toBe(update.status !== 'failed')
      expect(update.progress ?? 50).toSatisfy(
        (percent: number) => Number.isInteger(percent) && percent >= 0 && percent <= 100,
      )
      locateContent(raw)
      readError(raw)
    }),
  )
})

it('no message that is passed on holds a secret', () => {
  const secret = 'sk-live-0123456789'
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(sayable(`${before}${secret}${after}`, [secret]) ?? '').not.toContain(secret)
    }),
  )
})

it('a range is within the file, or there is none', () => {
  const part = fc.oneof(fc.nat(200).map(String), fc.constant(''))
  fc.assert(
    fc.property(part, part, fc.nat(150), (first, last, length) => {
      const asked = parseRange(`bytes=${first}-${last}`)
      const range = asked && resolveRange(asked, length)
      expect(range === undefined || (range.start >= 0 && range.start <= range.end && range.end < length)).toBe(true)
    }),
  )
})

it("an address is recognised just where Node's own parser does", () => {
  const text = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended(), fc.stringMatching(/^[0-9a-f:.]{1,24}$/))
  // Leading zeros are octal to some resolvers and decimal to others; Node refuses them, and a URL never keeps them.
  fc.assert(
    fc.property(text, (address) => {
      fc.pre(!/(^|[.:])0\d+\./.test(address) && !/\.0\d/.test(address))
      expect(isAddress(address)).toBe(isIP(address) !== 0)
    }),
  )
})

it("no address of Node's block list is public", () => {
  const closed = new BlockList()
  for (const network of [
    '10.0.0.0/8',
    '127.0.0.0/8',
    '169.254.0.0/16',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '100.64.0.0/10',
  ]) {
    const [address = '', length] = network.split('/')
    closed.addSubnet(address, Number(length))
  }
  for (const network of ['fc00::/7', 'fe80::/10', 'ff00::/8']) {
    const [address = '', length] = network.split('/')
    closed.addSubnet(address, Number(length), 'ipv6')
  }
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      const isClosed = closed.check(address)
      expect(isClosed && isPublicAddress(address)).toBe(false)
      // However it is written, it is the same address.
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address))
      expect(isPublicAddress(`64:ff9b::${address}`)).toBe(isPublicAddress(address))
    }),
  )
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      expect(closed.check(address, 'ipv6') && isPublicAddress(address)).toBe(false)
    }),
  )
})
