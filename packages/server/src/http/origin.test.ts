import { describe, expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

const trusted = 'https://app.example'
const create = (headers: Record<string, string>, options = {}) =>
  createTestServer(options).request('/videos', jsonPost({ prompt: 'A lamp.' }, headers))

describe('an unsafe request', () => {
  it.each<[string, Record<string, string>, object, number]>([
    ['without both headers is accepted, because the client is no browser', {}, {}, 200],
    ['of the same origin is accepted', { Origin: 'http://app.test', 'Sec-Fetch-Site': 'same-origin' }, {}, 200],
    [
      'of the same origin behind a proxy is accepted',
      { Origin: 'https://public.example', 'Sec-Fetch-Site': 'same-origin' },
      {},
      200,
    ],
    ['that the user started is accepted', { 'Sec-Fetch-Site': 'none' }, {}, 200],
    ['of the same origin in an old browser is accepted', { Origin: 'http://app.test' }, {}, 200],
    ['of publicOrigin in an old browser is accepted', { Origin: trusted }, { publicOrigin: trusted }, 200],
    [
      'of a trusted origin is accepted',
      { Origin: trusted, 'Sec-Fetch-Site': 'cross-site' },
      { trustedOrigins: [trusted] },
      200,
    ],
    ['of another site is rejected', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, {}, 403],
    ['of another site in an old browser is rejected', { Origin: 'https://evil.example' }, {}, 403],
    ['of a sibling domain is rejected', { Origin: 'https://sub.app.test', 'Sec-Fetch-Site': 'same-site' }, {}, 403],
    ['of a sandboxed frame is rejected', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, {}, 403],
    [
      'of an origin that starts with a trusted one is rejected',
      { Origin: `${trusted}.evil.test` },
      { trustedOrigins: [trusted] },
      403,
    ],
    [
      'of a trusted host with another scheme is rejected',
      { Origin: 'http://app.example' },
      { trustedOrigins: [trusted] },
      403,
    ],
  ])('%s', async (_, headers, options, status) => {
    expect((await create(headers, options)).status).toBe(status)
  })

  it('of the method GET is accepted from any site, but without CORS headers', async () => {
    const response = await createTestServer().request('/videos', {
      headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, null])
  })
})

describe('a CORS preflight', () => {
  const preflight = (origin: string) =>
    createTestServer({ trustedOrigins: [trusted] }).request('/videos', {
      method: 'OPTIONS',
      as: null,
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })

  it('of a trusted origin gets the allowed methods and headers', async () => {
    const response = await preflight(trusted)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(trusted)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    for (const name of ['Authorization', 'Range', 'Idempotency-Key', 'Last-Event-ID']) {
      expect(response.headers.get('access-control-allow-headers')).toContain(name)
    }
  })

  it('of another origin gets no CORS headers', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is followed by responses with CORS headers, also for errors', async () => {
    const { request } = createTestServer({ trustedOrigins: [trusted] })
    for (const path of ['/videos', '/videos/none']) {
      const { headers } = await request(path, { headers: { Origin: trusted } })
      expect(headers.get('access-control-allow-origin')).toBe(trusted)
      expect(headers.get('vary')).toContain('Origin')
      expect(headers.get('access-control-expose-headers')).toMatch(/Content-Range.*ETag.*Retry-After/)
    }
  })
})
