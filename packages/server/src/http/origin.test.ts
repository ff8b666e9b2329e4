import { describe, expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'
import { createTestApp, jsonPost } from '../testing/test-app'

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
  const preflight = (origin: string, requested?: string) =>
    createTestServer({ trustedOrigins: [trusted] }).request('/videos', {
      method: 'OPTIONS',
      as: null,
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        ...(requested !== undefined && { 'Access-Control-Request-Headers': requested }),
      },
    })

  it.each([
    'authorization,content-type,idempotency-key,last-event-id,range',
    'x-csrf-token',
    'traceparent, tracestate',
    'x-stainless-lang,x-stainless-retry-count',
  ])('of a trusted origin may send %s', async (requested) => {
    const { status, headers } = await preflight(trusted, requested)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(trusted)
    expect(headers.get('access-control-allow-methods')).toContain('POST')
    expect(headers.get('access-control-allow-headers')).toBe(requested)
    expect(headers.get('vary')).toBe('Origin, Access-Control-Request-Headers')
  })

  it.each([undefined, '', 'not a name', 'a,,b', 'a: b'])('with the header list %j allows none', async (requested) => {
    expect((await preflight(trusted, requested)).headers.get('access-control-allow-headers')).toBeNull()
  })

  it('of another origin gets no CORS headers', async () => {
    const { headers } = await preflight('https://evil.example', 'x-csrf-token')
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('access-control-allow-headers')).toBeNull()
  })

  it('is followed by responses with CORS headers, also for errors', async () => {
    const { request } = createTestServer({ trustedOrigins: [trusted] })
    for (const path of ['/videos', '/videos/none']) {
      const { headers } = await request(path, { headers: { Origin: trusted } })
      expect(headers.get('access-control-allow-origin')).toBe(trusted)
      expect(headers.get('vary')).toContain('Origin')
      expect(headers.get('access-control-expose-headers')).toMatch(
        /Content-Disposition.*Content-Range.*ETag.*Retry-After/,
      )
    }
  })
})

describe('an origin of the options', () => {
  it.each(['https://app.example/', 'https://app.example:443', 'HTTPS://App.Example', 'https://app.example:443/'])(
    'written as %s is the one that browsers send',
    async (text) => {
      expect((await create({ Origin: trusted }, { trustedOrigins: [text] })).status).toBe(200)
      expect((await create({ Origin: trusted }, { publicOrigin: text })).status).toBe(200)
    },
  )

  it.each([
    ['https://app.example/app', 'such as https://app.example.'],
    ['https://app.example?', 'such as https://app.example.'],
    ['https://ada:secret@app.example', 'such as https://app.example.'],
    ['https://*.app.example', 'such as https://app.example.com.'],
    ['app.example', 'such as https://app.example.com.'],
    ['localhost:3000', 'such as https://app.example.com.'],
    ['*', 'such as https://app.example.com.'],
    ['null', 'such as https://app.example.com.'],
    ['', 'such as https://app.example.com.'],
    [undefined, 'such as https://app.example.com.'],
    [/app\.example/, 'such as https://app.example.com.'],
  ])('written as %s fails at start', (text, words) => {
    const options = { trustedOrigins: [text as string] }
    expect(() => createTestServer(options)).toThrow(/^trustedOrigins contains ".*", which is not an origin/)
    expect(() => createTestServer(options)).toThrow(words)
    expect(() => createTestServer({ publicOrigin: (text ?? null) as never })).toThrow(/^publicOrigin contains/)
  })
})

describe('basePath', () => {
  it.each([
    ['api', 'Write "/api"'],
    ['api/', 'Write "/api"'],
    ['https://app.example/api/', 'Write "/api"'],
    ['/api?', 'Write "/api"'],
  ])('written as %s fails at start', (basePath, words) => {
    expect(() => createTestServer({ basePath })).toThrow(words)
  })

  it.each(['/api', '/api/'])('written as %s is the mount of every URL', async (basePath) => {
    const server = createTestServer({ basePath })
    const { id } = await server.create()
    server.upstream.nextUpdate = { status: 'completed' }
    await server.advance(60)
    expect((await server.retrieve(id)).assets?.video.url).toBe(`/api/videos/${id}/content`)
    expect((await server.videos.retrieve('ada', id)).assets?.video.url).toBe(`/api/videos/${id}/content`)
  })
})

describe('the Cross-Origin-Resource-Policy of a file', () => {
  it.each([
    ['without trusted origins', [], 'same-origin'],
    ['for another port of the same host', ['http://app.test:3000'], 'same-site'],
    ['for another host', ['http://app.test:3000', trusted], 'cross-origin'],
    ['for the same host with another scheme', ['https://app.test'], 'cross-origin'],
  ])('%s', async (_, trustedOrigins, policy) => {
    const app = createTestApp({ server: { trustedOrigins } })
    const { id } = (await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    await app.advance(60)
    for (const variant of ['video', 'thumbnail', 'spritesheet']) {
      const { status, headers } = await app.request(`/videos/${id}/content?variant=${variant}`)
      expect([status, headers.get('cross-origin-resource-policy')]).toEqual([200, policy])
    }
    await app.videos.close()
  })
})
