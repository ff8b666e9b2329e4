import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openaiUpstream } from '@dailies/server/openai'
import { afterEach, describe, expect, it } from 'vitest'
import { videoBytes } from './testing/upstream-server'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'

const openServers: (() => void)[] = []
afterEach(() => {
  for (const close of openServers.splice(0)) close()
})

/** A real HTTP server on a free port, and an upstream connected to it with the real fetch. */
async function listen(listener: RequestListener) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  openServers.push(close)
  const origin = `http://127.0.0.1:${port}`
  return { requests, origin, close, upstream: openaiUpstream({ baseURL: `${origin}/v1`, apiKey: 'secret' }) }
}

const options = { idempotencyKey: 'row-1' }

describe('over a real connection', () => {
  it('rejects with SubmissionRejectedError if the connection is refused', async () => {
    const { upstream, close } = await listen(() => undefined)
    close()
    const rejected = upstream.create({ prompt: 'A lamp' }, options)
    await expect(rejected).rejects.toBeInstanceOf(SubmissionRejectedError)
    await expect(rejected).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('does not retry a create request after the server closes the connection', async () => {
    const { upstream, requests } = await listen((request) => request.resume().on('end', () => request.socket.destroy()))
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.not.toBeInstanceOf(SubmissionRejectedError)
    expect(requests).toHaveLength(1)
  })

  it('streams a video with back-pressure, and closes the connection when the reader cancels', async () => {
    let written = 0
    let closed: Promise<void> | undefined
    const { upstream, requests } = await listen((_, response: ServerResponse) => {
      closed = new Promise((resolve) => response.once('close', resolve))
      response.writeHead(200, { 'content-type': 'video/mp4' })
      response.write(videoBytes)
      const more = () => {
        for (let isFlowing = true; isFlowing && !response.destroyed; written += 1)
          isFlowing = response.write(new Uint8Array(65_536))
      }
      response.on('drain', more)
      more()
    })
    const { body } = await upstream.content('v', 'video')
    const reader = body.getReader()
    await reader.read()
    await new Promise((resolve) => setTimeout(resolve, 100))
    // No more than the socket buffers of both ends.
    expect(written * 65_536).toBeLessThan(16 * 1024 * 1024)
    await reader.cancel()
    await closed
    expect(requests[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('fails a video whose connection closes early', async () => {
    const { upstream } = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '9999' })
      response.write(videoBytes, () => response.destroy())
    })
    const { body } = await upstream.content('v', 'video')
    await expect(new Response(body).arrayBuffer()).rejects.toThrow('aborted')
  })

  it('rejects a redirect to another private port, and does not send the key there', async () => {
    const other = await listen((_, response) => response.end(videoBytes))
    const { upstream } = await listen((_, response) =>
      response.writeHead(302, { location: `${other.origin}/video` }).end(),
    )
    await expect(upstream.content('v', 'video')).rejects.toThrow('trustedMediaOrigins')
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
    expect(other.requests).toHaveLength(0)
  })

  it('follows a redirect to a trusted origin without the key', async () => {
    const other = await listen((_, response) =>
      response.writeHead(200, { 'content-type': 'video/mp4' }).end(videoBytes),
    )
    const { origin } = await listen((_, response) =>
      response.writeHead(302, { location: `${other.origin}/video` }).end(),
    )
    const upstream = openaiUpstream({ baseURL: `${origin}/v1`, apiKey: 'secret', trustedMediaOrigins: [other.origin] })
    const { body } = await upstream.content('v', 'video')
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(videoBytes)
    expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })
})
