import { describe, expect, it } from 'vitest'
import { upstreamServer, videoResponse } from './testing/upstream-server'

const redirect = (status: number, location: string) => new Response(null, { status, headers: { location } })
const options = { idempotencyKey: 'row-1' }

describe('the API key', () => {
  it('is sent along a redirect within its origin', async () => {
    const { upstream, requests } = upstreamServer({
      'GET /videos/v': redirect(308, '/v1/videos/v/'),
      'GET /videos/v/': Response.json({ id: 'v', status: 'completed' }),
      'POST /videos': redirect(307, '/v1/videos/'),
      'POST /videos/': Response.json({ id: 'v', status: 'queued' }),
    })
    expect((await upstream.retrieve('v')).update.status).toBe('completed')
    expect((await upstream.create({ prompt: 'A lamp' }, options)).ref).toBe('v')
    expect(requests.map(({ headers }) => headers.get('authorization'))).toEqual(Array(4).fill('Bearer sk-secret-1234'))
    expect(requests[3]?.body).toMatchObject({ prompt: 'A lamp' })
  })

  it.each([
    'https://upstream.test/v1/videos/v',
    'http://upstream.test:8080/v1/videos/v',
    'http://evil.test/v1/videos/v',
    '//evil.test/videos/v',
  ])('is never sent to %s', async (location) => {
    const { upstream, requests } = upstreamServer({ 'GET /videos/v': redirect(302, location) })
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
    expect(requests).toHaveLength(1)
  })

  it('is not sent with a file request to another origin, but to its own origin', async () => {
    const { upstream, requests } = upstreamServer(
      {
        'GET /videos/a/content': redirect(302, 'https://cdn.test/a.mp4'),
        'GET https://cdn.test/a.mp4': redirect(302, 'http://upstream.test/v1/back.mp4'),
        'GET /back.mp4': videoResponse(),
        'GET /videos/b/content': Response.json({
          url: 'http://upstream.test/v1/files/b.mp4?a=1&signature=x%2Fy+z&a=2',
        }),
        'GET /files/b.mp4': videoResponse(),
      },
      { trustedMediaOrigins: ['https://cdn.test'], query: { 'api-version': 'preview' } },
    )
    for (const id of ['a', 'b']) await (await upstream.content(id, 'video')).body.cancel()
    const { pathname, search } = new URL(requests.at(-1)?.url ?? '')
    // The URL must stay unchanged: the signature of a signed URL covers it.
    expect(pathname + search).toBe('/v1/files/b.mp4?a=1&signature=x%2Fy+z&a=2')
    expect(requests.map(({ url, headers }) => [new URL(url).pathname, headers.has('authorization')])).toEqual([
      ['/v1/videos/a/content', true],
      ['/a.mp4', false],
      ['/v1/back.mp4', false],
      ['/v1/videos/b/content', true],
      ['/v1/files/b.mp4', true],
    ])
  })

  it('never appears in an error message, even if the server repeats it', async () => {
    const body = { error: { message: 'Bad key sk-secret-1234 at upstream.test', code: 'x' } }
    for (const status of [400, 401, 422, 500]) {
      const { upstream } = upstreamServer({ 'POST /videos': Response.json(body, { status }) })
      const error: unknown = await upstream.create({ prompt: 'A lamp' }, options).catch((error: unknown) => error)
      expect(String(error)).not.toMatch(/secret|upstream\.test/)
    }
  })

  it('is not replaced by an admin key in the environment', async () => {
    const environment = {
      OPENAI_ADMIN_KEY: 'admin',
      OPENAI_ORG_ID: 'org',
      OPENAI_PROJECT_ID: 'project',
      OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer other',
    }
    const before = { ...process.env }
    Object.assign(process.env, environment)
    try {
      const { upstream, requests } = upstreamServer({ 'GET /videos/v': Response.json({ id: 'v', status: 'queued' }) })
      await upstream.retrieve('v')
      const { headers } = requests[0]!
      expect([headers.get('authorization'), headers.get('openai-organization'), headers.get('openai-project')]).toEqual(
        ['Bearer sk-secret-1234', null, null],
      )
    } finally {
      process.env = before
    }
  })
})

it('stops after the maximum number of redirects', async () => {
  const { upstream, requests } = upstreamServer({ 'GET /videos/v': redirect(302, '/v1/videos/v') })
  await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
  expect(requests).toHaveLength(4)
})

it('does not follow a redirect that changes the method of a create request', async () => {
  const { upstream, requests } = upstreamServer({ 'POST /videos': redirect(301, '/v1/other') })
  await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.toMatchObject({ code: 'misconfigured' })
  expect(requests).toHaveLength(1)
})
