import { createServer } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicAddressFetch } from './public-address-fetch'

let requests = 0
let closed: Promise<void>
const server = createServer((request, response) => {
  requests += 1
  closed = new Promise((resolve) => response.once('close', resolve))
  if (request.url === '/moved') {
    response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
  } else if (request.url === '/odd') {
    request.socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n')
  } else if (request.url === '/switched') {
    request.socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: odd\r\nconnection: upgrade\r\n\r\n')
  } else if (request.url === '/endless') {
    const more = () => {
      while (!response.destroyed && response.write(new Uint8Array(65_536)));
    }
    response.on('drain', more)
    more()
  } else {
    response.writeHead(200, { 'content-type': 'video/mp4', 'x-seen': request.headers.range ?? '' }).end('film')
  }
})
let port: number
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  port = address.port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const answering =
  (...addresses: string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all === true) callback(null, all)
    else callback(null, all[0]!.address, all[0]!.family)
  }
const get = (address: string, options?: Parameters<typeof publicAddressFetch>[0], headers = {}) =>
  publicAddressFetch(options)!(new URL(address), { headers, signal: AbortSignal.timeout(5_000) })

describe('an address that is not public is never connected to', () => {
  it.each([
    ['given as such', () => get(`http://127.0.0.1:${port}/film`)],
    ['given as IPv6', () => get(`http://[::ffff:127.0.0.1]:${port}/film`)],
    ['behind a name', () => get(`http://localhost:${port}/film`)],
    ['behind a public-looking name', () => get(`http://cdn.test:${port}/film`, { lookup: answering('127.0.0.1') })],
    ['among public ones', () => get(`http://cdn.test:${port}/film`, { lookup: answering('1.1.1.1', '127.0.0.1') })],
    ['mapped into IPv6', () => get(`http://cdn.test:${port}/film`, { lookup: answering('::ffff:127.0.0.1') })],
  ])('%s', async (_, call) => {
    const before = requests
    await expect(call()).rejects.toMatchObject({ code: 'upstream_rejected' })
    expect(requests).toBe(before)
  })
})

describe('an address that is allowed', () => {
  const allowed = { lookup: answering('127.0.0.1'), isAllowed: () => true }

  it('is fetched, with the range that was asked for', async () => {
    const response = await get(`http://cdn.test:${port}/film`, allowed, { range: 'bytes=0-3' })
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-seen')]).toEqual([
      200,
      'video/mp4',
      'bytes=0-3',
    ])
    expect(await response.text()).toBe('film')
  })

  it('may redirect, but is not followed', async () => {
    const response = await get(`http://cdn.test:${port}/moved`, allowed)
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest'])
  })

  it('answers with a failure where its status is none, and harms nobody', async () => {
    expect((await get(`http://cdn.test:${port}/odd`, allowed)).status).toBe(502)
  })

  it('is not waited for where it switches to another protocol', async () => {
    await expect(get(`http://cdn.test:${port}/switched`, allowed)).rejects.toThrow('another protocol')
  })

  it('is let go of when the reader leaves', async () => {
    const response = await get(`http://cdn.test:${port}/endless`, allowed)
    const reader = response.body!.getReader()
    expect((await reader.read()).done).toBe(false)
    await reader.cancel()
    await closed
  })
})
