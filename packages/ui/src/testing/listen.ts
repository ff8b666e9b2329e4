import { createServer, type RequestListener } from 'node:http'

/** A server on a free port of this machine. */
export interface LocalServer {
  origin: string
  /** Cuts the connections that are open. */
  close(): Promise<void>
}

/** Serves until it is closed. */
export async function listen(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
