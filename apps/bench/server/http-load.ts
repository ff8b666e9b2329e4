import { connect } from 'node:net'

/** Message of the parent process: what to request, and for how long. */
interface LoadOptions {
  port: number
  path: string
  headers: Record<string, string>
  connections: number
  durationMs: number
}

const endOfHead = Buffer.from('\r\n\r\n')

// HTTP load generator in a separate process, so that it does not share a thread with the server. It uses raw sockets,
// because an HTTP client would cost as much CPU as the server. Each connection is kept alive and sends the next request
// after each response.
process.once('message', ({ port, path, headers, connections, durationMs }: LoadOptions) => {
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const request = Buffer.from([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
  const end = performance.now() + durationMs
  const requestUntilEnd = (): Promise<number> =>
    new Promise((resolve, reject) => {
      let count = 0
      let head: Buffer = Buffer.alloc(0)
      let remainingBytes = 0
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => void socket.write(request))
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`${path}: the connection was closed.`)))
      socket.on('data', (chunk) => {
        let bytes = chunk.byteLength
        if (remainingBytes === 0) {
          head = head.byteLength === 0 ? chunk : Buffer.concat([head, chunk])
          const at = head.indexOf(endOfHead)
          if (at < 0) return
          remainingBytes = contentLength(head.toString('latin1', 0, at)) + at + endOfHead.byteLength
          bytes = head.byteLength
          head = Buffer.alloc(0)
        }
        remainingBytes -= bytes
        if (remainingBytes > 0) return
        count += 1
        if (performance.now() < end) return void socket.write(request)
        socket.removeAllListeners('close').destroy()
        resolve(count)
      })
    })

  void Promise.all(Array.from({ length: connections }, requestUntilEnd)).then((counts) => {
    process.send?.({ count: counts.reduce((sum, count) => sum + count, 0) })
    process.disconnect()
  })
})

/** Reads the Content-Length of a response head. @throws Error unless it is a 200 with a length */
function contentLength(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (head.startsWith('HTTP/1.1 200 ') && length !== undefined) return Number(length)
  throw new Error(`Not a 200 with a length: ${head}`)
}
