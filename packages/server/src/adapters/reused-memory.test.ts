import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { IncomingMessage, ServerResponse, createServer, get } from 'node:http'
import { Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { diskArchive, toNode } from '../node'
import type { NodeHandler } from '../node'
import type { NodeRequest } from './node-request'

// An archive reads into the same memory again, which must not change what was sent before.
const directory = mkdtempSync(path.join(tmpdir(), 'dailies-memory-'))
const archive = diskArchive({ directory })
const video = randomBytes(5_000_000)

beforeAll(() => archive.write('a/video', new Blob([video]).stream(), { contentType: 'video/mp4' }))
afterAll(() => rmSync(directory, { recursive: true }))

const handle: NodeHandler = toNode({
  matches: () => true,
  fetch: async () => new Response((await archive.open('a/video'))?.body ?? null),
})

/** Serves the file over a socket, and reads it with a pause after each megabyte. */
async function download(wrap: (response: ServerResponse) => void): Promise<Buffer> {
  const server = createServer((request, response) => {
    wrap(response)
    handle(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const [response] = (await once(get({ port: (server.address() as AddressInfo).port }), 'response')) as [
    IncomingMessage,
  ]
  const chunks: Buffer[] = []
  let sincePause = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    sincePause += chunk.byteLength
    if (sincePause < 1_000_000) continue
    sincePause = 0
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  server.close()
  return Buffer.concat(chunks)
}

it('a slow client receives every byte', async () => {
  expect((await download(() => undefined)).equals(video)).toBe(true)
})

it('a middleware that keeps the chunks, and calls back at once, keeps every byte', async () => {
  const kept: Uint8Array[] = []
  await download((response) => {
    const write = response.write.bind(response) as (chunk: Uint8Array) => boolean
    response.write = (chunk: Uint8Array, ...rest: unknown[]) => {
      kept.push(chunk)
      for (const callback of rest) if (typeof callback === 'function') callback()
      return write(chunk)
    }
  })
  expect(Buffer.concat(kept).equals(video)).toBe(true)
})

it('a serverless platform that collects the response keeps every byte', async () => {
  const kept: Buffer[] = []
  const request: NodeRequest = Object.assign(new IncomingMessage(new Socket()), { url: '/video', method: 'GET' })
  const response = new ServerResponse(request)
  response.useChunkedEncodingByDefault = false
  const collector = new Writable({
    highWaterMark: 2 * video.byteLength,
    write: (chunk: Buffer, _encoding, callback) => {
      kept.push(chunk)
      callback()
    },
  })
  response.assignSocket(collector as Socket)
  const finished = once(response, 'finish')
  handle(request, response)
  await finished
  const whole = Buffer.concat(kept)
  expect(whole.subarray(whole.indexOf('\r\n\r\n') + 4).equals(video)).toBe(true)
})
