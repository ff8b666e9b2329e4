import { describe, expect, it } from 'vitest'
import { upstreamServer, film } from './testing/upstream-server'

const moved = (status: number, location: string) => new Response(null, { status, headers: { location } })
const options = { idempotencyKey: 'row-1' }

describe('the key', () => {
  it('follows a redirect within its origin', async () => {
    const { upstream, seen } = upstreamServer({
      'GET /videos/v': moved(308, '/v1/videos/v/'),
      'GET /videos/v/': Response.json({ id: 'v', status: 'completed' }),
      'POST /videos': moved(307, '/v1/videos/'),
      'POST /videos/': Response.json({ id: 'v', status: 'queued' }),
    })
    expect((await upstream.retrieve('v')).update.status).toBe('completed')
    expect((await upstream.create({ prompt: 'A lamp' }, options)).ref).toBe('v')
    expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual(Array(4).fill('Bearer sk-secret-1234'))
    expect(seen[3]?.body).toMatchObject({ prompt: 'A lamp' })
  })

  it.each([
    'https://upstream.test/v1/videos/v',
    'http://upstream.test:8080/v1/videos/v',
    'http://evil.test/v1/videos/v',
    '//evil.test/videos/v',
  ])('never goes to %s', async (location) => {
    const { upstream, seen } = upstreamServer({ 'GET /videos/v': moved(302, location) })
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
    expect(seen).toHaveLength(1)
  })

  it('is not sent along with a film that lies elsewhere, but is where it lies at home', async () => {
    const { upstream, seen } = upstreamServer(
      {
        'GET /videos/a/content': moved(302, 'https://cdn.test/a.mp4'),
        'GET https://cdn.test/a.mp4': moved(302, 'http://upstream.test/v1/back.mp4'),
        'GET /back.mp4': film(),
        'GET /videos/b/content': Response.json({
          url: 'http://upstream.test/v1/files/b.mp4?a=1&signature=x%2Fy+z&a=2',
        }),
        'GET /files/b.mp4': film(),
      },
      { trustedMediaOrigins: ['https://cdn.test'], query: { 'api-version': 'preview' } },
    )
    for (const id of ['a', 'b']) await (await upstream.content(id, 'video')).body.cancel()
    const { pathname, search } = new URL(seen.at(-1)?.url ?? '')
    // To the letter: a signature is over the address as it was named.
    expect(pathname + search).toBe('/v1/files/b.mp4?a=1&signature=x%2Fy+z&a=2')
    expect(seen.map(({ url, headers }) => [new URL(url).pathname, headers.has('authorization')])).toEqual([
      ['/v1/videos/a/content', true],
      ['/a.mp4', false],
      ['/v1/back.mp4', false],
      ['/v1/videos/b/content', true],
      ['/v1/files/b.mp4', true],
    ])
  })

  it('is in no error, even where the server repeats it', async () => {
    const body = { error: { message: 'Bad key sk-secret-1234 at upstream.test', code: 'x' } }
    for (const status of [400, 401, 422, 500]) {
      const { upstream } = upstreamServer({ 'POST /videos': Response.json(body, { status }) })
      const error: unknown = await upstream.create({ prompt: 'A lamp' }, options).catch((error: unknown) => error)
      expect(String(error)).not.toMatch(/secret|upstream\.test/)
    }
  })

  it('of an administrator in the environment does not take its place', async () => {
    const environment = {
      OPENAI_ADMIN_KEY: 'admin',
      OPENAI_ORG_ID: 'org',
      OPENAI_PROJECT_ID: 'project',
      OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer other',
    }
    const before = { ...process.env }
    Object.assign(process.env, environment)
    try {
      const { upstream, seen } = upstreamServer({ 'GET /videos/v': Response.json({ id: 'v', status: 'queued' }) })
      await upstream.retrieve('v')
      const { headers } = seen[0]!
      expect([headers.get('authorization'), headers.get('openai-organization'), headers.get('openai-project')]).toEqual(
        ['Bearer sk-secret-1234', null, null],
      )
    } finally {
      process.env = before
    }
  })
})

it('a redirect in a circle comes to an end', async () => {
  const { upstream, seen } = upstreamServer({ 'GET /videos/v': moved(302, '/v1/videos/v') })
  await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
  expect(seen).toHaveLength(4)
})

it('a create is not sent to where a redirect changes the method', async () => {
  const { upstream, seen } = upstreamServer({ 'POST /videos': moved(301, '/v1/other') })
  await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.toMatchObject({ code: 'misconfigured' })
  expect(seen).toHaveLength(1)
})
