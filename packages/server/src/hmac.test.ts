import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hmac, sha256 } from './hmac'

const text = new TextEncoder()
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

it('SHA-256 gives the digests of FIPS 180-4', () => {
  expect(hex(sha256(text.encode('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(hex(sha256(new Uint8Array()))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

it('HMAC agrees with Web Crypto for every key and message', async () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 })
  await fc.assert(
    fc.asyncProperty(bytes, bytes, async (key, message) => {
      const use = { name: 'HMAC', hash: 'SHA-256' }
      const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), use, false, ['sign'])
      const expected = new Uint8Array(await crypto.subtle.sign('HMAC', imported, new Uint8Array(message)))
      expect(hex(hmac(key, message))).toBe(hex(expected))
    }),
    { numRuns: 150 },
  )
})
