import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { toNode } from '../node'
import { createTestApp, jsonPost } from '../testing/test-app'

/** A request as the wrappers of serverless platforms build it: no socket, and the body may be read already. */
function wrappedRequest(path: string, init: { method?: string; headers?: Record<string, string> }, rest: object = {}) {
  const { method = 'GET', headers = {} } = init
  const request = Readable.from([])
  return Object.assign(request, { method, url: `/api${path}`, headers, ...rest }) as never
}

/** A response of a wrapper: `write` returns nothing, and `drain` never comes. */
class WrappedResponse extends Writable {
  statusCode = 200
  readonly headers: Record<string, unknown> = {}
  readonly chunks: Uint8Array[] = []
  setHeader(name: string, value: unknown): void {
    this.headers[name.toLowerCase()] = value
  }
  getHeader(name: string): unknown {
    return this.headers[name.toLowerCase()]
  }
  override write(chunk: unknown): never {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.chunks.push(Buffer.from(chunk))
    return undefined as never
  }
  override end(chunk?: unknown): this {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.chunks.push(Buffer.from(chunk))
    return super.end()
  }
  override _final(callback: () => void): void {
    callback()
  }
  get bytes(): Uint8Array {
    return Buffer.concat(this.chunks)
  }
}

async function handle(app: ReturnType<typeof createTestApp>, request: never): Promise<WrappedResponse> {
  const response = new WrappedResponse()
  const finished = new Promise((resolve) => response.once('finish', resolve))
  toNode(app.videos)(request, response as never)
  await finished
  return response
}

const authorization = 'Bearer ada'

describe('toNode on a serverless platform', () => {
  it('sends events to a response that has no writeHead, until the stream ends', async () => {
    const app = createTestApp({ server: { eventStreamLifetimeMs: 100 } })
    const finished = handle(app, wrappedRequest('/videos/events', { headers: { authorization } }))
    const created = await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    const { id } = (await created.json()) as { id: string }
    const response = await finished
    expect(response.headers['content-type']).toBe('text/event-stream; charset=utf-8')
    expect(Buffer.from(response.bytes).toString()).toContain(`data: {"id":"${id}"`)
    await app.videos.close()
  })

  it('ends an event stream whose response takes no more and never drains', async () => {
    const app = createTestApp({ server: { readerIdleTimeoutMs: 100 } })
    const response = new WrappedResponse()
    response.write = () => false as never
    const open = (): void =>
      toNode(app.videos)(wrappedRequest('/videos/events', { headers: { authorization } }), response as never)
    for (let count = 0; count < 32; count += 1) open()
    const statusOfOneMore = async (): Promise<number> => {
      const { status, body } = await app.request('/videos/events')
      await body?.cancel()
      return status
    }
    await expect.poll(statusOfOneMore).toBe(429)
    await expect.poll(statusOfOneMore).toBe(200)
    await app.videos.close()
  })

  it('sends a file of more than 64 KiB to a response whose write returns undefined', async () => {
    const app = createTestApp()
    const fields = { prompt: 'A lamp.', model: 'mini', size: '320x192', seconds: '4' }
    const { id } = (await (await app.request('/videos', jsonPost(fields))).json()) as { id: string }
    await app.advance(60)
    const file = new Uint8Array(await (await app.request(`/videos/${id}/content`)).arrayBuffer())
    expect(file.byteLength).toBeGreaterThan(65_536)
    const response = await handle(app, wrappedRequest(`/videos/${id}/content`, { headers: { authorization } }))
    expect(response.bytes).toEqual(Buffer.from(file))
    await app.videos.close()
  })

  const json = JSON.stringify({ prompt: 'A lamp.' })
  it.each<[string, object]>([
    ['rawBody as bytes', { rawBody: Buffer.from(json) }],
    ['rawBody as text', { rawBody: json }],
    ['rawBody beside a parsed body', { rawBody: Buffer.from(json), body: { prompt: 'Another.' } }],
    ['body as bytes', { body: Buffer.from(json), readableDidRead: true }],
    ['a parsed body', { body: JSON.parse(json), readableDidRead: true }],
  ])('reads %s', async (_, rest) => {
    const app = createTestApp()
    const headers = { authorization, 'content-type': 'application/json', 'content-length': String(json.length) }
    const request = wrappedRequest('/videos', { method: 'POST', headers })
    for (const [name, value] of Object.entries(rest)) Object.defineProperty(request, name, { value })
    const response = await handle(app, request)
    expect([response.statusCode, JSON.parse(String(response.bytes)).prompt]).toEqual([200, 'A lamp.'])
    await app.videos.close()
  })

  it.each([
    ['bytes', (text: string) => Buffer.from(text)],
    ['text', (text: string) => text],
  ])('verifies a webhook by rawBody as %s, although its body is parsed', async (_, toRaw) => {
    const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`
    const statuses: number[] = []
    const app = createTestApp({
      upstream: { webhookSecret: secret },
      sandbox: {
        webhook: {
          url: '/videos/webhook',
          secret,
          fetch: async (path, init) => {
            const text = String(init.body)
            const headers = Object.fromEntries(new Headers(init.headers))
            const request = wrappedRequest(path, { method: 'POST', headers }, { body: JSON.parse(text) })
            Object.defineProperty(request, 'rawBody', { value: toRaw(text) })
            statuses.push((await handle(app, request)).statusCode)
            return new Response()
          },
        },
      },
    })
    await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
    await app.sandbox.advance(8.1)
    expect(statuses).toEqual([200])
    await app.videos.close()
  })
})

describe('headers that a middleware has set before', () => {
  it.each<[string, string, string | string[], unknown]>([
    ['Vary is added to', 'vary', 'Accept-Encoding, origin', 'Accept-Encoding, origin, Authorization, Cookie'],
    ['Vary: * stays', 'vary', '*', expect.stringMatching(/^\*/)],
    [
      'the exposed headers are added to',
      'access-control-expose-headers',
      ['X-Request-Id'],
      expect.stringMatching(/^X-Request-Id, .*ETag/),
    ],
    ['a cookie is kept', 'set-cookie', 'session=1', 'session=1'],
    ['Cache-Control is replaced', 'cache-control', 'public, max-age=31536000', 'private, max-age=3600'],
  ])('%s', async (_, name, value, expected) => {
    const app = createTestApp({ server: { trustedOrigins: ['https://app.example'] } })
    const { id } = (await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()) as { id: string }
    await app.advance(60)
    const headers = { authorization, origin: 'https://app.example' }
    const response = new WrappedResponse()
    response.setHeader(name, value)
    const finished = new Promise((resolve) => response.once('finish', resolve))
    toNode(app.videos)(wrappedRequest(`/videos/${id}/content`, { headers }), response as never)
    await finished
    expect(response.getHeader(name)).toEqual(expected)
    await app.videos.close()
  })
})
