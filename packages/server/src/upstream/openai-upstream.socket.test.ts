import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openaiUpstream } from '@dailies/server/openai'
import { afterEach, describe, expect, it } from 'vitest'
import { videoBytes } from './testing/upstream-server'
import { SubmissionRejectedError } from './upstream'

const open: (() => void)[] = []
afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** A real server on a free port, and the real fetch in front of it. */
async function listen(listener: RequestListener) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  open.push(close)
  const origin = `http://127.0.0.1:${port}`
  return { seen, origin, close, upstream: openaiUpstream({ baseURL: `${origin}/v1`, apiKey: 'secret' }) }
}

const options = { idempotencyKey: 'row-1' }

describe('over a real connection', () => {
  it('a server that is not there took nothing', async () => {
    const { upstream, close } = await listen(() => undefined)
    close()
    const refused = upstream.create({ prompt: 'A lamp' }, options)
    await expect(refused).rejects.toBeInstanceOf(SubmissionRejectedError)
    await expect(refused).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('a server that hangs up may have taken it, and is not asked again', async () => {
    const { upstream, seen } = await listen((request) => request.resume().on('end', () => request.socket.destroy()))
    await expect(upstream.create({ prompt: 'A lamp' }, options)).rejects.not.toBeInstanceOf(SubmissionRejectedError)
    expect(seen).toHaveLength(1)
  })

  it('the film comes at the pace of its reader, and the server hears when the reader leaves', async () => {
    let written = 0
    let left: Promise<void> | undefined
    const { upstream, seen } = await listen((_, response: ServerResponse) => {
      left = new Promise((resolve) => response.once('close', resolve))
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
    // What the sockets of both ends hold, and no more.
    expect(written * 65_536).toBeLessThan(16 * 1024 * 1024)
    await reader.cancel()
    await left
    expect(seen[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('a film that breaks off fails', async () => {
    const { upstream } = await listen((_, response) => {
      response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': '9999' })
      response.write(videoBytes, () => response.destroy())
    })
    const { body } = await upstream.content('v', 'video')
    await expect(new Response(body).arrayBuffer()).rejects.toThrow('aborted')
  })

  it('a redirect to another private port is refused, and the key stays', async () => {
    const other = await listen((_, response) => response.end(videoBytes))
    const { upstream } = await listen((_, response) =>
      response.writeHead(302, { location: `${other.origin}/film` }).end(),
    )
    await expect(upstream.content('v', 'video')).rejects.toThrow('trustedMediaOrigins')
    await expect(upstream.retrieve('v')).rejects.toMatchObject({ code: 'misconfigured' })
    expect(other.seen).toHaveLength(0)
  })

  it('a redirect to a trusted origin is followed without the key', async () => {
    const other = await listen((_, response) =>
      response.writeHead(200, { 'content-type': 'video/mp4' }).end(videoBytes),
    )
    const { origin } = await listen((_, response) =>
      response.writeHead(302, { location: `${other.origin}/film` }).end(),
    )
    const upstream = openaiUpstream({ baseURL: `${origin}/v1`, apiKey: 'secret', trustedMediaOrigins: [other.origin] })
    const { body } = await upstream.content('v', 'video')
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(videoBytes)
    expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined])
  })
})
