import { request } from 'node:http'
import { createSandbox, listen, sampleVideo } from '@dailies/sandbox'
import type { Renderer } from '@dailies/sandbox'
import OpenAI from 'openai'
import { afterEach, expect, it, vi } from 'vitest'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function openServer(renderer?: Renderer) {
  const sandbox = createSandbox({ clock: 'manual', ...(renderer ? { renderer } : {}) })
  const server = await listen(sandbox)
  closers.push(
    () => server.close(),
    () => sandbox.close(),
  )
  const client = new OpenAI({ baseURL: server.baseURL, apiKey: 'any', maxRetries: 0 })
  return { sandbox, server, client }
}

it('serves the native APIs beside the Videos API, with URLs that can be requested', async () => {
  const { sandbox, server } = await openServer()
  const gemini = { 'x-goog-api-key': 'any', 'content-type': 'application/json' }
  const veo = await fetch(`${server.geminiURL}/models/veo-3.1-generate-preview:predictLongRunning`, {
    method: 'POST',
    headers: gemini,
    body: JSON.stringify({ instances: [{ prompt: 'A lamp.' }] }),
  })
  const { name } = await veo.json()
  const fal = { authorization: 'Key any', 'content-type': 'application/json' }
  const queued = await fetch(`${server.falURL}/fal-ai/veo3`, {
    method: 'POST',
    headers: fal,
    body: '{"prompt":"A lamp."}',
  })
  const { status_url } = await queued.json()
  await sandbox.advance(20)
  const { response } = await (await fetch(`${server.geminiURL}/${name}`, { headers: gemini })).json()
  const file = await fetch(response.generateVideoResponse.generatedSamples[0].video.uri, { headers: gemini })
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000)
  expect(await (await fetch(status_url, { headers: fal })).json()).toMatchObject({ status: 'COMPLETED' })
})

it('the official SDK finishes a video over a socket', async () => {
  const { sandbox, client } = await openServer()
  const { id } = await client.videos.create({ prompt: 'A lamp.', model: 'mini' })
  await sandbox.advance(8)
  const content = await client.videos.downloadContent(id)
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(sampleVideo().video)
})

it('a disconnected client stops the stream, and a slow client causes back-pressure', async () => {
  const large = { ...sampleVideo(), video: new Uint8Array(64 * 1024 * 1024) }
  const { sandbox, server, client } = await openServer({ render: () => Promise.resolve(large) })
  const { id } = await client.videos.create({ prompt: 'A lamp.', model: 'mini' })
  await sandbox.advance(8)
  const outgoing = request(`${server.baseURL}/videos/${id}/content`, (incoming) => incoming.pause())
  outgoing.on('error', () => {})
  outgoing.end()
  await vi.waitFor(() => expect(sandbox.counters.openStreams).toBe(1))
  // There is no reader, so a stream without back-pressure would have run to its end by now.
  await client.videos.list()
  expect(sandbox.counters.openStreams).toBe(1)
  outgoing.destroy()
  await vi.waitFor(() => expect(sandbox.counters.openStreams).toBe(0))
})

it('a JSON response has a content-length', async () => {
  const { server } = await openServer()
  const answer = await fetch(`${server.baseURL}/videos`)
  expect(answer.headers.get('content-length')).toBe(String((await answer.arrayBuffer()).byteLength))
})

it('a path of dots and an undecodable path get a response', async () => {
  const { server } = await openServer()
  for (const path of ['/videos/%ZZ', '/videos/../../etc', '/nothing']) {
    expect((await fetch(`${server.baseURL}${path}`)).status).toBe(404)
  }
})

it('an unsupported method is 405 and lists the supported ones', async () => {
  const { server } = await openServer()
  const response = await fetch(`${server.baseURL}/videos`, { method: 'PUT' })
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, GET'])
})

it('rejects if the port is in use', async () => {
  const { sandbox, server } = await openServer()
  await expect(listen(sandbox, { port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
})

it('destroys the connection for a dropped request and for a truncated body', async () => {
  const { sandbox, server, client } = await openServer()
  const { id } = await client.videos.create({ prompt: 'A lamp.', model: 'mini' })
  await sandbox.advance(8)
  sandbox.faults.add({ kind: 'drop', on: 'retrieve' }, { kind: 'cut', on: 'content' })
  await expect(fetch(`${server.baseURL}/videos/${id}`)).rejects.toThrow('fetch failed')
  const content = await fetch(`${server.baseURL}/videos/${id}/content`)
  expect(content.headers.get('content-length')).toBe(String(sampleVideo().video.length))
  await expect(content.arrayBuffer()).rejects.toThrow('terminated')
})

it('a client that aborts a hanging request leaves no open connection', async () => {
  const { sandbox, server } = await openServer()
  sandbox.faults.add({ kind: 'hang', on: 'list', times: 1 })
  await expect(fetch(`${server.baseURL}/videos`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/)
  expect((await fetch(`${server.baseURL}/videos`)).status).toBe(200)
})
