import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mounts } from './testing/mounts'
import type { OpenMount } from './testing/mounts'
import { openStage, posting, upstreamKey } from './testing/stage'
import type { Stage } from './testing/stage'

// Where other proxies of this kind broke; on each mount ours does not.
describe.each(mounts)('mounted by $name', ({ open }) => {
  let stage: Stage
  let mount: OpenMount
  /** What reached the upstream. */
  let reached: Request[]
  let answer: (request: Request) => Promise<Response>

  beforeEach(async () => {
    reached = []
    answer = (request) => stage.sandbox.fetch(request)
    stage = openStage({
      upstream: {
        fetch: (request) => {
          reached.push(request)
          return answer(request)
        },
      },
    })
    mount = await open(stage.videos)
  })
  afterEach(async () => {
    await mount.close()
    await stage.videos.close()
  })

  const ask = (path: string, init: RequestInit = {}) =>
    mount.fetch(`${mount.baseURL}${path}`, {
      ...init,
      headers: { Authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) },
    })
  const make = async (): Promise<string> => {
    const { id } = (await (await ask('/videos', posting({ prompt: 'A lamp.' }))).json()) as { id: string }
    await stage.advance(30)
    return id
  }

  it('an upstream 422 is not turned into a 200', async () => {
    answer = async () => Response.json({ detail: [{ loc: ['body', 'prompt'], msg: 'too dull' }] }, { status: 422 })
    const response = await ask('/videos', posting({ prompt: 'A lamp.' }))
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message: 'too dull', param: 'prompt' } })
  })

  it('nobody is not admitted, whatever they send', async () => {
    const ways: Record<string, string>[] = [
      {},
      { Authorization: 'Bearer' },
      { Authorization: `Bearer ${upstreamKey}` },
      { Cookie: 'x=1' },
    ]
    for (const headers of ways) expect((await mount.fetch(`${mount.baseURL}/videos`, { headers })).status).toBe(401)
    expect(reached).toEqual([])
  })

  it("a visitor's credentials, cookies and headers never go upstream", async () => {
    const headers = {
      Cookie: 'session=1',
      'X-Secret': 'mine',
      'OpenAI-Organization': 'org',
      'x-fal-target-url': 'http://evil.example/',
    }
    await ask('/videos', posting({ prompt: 'A lamp.' }, headers))
    const [request] = reached
    expect(request?.headers.get('authorization')).toBe(`Bearer ${upstreamKey}`)
    for (const name of Object.keys(headers)) expect(request?.headers.get(name)).toBeNull()
    expect(new URL(request?.url ?? '').host).toBe('sandbox.test')
  })

  it('no address of the visitor is asked', async () => {
    for (const path of [
      '/videos?url=http://evil.example/',
      '/videos/http:%2F%2Fevil.example%2F',
      '/videos/..%2f..%2fadmin',
    ])
      await ask(path)
    expect(reached.every(({ url }) => new URL(url).host === 'sandbox.test')).toBe(true)
  })

  it('a redirect of the API is not followed, and the key goes nowhere else', async () => {
    answer = async (request) =>
      new URL(request.url).host === 'sandbox.test'
        ? new Response(null, { status: 307, headers: { Location: 'http://evil.example/v1/videos' } })
        : Response.json({ id: 'stolen', status: 'queued' })
    const response = await ask('/videos', posting({ prompt: 'A lamp.' }))
    expect(response.status).toBeGreaterThanOrEqual(500)
    expect(reached.filter(({ url }) => new URL(url).host !== 'sandbox.test')).toEqual([])
  })

  it('a page of another site cannot spend', async () => {
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }
    expect((await ask('/videos', posting({ prompt: 'A lamp.' }, headers))).status).toBe(403)
    expect(reached).toEqual([])
  })

  it('a film is streamed, in parts too, and never as a data: URL', async () => {
    const id = await make()
    const video = await (await ask(`/videos/${id}`)).text()
    expect(video).not.toContain('data:')
    const part = await ask(`/videos/${id}/content`, { headers: { Range: 'bytes=0-9' } })
    expect([part.status, part.headers.get('content-length')]).toEqual([206, '10'])
    expect((await part.arrayBuffer()).byteLength).toBe(10)
    const whole = await ask(`/videos/${id}/content`)
    const etag = whole.headers.get('etag') ?? ''
    await whole.body?.cancel()
    expect((await ask(`/videos/${id}/content`, { headers: { 'If-None-Match': etag } })).status).toBe(304)
  })

  it('an upstream stream is let go when the reader leaves', async () => {
    const id = await make()
    let isLetGo = (): void => undefined
    const cancelBody = new Promise<void>((resolve) => (isLetGo = resolve))
    answer = async (request) =>
      new URL(request.url).pathname.endsWith('/content')
        ? new Response(
            new ReadableStream({
              pull: async (controller) => {
                const head = [0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109]
                controller.enqueue(Uint8Array.from({ length: 262_144 }, (_, index) => head[index] ?? 0))
                await new Promise((resolve) => setTimeout(resolve, 5))
              },
              cancel: () => isLetGo(),
            }),
            { headers: { 'Content-Type': 'video/mp4' } },
          )
        : stage.sandbox.fetch(request)
    const leaving = new AbortController()
    const response = await ask(`/videos/${id}/content`, { signal: leaving.signal })
    const reader = response.body!.getReader()
    await reader.read()
    await reader.cancel().catch(() => undefined)
    leaving.abort()
    await cancelBody
    expect(response.status).toBe(200)
  })

  it('deleting stops the upstream too', async () => {
    const { id } = (await (await ask('/videos', posting({ prompt: 'A lamp.' }))).json()) as { id: string }
    await ask(`/videos/${id}`, { method: 'DELETE' })
    expect(reached.map(({ method }) => method)).toContain('DELETE')
  })

  it('a status that nobody knows is a job that runs, under a deadline', async () => {
    const { id } = (await (await ask('/videos', posting({ prompt: 'A lamp.' }))).json()) as { id: string }
    answer = async () => Response.json({ id: 'x', status: 'polishing' })
    await stage.advance(60)
    expect(await (await ask(`/videos/${id}`)).json()).toMatchObject({ status: 'in_progress' })
    for (let hours = 0; hours < 3; hours += 1) await stage.advance(3_600)
    expect(await (await ask(`/videos/${id}`)).json()).toMatchObject({
      status: 'failed',
      error: { code: 'deadline_exceeded' },
    })
  })

  it("one key does not list everybody's videos", async () => {
    await make()
    const response = await mount.fetch(`${mount.baseURL}/videos`, { headers: { Authorization: 'Bearer bob' } })
    expect(await response.json()).toMatchObject({ data: [], has_more: false })
  })
})

it('a server that does not ask who comes is not made', () => {
  expect(() => openStage({ server: { authorize: undefined as never } })).toThrow(/authorize/)
})
