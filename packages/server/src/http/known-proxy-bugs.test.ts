import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mounts } from '../testing/mounts'
import type { MountedServer } from '../testing/mounts'
import { createTestApp, jsonPost, upstreamKey } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'

// Bugs that other proxies of this kind had, tested on each mount.
describe.each(mounts)('mounted by $name', ({ open }) => {
  let app: TestApp
  let mount: MountedServer
  /** The requests that the upstream received. */
  let upstreamRequests: Request[]
  let respond: (request: Request) => Promise<Response>

  beforeEach(async () => {
    upstreamRequests = []
    respond = (request) => app.sandbox.fetch(request)
    app = createTestApp({
      upstream: {
        fetch: (request) => {
          upstreamRequests.push(request)
          return respond(request)
        },
      },
    })
    mount = await open(app.videos)
  })
  afterEach(async () => {
    await mount.close()
    await app.videos.close()
  })

  const request = (path: string, init: RequestInit = {}) =>
    mount.fetch(`${mount.baseURL}${path}`, {
      ...init,
      headers: { Authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) },
    })
  const createVideo = async (): Promise<string> => {
    const { id } = (await (await request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    await app.advance(30)
    return id
  }

  it('does not turn an upstream 422 into a 200', async () => {
    respond = async () => Response.json({ detail: [{ loc: ['body', 'prompt'], msg: 'too dull' }] }, { status: 422 })
    const response = await request('/videos', jsonPost({ prompt: 'A lamp.' }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message: 'too dull', param: 'prompt' } })
  })

  it('rejects unauthenticated requests with 401', async () => {
    const credentials: Record<string, string>[] = [
      {},
      { Authorization: 'Bearer' },
      { Authorization: `Bearer ${upstreamKey}` },
      { Cookie: 'x=1' },
    ]
    for (const headers of credentials)
      expect((await mount.fetch(`${mount.baseURL}/videos`, { headers })).status).toBe(401)
    expect(upstreamRequests).toEqual([])
  })

  it('never sends the credentials, cookies and headers of a user upstream', async () => {
    const headers = {
      Cookie: 'session=1',
      'X-Secret': 'mine',
      'OpenAI-Organization': 'org',
      'x-fal-target-url': 'http://evil.example/',
    }
    await request('/videos', jsonPost({ prompt: 'A lamp.' }, headers))
    const [sent] = upstreamRequests
    expect(sent?.headers.get('authorization')).toBe(`Bearer ${upstreamKey}`)
    for (const name of Object.keys(headers)) expect(sent?.headers.get(name)).toBeNull()
    expect(new URL(sent?.url ?? '').host).toBe('sandbox.test')
  })

  it('requests no URL that a user sends (SSRF)', async () => {
    for (const path of [
      '/videos?url=http://evil.example/',
      '/videos/http:%2F%2Fevil.example%2F',
      '/videos/..%2f..%2fadmin',
    ])
      await request(path)
    expect(upstreamRequests.every(({ url }) => new URL(url).host === 'sandbox.test')).toBe(true)
  })

  it('does not follow a redirect of the API, and sends the key to no other origin', async () => {
    respond = async (request) =>
      new URL(request.url).host === 'sandbox.test'
        ? new Response(null, { status: 307, headers: { Location: 'http://evil.example/v1/videos' } })
        : Response.json({ id: 'stolen', status: 'queued' })
    const response = await request('/videos', jsonPost({ prompt: 'A lamp.' }))
    expect(response.status).toBeGreaterThanOrEqual(500)
    expect(upstreamRequests.filter(({ url }) => new URL(url).host !== 'sandbox.test')).toEqual([])
  })

  it('rejects a create from another site (CSRF)', async () => {
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect((await request('/videos', jsonPost({ prompt: 'A lamp.' }, headers))).status).toBe(403)
    expect(upstreamRequests).toEqual([])
  })

  it('streams a file, also by range, and never returns a data: URL', async () => {
    const id = await createVideo()
    const video = await (await request(`/videos/${id}`)).text()
    expect(video).not.toContain('data:')
    const part = await request(`/videos/${id}/content`, { headers: { Range: 'bytes=0-9' } })
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10'])
    expect((await part.arrayBuffer()).byteLength).toBe(10)
    const whole = await request(`/videos/${id}/content`)
    const etag = whole.headers.get('etag') ?? ''
    await whole.body?.cancel()
    expect((await request(`/videos/${id}/content`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('cancels the upstream stream when the client disconnects', async () => {
    const id = await createVideo()
    let onCancel = (): void => undefined
    const cancelled = new Promise<void>((resolve) => (onCancel = resolve))
    respond = async (request) =>
      new URL(request.url).pathname.endsWith('/content')
        ? new Response(
            new ReadableStream({
              pull: async (controller) => {
                const head = [0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109]
                controller.enqueue(Uint8Array.from({ length: 262_144 }, (_, index) => head[index] ?? 0))
                await new Promise((resolve) => setTimeout(resolve, 5))
              },
              cancel: () => onCancel(),
            }),
            { headers: { 'Content-Type': 'video/mp4' } },
          )
        : app.sandbox.fetch(request)
    const client = new AbortController()
    const response = await request(`/videos/${id}/content`, { signal: client.signal })
    const reader = response.body!.getReader()
    await reader.read()
    await reader.cancel().catch(() => undefined)
    client.abort()
    await cancelled
    expect(response.status).toBe(200)
  })

  it('deletes the upstream job too', async () => {
    const { id } = (await (await request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    await request(`/videos/${id}`, { method: 'DELETE' })
    expect(upstreamRequests.map(({ method }) => method)).toContain('DELETE')
  })

  it('treats an unknown status as in progress until the deadline', async () => {
    const { id } = (await (await request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    respond = async () => Response.json({ id: 'x', status: 'polishing' })
    await app.advance(60)
    expect(await (await request(`/videos/${id}`)).json()).toMatchObject({ status: 'in_progress' })
    for (let hours = 0; hours < 3; hours += 1) await app.advance(3_600)
    expect(await (await request(`/videos/${id}`)).json()).toMatchObject({
      status: 'failed',
      error: { code: 'deadline_exceeded' },
    })
  })

  it('lists only the videos of the owner', async () => {
    await createVideo()
    const response = await mount.fetch(`${mount.baseURL}/videos`, { headers: { Authorization: 'Bearer bob' } })
    expect(await response.json()).toMatchObject({ data: [], has_more: false })
  })
})

it('createVideoServer throws without authorize', () => {
  expect(() => createTestApp({ server: { authorize: undefined as never } })).toThrow(/authorize/)
})
