import { createServer } from 'node:http'
import type { AddressInfo, LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NodeRequest } from './node-request'
import { publicAddressFetch } from './public-address-fetch'

let requests = 0
let connectionClosed: Promise<void>
const server = createServer((request, response) => {
  requests += 1
  connectionClosed = new Promise((resolve) => response.once('close', resolve))
  if (request.url === '/redirect') {
    response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
  } else if (request.url === '/invalid-status') {
    request.socket.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n')
  } else if (request.url === '/upgrade') {
    request.socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: odd\r\nconnection: upgrade\r\n\r\n')
  } else if (request.url === '/endless') {
    const more = () => {
      while (!response.destroyed && response.write(new Uint8Array(65_536)));
    }
    response.on('drain', more)
    more()
  } else {
    response
      .writeHead(200, { 'content-type': 'video/mp4', 'x-received-range': request.headers.range ?? '' })
      .end('file')
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

const resolvesTo =
  (...addresses: string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const all = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all === true) callback(null, all)
    else callback(null, all[0]!.address, all[0]!.family)
  }
const get = (address: string, options?: Parameters<typeof publicAddressFetch>[0], headers = {}) =>
  publicAddressFetch(options)!(new URL(address), { headers, signal: AbortSignal.timeout(5_000) })

describe('never connects to an address that is not public', () => {
  it.each([
    ['an IPv4 address', () => get(`http://127.0.0.1:${port}/file`)],
    ['an IPv6 address', () => get(`http://[::ffff:127.0.0.1]:${port}/file`)],
    ['a host name', () => get(`http://localhost:${port}/file`)],
    ['a host name that looks public', () => get(`http://cdn.test:${port}/file`, { lookup: resolvesTo('127.0.0.1') })],
    [
      'a host name with public and private addresses',
      () => get(`http://cdn.test:${port}/file`, { lookup: resolvesTo('1.1.1.1', '127.0.0.1') }),
    ],
    [
      'a host name with an IPv4-mapped IPv6 address',
      () => get(`http://cdn.test:${port}/file`, { lookup: resolvesTo('::ffff:127.0.0.1') }),
    ],
  ])('%s', async (_, call) => {
    const before = requests
    await expect(call()).rejects.toMatchObject({ code: 'upstream_rejected' })
    expect(requests).toBe(before)
  })
})

describe('an address that is allowed', () => {
  const allowed = { lookup: resolvesTo('127.0.0.1'), isAllowed: () => true }

  it('is fetched with the range header', async () => {
    const response = await get(`http://cdn.test:${port}/file`, allowed, { range: 'bytes=0-3' })
    expect([response.status, response.headers.get('content-type'), response.headers.get('x-received-range')]).toEqual([
      200,
      'video/mp4',
      'bytes=0-3',
    ])
    expect(await response.text()).toBe('file')
  })

  it('returns a redirect without following it', async () => {
    const response = await get(`http://cdn.test:${port}/redirect`, allowed)
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://169.254.169.254/latest'])
  })

  it('returns 502 for an invalid status', async () => {
    expect((await get(`http://cdn.test:${port}/invalid-status`, allowed)).status).toBe(502)
  })

  it('rejects if the host switches to another protocol', async () => {
    await expect(get(`http://cdn.test:${port}/upgrade`, allowed)).rejects.toThrow('another protocol')
  })

  it('is disconnected when the reader cancels', async () => {
    const response = await get(`http://cdn.test:${port}/endless`, allowed)
    const reader = response.body!.getReader()
    expect((await reader.read()).done).toBe(false)
    await reader.cancel()
    await connectionClosed
  })
})

it('rejects every host of a runtime that does not call the lookup of a request', async () => {
  const requested: string[] = []
  const get: NodeRequest = async ({ hostname }) => {
    requested.push(hostname)
    return new Response('file')
  }
  const open = () =>
    publicAddressFetch({ get })!(new URL('http://1.1.1.1/file'), { headers: {}, signal: AbortSignal.timeout(5_000) })
  await expect(open()).rejects.toThrow('trustedMediaOrigins')
  expect(requested).toEqual(['lookup.invalid'])
})

it('rejects every host of a runtime that refuses the lookup of a request', async () => {
  const get: NodeRequest = () => Promise.reject(new TypeError('The options.lookup option is not implemented'))
  const signal = AbortSignal.timeout(5_000)
  const opened = publicAddressFetch({ get })!(new URL('https://cdn.test/file'), { headers: {}, signal })
  await expect(opened).rejects.toMatchObject({ code: 'upstream_rejected' })
})
