import { describe, expect, it } from 'vitest'
import { openScene } from '../testing/scene'
import { posting } from '../testing/stage'

const trusted = 'https://app.example'
const create = (headers: Record<string, string>, options = {}) =>
  openScene(options).ask('/videos', posting({ prompt: 'A lamp.' }, headers))

describe('a request of a browser', () => {
  it.each<[string, Record<string, string>, object, number]>([
    ['without either header is no browser', {}, {}, 200],
    ['of our own page', { Origin: 'http://app.test', 'Sec-Fetch-Site': 'same-origin' }, {}, 200],
    ['of our own page behind a proxy', { Origin: 'https://public.example', 'Sec-Fetch-Site': 'same-origin' }, {}, 200],
    ['of the user', { 'Sec-Fetch-Site': 'none' }, {}, 200],
    ['of an old browser on our page', { Origin: 'http://app.test' }, {}, 200],
    ['of an old browser behind a named proxy', { Origin: trusted }, { publicOrigin: trusted }, 200],
    ['of a trusted page', { Origin: trusted, 'Sec-Fetch-Site': 'cross-site' }, { trustedOrigins: [trusted] }, 200],
    ['of another site', { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }, {}, 403],
    ['of an old browser on another site', { Origin: 'https://evil.example' }, {}, 403],
    ['of a sibling', { Origin: 'https://sub.app.test', 'Sec-Fetch-Site': 'same-site' }, {}, 403],
    ['of a sandboxed frame', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, {}, 403],
    ['of a page that begins alike', { Origin: `${trusted}.evil.test` }, { trustedOrigins: [trusted] }, 403],
    ['of another scheme', { Origin: 'http://app.example' }, { trustedOrigins: [trusted] }, 403],
  ])('%s', async (_, headers, options, status) => {
    expect((await create(headers, options)).status).toBe(status)
  })

  it('may read from anywhere what its own cookie shows it, but no page of another site may', async () => {
    const response = await openScene().ask('/videos', {
      headers: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    })
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, null])
  })
})

describe('a preflight', () => {
  const preflight = (origin: string) =>
    openScene({ trustedOrigins: [trusted] }).ask('/videos', {
      method: 'OPTIONS',
      as: null,
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    })

  it('of a trusted page is told what it may send', async () => {
    const response = await preflight(trusted)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(trusted)
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    for (const name of ['Authorization', 'Range', 'Idempotency-Key', 'Last-Event-ID']) {
      expect(response.headers.get('access-control-allow-headers')).toContain(name)
    }
  })

  it('of another page is told nothing', async () => {
    expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull()
  })

  it('answers that follow, errors too, can be read by the trusted page', async () => {
    const { ask } = openScene({ trustedOrigins: [trusted] })
    for (const path of ['/videos', '/videos/none']) {
      const { headers } = await ask(path, { headers: { Origin: trusted } })
      expect(headers.get('access-control-allow-origin')).toBe(trusted)
      expect(headers.get('vary')).toContain('Origin')
      expect(headers.get('access-control-expose-headers')).toMatch(/Content-Range.*ETag.*Retry-After/)
    }
  })
})
