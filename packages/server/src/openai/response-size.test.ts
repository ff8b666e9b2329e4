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
  const upstream = await open(padded(2 * mebibyte))
  const small = await open(padded(10))
  const results = await Promise.all([
    ...Array.from({ length: 4 }, () => upstream.create({ prompt: 'A lamp.' }, key)),
    small.retrieve('v'),
  ])
  expect(results).toHaveLength(5)
})
