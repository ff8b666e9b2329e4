import { connect } from 'node:net'

/** Told by the parent: what is asked, and for how long. */
interface Load {
  port: number
  path: string
  headers: Record<string, string>
  connections: number
  milliseconds: number
}

const endOfHead = Buffer.from('\r\n\r\n')

// A process of its own, so that asking does not take turns with answering; on bare sockets, since a client that costs as much as the
// server would be what is measured. Each connection is kept, and asks again as soon as it is answered.
process.once('message', ({ port, path, headers, connections, milliseconds }: Load) => {
  const lines = Object.entries({ Host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`)
  const request = Buffer.from([`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n'))
  const end = performance.now() + milliseconds
  const askUntilEnd = (): Promise<number> =>
    new Promise((resolve, reject) => {
      let count = 0
      let head: Buffer = Buffer.alloc(0)
      let missing = 0
      const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => void socket.write(request))
      socket.on('error', reject)
      socket.on('close', () => reject(new Error(`${path}: the connection was closed.`)))
      socket.on('data', (chunk) => {
        let bytes = chunk.byteLength
        if (missing === 0) {
          head = head.byteLength === 0 ? chunk : Buffer.concat([head, chunk])
          const at = head.indexOf(endOfHead)
          if (at < 0) return
          missing = answerLength(head.toString('latin1', 0, at)) + at + endOfHead.byteLength
          bytes = head.byteLength
          head = Buffer.alloc(0)
        }
        missing -= bytes
        if (missing > 0) return
        count += 1
        if (performance.now() < end) return void socket.write(request)
        socket.removeAllListeners('close').destroy()
        resolve(count)
      })
    })

  void Promise.all(Array.from({ length: connections }, askUntilEnd)).then((counts) => {
    process.send?.({ count: counts.reduce((sum, count) => sum + count, 0) })
    process.disconnect()
  })
})

/** The length of the body that follows this head. @throws Error where that is no answer worth counting */
function answerLength(head: string): number {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1]
  if (head.startsWith('HTTP/1.1 200 ') && length !== undefined) return Number(length)
  throw new Error(`Not a 200 with a length: ${head}`)
}
