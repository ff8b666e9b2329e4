import { gzipSync } from 'node:zlib'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { testModels } from '../testing/fixtures'
import { openaiUpstream } from './openai-upstream'
import type { Upstream } from '../upstream/upstream'

const mebibyte = 1_048_576
const padded = (bytes: number) => JSON.stringify({ id: 'v', status: 'completed', note: 'x'.repeat(bytes) })

/** A provider whose every response is this JSON, compressed. */
async function open(json: string): Promise<Upstream> {
  const body = gzipSync(json)
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return openaiUpstream({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-test', models: testModels })
}

const key = { idempotencyKey: 'a' }
const calls: Record<string, [call: (upstream: Upstream) => Promise<unknown> | undefined, maxBytes: number]> = {
  retrieve: [(upstream) => upstream.retrieve('v'), mebibyte],
  list: [(upstream) => upstream.list?.(), mebibyte],
  create: [(upstream) => upstream.create({ prompt: 'A lamp.' }, key), 64 * mebibyte],
  remix: [(upstream) => upstream.remix?.('v', { prompt: 'A lamp.' }, key), 64 * mebibyte],
}

it.each(Object.entries(calls))('bounds the response of %s after decoding', async (_, [call, maxBytes]) => {
  await call(await open(padded(maxBytes - 1_000)))
  await expect(call(await open(padded(maxBytes + 1_000)))).rejects.toThrow(`more than ${maxBytes} bytes`)
})

it('reads large responses one at a time, and small ones meanwhile', async () => {
  const endings: (() => void)[] = []
  const large = (): Response => {
    const [start, end] = [padded(2 * mebibyte).slice(0, -2), '"}']
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(start))
        endings.push(() => {
          controller.enqueue(new TextEncoder().encode(end))
          controller.close()
        })
      },
    })
    return new Response(body)
  }
  const upstream = openaiUpstream({
    baseURL: 'http://upstream.test/v1',
    apiKey: 'sk-test',
    models: testModels,
    fetch: async ({ method }) => (method === 'POST' ? large() : Response.json({ id: 'v', status: 'queued' })),
  })
  const ended: string[] = []
  const creates = ['first', 'second'].map(async (name) => {
    await upstream.create({ prompt: 'A lamp.' }, key)
    ended.push(name)
  })
  await expect.poll(() => endings.length).toBe(2)
  // The second response is complete, and is not read before the first one is.
  endings[1]?.()
  expect(await upstream.retrieve('v')).toMatchObject({ update: { status: 'queued' } })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(ended).toEqual([])
  endings[0]?.()
  await Promise.all(creates)
  expect(ended).toEqual(['first', 'second'])
})
