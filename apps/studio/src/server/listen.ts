import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { portError } from './port-error'

/** A listening server. */
export interface ListeningServer {
  port: number
  /** Closes it and destroys open connections. */
  close(): Promise<void>
}

/** Listens on the loopback address. @param variable the environment variable of the port, for error messages @throws Error if the port is unavailable */
export async function listen(listener: RequestListener, port: number, variable: string): Promise<ListeningServer> {
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portError(error, port, variable)))
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()))
        server.closeAllConnections()
      }),
  }
}
