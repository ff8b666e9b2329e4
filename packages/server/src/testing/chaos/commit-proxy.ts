import { connect, createServer } from 'node:net'

/** A TCP proxy in front of PostgreSQL that cuts connections at COMMIT. */
export interface CommitProxy {
  connectionString: string
  readonly cuts: number
  /** Cuts no connection any more. */
  calm(): void
  close(): Promise<void>
}

/**
 * Starts the proxy. Half of the cuts are before the server receives the COMMIT, so the transaction is rolled back; the
 * other half are after it, so it is committed and the client never learns that.
 *
 * @param share of the COMMITs
 */
export async function startCommitProxy(
  target: string,
  { share, random }: { share: number; random: () => number },
): Promise<CommitProxy> {
  const { hostname, port } = new URL(target)
  let cuts = 0
  let isCalm = false
  const server = createServer((client) => {
    const database = connect(Number(port), hostname)
    let isCommitted = false
    const close = (): void => {
      client.destroy()
      database.destroy()
    }
    for (const socket of [client, database]) socket.on('error', close).on('close', close).setNoDelay(true)
    client.on('data', (bytes) => {
      // A message ends its text with a zero byte, both as a simple query and as a parsed one.
      if (!isCalm && bytes.includes('commit\0') && random() < share) {
        cuts += 1
        if (random() < 0.5) return close()
        isCommitted = true
      }
      database.write(bytes)
    })
    database.on('data', (bytes) => {
      if (isCommitted) close()
      else client.write(bytes)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const proxied = new URL(target)
  proxied.port = String(typeof address === 'object' ? address?.port : 0)
  return {
    connectionString: proxied.href,
    get cuts() {
      return cuts
    },
    calm: () => void (isCalm = true),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
