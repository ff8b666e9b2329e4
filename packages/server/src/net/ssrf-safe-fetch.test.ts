import { describe, expect, it, vi } from 'vitest'
import type { GetOptions } from './node-request'
import { mediaURL, ssrfSafeFetch } from './ssrf-safe-fetch'

const redirect = (location: string) => new Response(null, { status: 302, headers: { location } })

function open(responses: Record<string, () => Response>, hasSockets = true) {
  const respond = (url: string) => responses[url]?.() ?? new Response('file')
  const fetch = vi.fn<(request: Request) => Promise<Response>>(async (request) => respond(request.url))
  const publicAddressFetch = vi.fn<(url: URL, get: GetOptions) => Promise<Response>>(async (url) => respond(url.href))
  const options = {
    origin: 'http://upstream.test:8000',
    trustedMediaOrigins: new Set(['https://cdn.test']),
    fetch,
    publicAddressFetch: hasSockets ? publicAddressFetch : undefined,
  }
  const get = (url: string) =>
    ssrfSafeFetch(new URL(url), { headers: { range: 'bytes=0-1' }, signal: new AbortController().signal }, options)
  return { get, fetch, publicAddressFetch }
}

describe('an origin', () => {
  it.each(['http://upstream.test:8000/a.mp4', 'https://cdn.test/a.mp4'])(
    'that is trusted (%s) is fetched without an address check',
    async (url) => {
      const { get, fetch, publicAddressFetch } = open({})
      expect((await get(url)).status).toBe(200)
      expect(fetch.mock.calls[0]?.[0].headers.get('authorization')).toBeNull()
      expect(publicAddressFetch).not.toHaveBeenCalled()
    },
  )

  it.each([
    'https://upstream.test:8000/a.mp4',
    'http://upstream.test/a.mp4',
    'http://cdn.test/a.mp4',
    'https://cdn.test:8443/a.mp4',
    'https://cdn.test.evil.example/a.mp4',
    'https://sub.cdn.test/a.mp4',
  ])('that differs in scheme, host or port (%s) is fetched with an address check', async (url) => {
    const { get, fetch, publicAddressFetch } = open({})
    await get(url)
    expect(fetch).not.toHaveBeenCalled()
    expect(publicAddressFetch).toHaveBeenCalledOnce()
  })

  it('that cannot be checked is rejected, with a message that says how to allow it', async () => {
    const { get } = open({}, false)
    await expect(get('https://other.test/a.mp4')).rejects.toThrow('trustedMediaOrigins')
  })
})

describe('a redirect', () => {
  it('is checked like the first URL', async () => {
    const { get, fetch, publicAddressFetch } = open({
      'https://cdn.test/a': () => redirect('http://10.0.0.1/b'),
      'http://10.0.0.1/b': () => redirect('https://cdn.test/c'),
    })
    await get('https://cdn.test/a')
    expect(fetch.mock.calls.map(([request]) => request.url)).toEqual(['https://cdn.test/a', 'https://cdn.test/c'])
    expect(publicAddressFetch.mock.calls.map(([url]) => url.href)).toEqual(['http://10.0.0.1/b'])
  })

  it.each(['file:///etc/passwd', 'ftp://cdn.test/a', 'data:video/mp4;base64,AAAA', 'http://'])(
    'to %s is rejected',
    async (location) => {
      const { get } = open({ 'https://cdn.test/a': () => redirect(location) })
      await expect(get('https://cdn.test/a')).rejects.toMatchObject({ code: 'upstream_failed' })
    },
  )

  it('is followed at most five times', async () => {
    const { get, fetch } = open({ 'https://cdn.test/a': () => redirect('/a') })
    await expect(get('https://cdn.test/a')).rejects.toThrow('redirected more than 5 times')
    expect(fetch).toHaveBeenCalledTimes(6)
  })
})

it('strips credentials from a URL', () => {
  expect(mediaURL('https://user:secret@cdn.test/a', 'http://upstream.test').href).toBe('https://cdn.test/a')
})
