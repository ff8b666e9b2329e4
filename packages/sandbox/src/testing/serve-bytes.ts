import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Bytes on a free loopback port, with Range, which a player needs to seek. */
export async function serveBytes(files: Record<string, { type: string; bytes: Uint8Array | string }>) {
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (!file) {
      response.writeHead(404).end()
      return
    }
    const bytes = Buffer.from(file.bytes)
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
    if (from === undefined) {
      response.writeHead(200, { 'content-type': file.type, 'content-length': bytes.length, 'accept-ranges': 'bytes' })
      response.end(bytes)
      return
    }
    const last = Math.min(bytes.length - 1, to ? Number(to) : Infinity)
    response.writeHead(206, {
      'content-type': file.type,
      'content-length': last - Number(from) + 1,
      'content-range': `bytes ${from}-${last}/${bytes.length}`,
    })
    response.end(bytes.subarray(Number(from), last + 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
