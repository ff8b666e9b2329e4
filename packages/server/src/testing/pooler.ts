import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** What PgBouncer accepts in a startup packet with its default settings. */
const acceptedParameters = new Set([
  'user',
  'database',
  'application_name',
  'client_encoding',
  'datestyle',
  'timezone',
  'standard_conforming_strings',
  'options',
  'replication',
])

const notification = 'A'.charCodeAt(0)

/**
 * A proxy in front of PostgreSQL that behaves like PgBouncer with its defaults and transaction pooling: it refuses other
 * startup parameters, `LISTEN` succeeds, and no notification ever arrives.
 */
export async function openPooler(connectionString: string): Promise<{ connectionString: string; close(): void }> {
  const target = new URL(connectionString)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    sockets.add(client)
    client.on('error', () => undefined)
    client.once('data', (startup: Buffer) => {
      const refused = startupParameters(startup).find((name) => !acceptedParameters.has(name.toLowerCase()))
      if (refused !== undefined) return void client.end(errorResponse(`unsupported startup parameter: ${refused}`))
      const upstream = connect(Number(target.port), target.hostname)
      sockets.add(upstream)
      upstream.on('error', () => client.destroy())
      upstream.on('close', () => client.destroy())
      client.on('close', () => upstream.destroy())
      upstream.write(startup)
      client.pipe(upstream)
      forwardMessages(upstream, client)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(connectionString)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' ? address?.port : '')
  return {
    connectionString: url.href,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** The names in a startup packet: length and protocol version, then pairs of strings that end in a zero byte. */
const startupParameters = (packet: Buffer): string[] =>
  packet
    .subarray(8)
    .toString()
    .split('\0')
    .filter((text, index) => index % 2 === 0 && text !== '')

function errorResponse(message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${message}\0\0`)
  const header = Buffer.alloc(5)
  header.write('E')
  header.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([header, fields])
}

/** Forwards the messages of the server, each a type byte and a length, except notifications. */
function forwardMessages(from: Socket, to: Socket): void {
  let rest = Buffer.alloc(0)
  from.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 5) {
      const end = 1 + rest.readInt32BE(1)
      if (rest.length < end) return
      if (rest[0] !== notification) to.write(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
  })
}
