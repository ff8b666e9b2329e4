import { afterEach, describe, expect, it } from 'vitest'
import { mounts } from '../testing/mounts'
import type { Mount } from '../testing/mounts'
import { createTestServer } from '../testing/test-server'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { UpstreamJob } from '../upstream/upstream'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`
const losesBytes = ({ name }: Mount): boolean => name.includes('without keepRawBody')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Creates one video; the sandbox sends the webhook of its completion to this mount. */
async function completeOne(kind: Mount) {
  const sent: [string, RequestInit][] = []
  const responses: { status: number; body: string }[] = []
  const deliver = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await mount.fetch(`${mount.baseURL}${path}`, init)
    responses.push({ status: response.status, body: await response.clone().text() })
    return response
  }
  const app = createTestApp({
    sandbox: {
      webhook: {
        url: '/videos/webhook',
        secret,
        fetch: (path, init) => {
          sent.push([path, init])
          return deliver(path, init)
        },
      },
    },
    upstream: { webhookSecret: secret },
  })
  const mount = await kind.open(app.videos)
  closing.push(mount.close, app.videos.close)
  const created = await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
  const { id } = (await created.json()) as { id: string }
  await app.sandbox.advance(8.1)
  return { ...app, id, sent, responses, deliver }
}

describe.each(mounts.filter((kind) => !losesBytes(kind)))('a webhook, mounted by $name', (kind) => {
  it('with a valid signature makes the job due at once', async () => {
    const { responses, videos, events, id } = await completeOne(kind)
    expect(responses.map(({ status }) => status)).toEqual([200])
    await videos.tick()
    expect(events.filter(({ type }) => type === 'completed')).toMatchObject([{ videoId: id }])
    expect(events.filter(({ type }) => type === 'webhook')).toMatchObject([
      { eventType: 'video.completed', isRepeat: false },
    ])
  })

  it('is acknowledged and ignored if repeated, and rejected if forged or old', async () => {
    const { sent, deliver, events, sandbox } = await completeOne(kind)
    const [path, init] = sent[0]!
    expect((await deliver(path, init)).status).toBe(200)
    expect(events.filter(({ type }) => type === 'webhook')).toMatchObject([{ isRepeat: false }, { isRepeat: true }])
    expect((await deliver(path, { ...init, body: String(init.body).replace('completed', 'failed') })).status).toBe(401)
    const headers = new Headers(init.headers)
    headers.delete('webhook-signature')
    expect((await deliver(path, { ...init, headers })).status).toBe(401)
    await sandbox.advance(301)
    expect((await deliver(path, init)).status).toBe(401)
  })
})

it.each(mounts.filter(losesBytes))(
  'a webhook whose body was parsed and serialized again returns 500 with the fix',
  async (kind) => {
    const { responses } = await completeOne(kind)
    expect(responses[0]).toMatchObject({ status: 500 })
    expect(responses[0]?.body).toMatch(/keepRawBody/)
  },
)

describe('a webhook of an unknown video', () => {
  const deliver = (server: ReturnType<typeof createTestServer>) =>
    server.request('/videos/webhook', { method: 'POST', body: '{}', as: null })
  const webhookOf = (ref: string) => ({
    verifyWebhook: async () => ({ id: `about ${ref}`, ref, type: 'video.completed' }),
  })

  it('gets the same response as one of a known video', async () => {
    const server = createTestServer({}, webhookOf('of another app'))
    await server.create()
    const response = await deliver(server)
    expect([response.status, await response.json()]).toEqual([200, { received: true }])
    expect(server.upstream.polls).toBe(0)
  })

  it('polls the job once the response of a pending create arrives', async () => {
    let respond = (): void => undefined
    const onCreate = () =>
      new Promise<UpstreamJob>((resolve) => {
        respond = () => resolve({ ref: 'up-1', update: { status: 'queued' } })
      })
    const server = createTestServer({}, { ...webhookOf('up-1'), onCreate })
    const created = server.create()
    await expect.poll(() => server.upstream.idempotencyKeys).toHaveLength(1)
    expect((await deliver(server)).status).toBe(200)
    respond()
    await created
    await server.videos.tick()
    expect(server.upstream.polls).toBe(1)
  })
})

describe('the body of a webhook', () => {
  /** A body of so many chunks of 1,000 bytes, which stalls if there are none; counts how many are read. */
  function bodyOf(chunks: number) {
    let reads = 0
    let end = (): void => undefined
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          reads += 1
          if (chunks === 0) return new Promise<void>((resolve) => (end = resolve)).then(() => controller.close())
          if (reads <= chunks) controller.enqueue(new Uint8Array(1_000))
          else controller.close()
          return undefined
        },
      },
      { highWaterMark: 0 },
    )
    return { stream, reads: () => reads, end: () => end() }
  }
  const signedHeaders = (app: ReturnType<typeof createTestApp>) => ({
    'webhook-id': 'delivery',
    'webhook-timestamp': String(app.sandbox.now()),
    'webhook-signature': `v1,${btoa('a'.repeat(32))}`,
  })
  const deliver = (app: ReturnType<typeof createTestApp>, body: ReadableStream, headers: Record<string, string>) =>
    app.videos.fetch(
      new Request('http://app.test/api/videos/webhook', {
        method: 'POST',
        body,
        headers,
        duplex: 'half',
      } as RequestInit),
    )

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('is not read without %s', async (name) => {
    const app = createTestApp({ upstream: { webhookSecret: secret } })
    const { stream, reads } = bodyOf(Infinity)
    const { status } = await deliver(app, stream, { ...signedHeaders(app), [name]: '' })
    expect([status, reads()]).toEqual([401, 0])
  })

  it('is not read if its timestamp is too old', async () => {
    const app = createTestApp({ upstream: { webhookSecret: secret } })
    const { stream, reads } = bodyOf(Infinity)
    const headers = { ...signedHeaders(app), 'webhook-timestamp': String(app.sandbox.now() - 301) }
    expect([(await deliver(app, stream, headers)).status, reads()]).toEqual([401, 0])
  })

  it('is read up to 64 KiB', async () => {
    const app = createTestApp({ upstream: { webhookSecret: secret } })
    const endless = bodyOf(Infinity)
    expect((await deliver(app, endless.stream, signedHeaders(app))).status).toBe(413)
    expect(endless.reads()).toBeLessThan(70)
    expect((await deliver(app, bodyOf(65).stream, signedHeaders(app))).status).toBe(401)
  })

  it('is turned away with 503 while 16 others are read; then the job is polled without a webhook', async () => {
    const app = createTestApp({ upstream: { webhookSecret: secret } })
    const { id } = (await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    const bodies = Array.from({ length: 16 }, () => bodyOf(0))
    const stalled = bodies.map(({ stream }) => deliver(app, stream, signedHeaders(app)))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const { status, headers } = await deliver(app, bodyOf(1).stream, signedHeaders(app))
    expect([status, headers.get('retry-after')]).toEqual([503, '5'])
    await app.advance(400)
    expect(app.events.filter(({ type }) => type === 'completed')).toMatchObject([{ videoId: id }])
    for (const { end } of bodies) end()
    expect((await Promise.all(stalled)).map((response) => response.status)).toEqual(stalled.map(() => 401))
    expect((await deliver(app, bodyOf(1).stream, signedHeaders(app))).status).toBe(401)
  })
})

it('a server without webhookSecret returns 404 for webhooks', async () => {
  const { request } = createTestApp()
  expect((await request('/videos/webhook', { ...jsonPost({}), as: null })).status).toBe(404)
})
