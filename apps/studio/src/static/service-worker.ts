import { answerCall } from '../service-worker/call'
import type { ServiceWorkerScope } from '../service-worker/service-worker-scope'
import { fetchByPort, readRequest } from './fetch-by-port'
import { apiPath } from './page-messages'
import type { ConnectMessage, ServiceWorkerMessage } from './page-messages'

// Forwards the requests of `api/` to the server in the worker of a page, and touches no others. It keeps nothing that cannot be found
// again, because a browser stops it after 30 s without an event: https://w3c.github.io/ServiceWorker/#service-worker-lifetime

declare const self: ServiceWorkerScope

const { scope } = self.registration
const api = `${new URL(apiPath, scope).href}/`

interface Connection {
  port: MessagePort
  /** Aborts when another page's server answers. */
  lost: AbortController
}

let connection: Connection | undefined
let connecting: Promise<Connection> | undefined

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', (event) =>
  event.waitUntil(answerCall(event.ports[0], () => handle(event.data as ServiceWorkerMessage))),
)
self.addEventListener('fetch', (event) => {
  if (event.request.url.startsWith(api)) event.respondWith(forward(event.request))
})

async function handle({ type }: ServiceWorkerMessage): Promise<void> {
  if (type === 'claim') return self.clients.claim()
  connection?.lost.abort()
  connection = undefined
  await connect()
}

async function forward(request: Request): Promise<Response> {
  const read = await readRequest(request)
  for (;;) {
    const { port, lost } = await connect()
    try {
      return await fetchByPort(port, read, lost.signal)
    } catch (error) {
      // The page of the server was closed or reloaded: the next server gets the request. A create has its idempotency key.
      if (!lost.signal.aborted) throw error
    }
  }
}

const connect = (): Promise<Connection> => {
  if (connection) return Promise.resolve(connection)
  connecting ??= findServer().finally(() => (connecting = undefined))
  return connecting
}

/** Asks every page for its server, until one has it: after a page is closed, another one has to start a server first. */
async function findServer(): Promise<Connection> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const clients = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const port = await firstReady(clients.filter(({ url }) => url.startsWith(scope)))
    if (port) return (connection = { port, lost: new AbortController() })
  }
  throw new TypeError('No page has a server.')
}

function firstReady(clients: readonly { postMessage(message: unknown, transfer: Transferable[]): void }[]) {
  return new Promise<MessagePort | undefined>((resolve) => {
    setTimeout(resolve, 250)
    for (const client of clients) {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', () => resolve(port1), { once: true })
      port1.start()
      client.postMessage({ type: 'connect' } satisfies ConnectMessage, [port2])
    }
  })
}
