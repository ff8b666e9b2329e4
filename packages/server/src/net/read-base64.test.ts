import { afterEach, describe, expect, it, vi } from 'vitest'
import { readBase64 } from './read-base64'

const bytes = new Uint8Array(1_000).map((_, index) => index % 251)

describe.each(['with Buffer', 'without Buffer'])('readBase64 %s', (how) => {
  afterEach(() => vi.unstubAllGlobals())
  const decode = (text: string) => {
    if (how === 'without Buffer') vi.stubGlobal('Buffer', undefined)
    const read = readBase64(text)
    return read && new Uint8Array(read)
  }

  it.each([997, 998, 999, 0])('decodes %i bytes', (length) => {
    expect(decode(Buffer.from(bytes.slice(0, length)).toString('base64'))).toEqual(bytes.slice(0, length))
  })

  it('decodes base64 with line breaks', () => {
    const lines = Buffer.from(bytes).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
    expect(decode(lines)).toEqual(bytes)
  })

  it.each(['%%%', 'AAAA%AAA', 'AA=AAAAA', '<html></html>'])('returns undefined for invalid input: %s', (text) => {
    expect(decode(text)).toBeUndefined()
  })

  it('rejects invalid input in linear time', () => {
    // A pattern that backtracks at every space would take hours.
    expect(decode(`${' '.repeat(2_000_000)}%`)).toBeUndefined()
  })
})
