import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openaiUpstream } from '../openai'
import { testModels } from '../testing/fixtures'
import { createUpstreamClient } from '../upstream'
import type { Upstream } from '../upstream/upstream'

const received: { method: string; url: string; headers: NodeJS.Dict<string | string[]>; body: string }[] = []
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { method = '', url = '', headers } = request
    received.push({ method, url, headers, body: Buffer.concat(chunks).toString('latin1') })
    if (url.includes('cut')) return void response.destroy()
    response.setHeader('content-type', 'application/json')
    response.end('{"id":"up_1","status":"queued"}')
  })
})
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => void server.close())
afterEach(() => {
  received.length = 0
  vi.unstubAllGlobals()
})

const key = { idempotencyKey: 'video_1' }
const image = new Blob([Uint8Array.from([137, 80, 78, 71])], { type: 'image/png' })
const open = (timeouts: { createTimeoutMs?: number; readTimeoutMs?: number } = {}, path = '/v1') =>
  openaiUpstream({ baseURL: `${origin}${path}`, apiKey: 'sk-test', models: testModels, ...timeouts })

/** `fetch` of Node.js fails like this after 300 seconds without headers, whatever the documented timeout is. */
const impatientFetch = () =>
  vi.stubGlobal('fetch', () =>
    Promise.reject(
      Object.assign(new TypeError('fetch failed'), {
        cause: Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' }),
      }),
    ),
  )

describe('a timeout of more than 300 s', () => {
  const creates: Record<string, (upstream: Upstream) => Promise<unknown> | undefined> = {
    create: (upstream) => upstream.create({ prompt: 'A lamp.' }, key),
    'create with an image': (upstream) => upstream.create({ prompt: 'A lamp.', input_reference: image }, key),
    remix: (upstream) => upstream.remix?.('up_1', { prompt: 'A lamp.' }, key),
    edit: (upstream) => upstream.edit?.('up_1', { prompt: 'A lamp.' }, key),
    'edit of an upload': (upstream) => upstream.edit?.(image, { prompt: 'A lamp.' }, key),
    extend: (upstream) => upstream.extend?.('up_1', { prompt: 'A lamp.', seconds: '4' }, key),
  }

  it("holds for an upstream of one's own", async () => {
    impatientFetch()
    const client = createUpstreamClient({
      baseURL: origin,
      headers: { authorization: 'Bearer sk-test' },
      secrets: ['sk-test'],
      createTimeoutMs: 600_000,
    })
    const read = () => ({ ref: 'up_1', update: { status: 'queued' as const } })
    expect(await client.create('/jobs', { body: {}, ...key }, read)).toMatchObject({ ref: 'up_1' })
    expect(received).toMatchObject([{ method: 'POST', headers: { authorization: 'Bearer sk-test' } }])
  })

  it.each(Object.entries(creates))('holds for %s', async (_, create) => {
    impatientFetch()
    expect(await create(open())).toMatchObject({ ref: 'up_1' })
    expect(received).toMatchObject([
      { method: 'POST', headers: { authorization: 'Bearer sk-test', 'idempotency-key': 'video_1' } },
    ])
    expect(Number(received[0]?.headers['content-length'])).toBe(received[0]?.body.length)
    expect(received[0]?.body).toContain('A lamp.')
  })

  it('holds for reads', async () => {
    impatientFetch()
    expect(await open({ readTimeoutMs: 400_000 }).retrieve('up_1')).toMatchObject({ update: { status: 'queued' } })
    expect(received).toMatchObject([{ method: 'GET', url: '/v1/videos/up_1' }])
  })
})

it('a shorter timeout uses fetch', async () => {
  impatientFetch()
  await expect(open({ createTimeoutMs: 300_000 }).create({ prompt: 'A lamp.' }, key)).rejects.toThrow(
    'did not respond in time',
  )
  await expect(open().retrieve('up_1')).rejects.toThrow('did not respond in time')
  expect(received).toEqual([])
})

it('sends a create once, also if its connection breaks', async () => {
  const create = open({}, '/cut').create({ prompt: 'A lamp.' }, key)
  await expect(create).rejects.not.toHaveProperty('name', 'SubmissionRejectedError')
  expect(received).toHaveLength(1)
})
