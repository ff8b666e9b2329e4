import type { ServiceWorkerScope } from './service-worker-scope'
import { createStageServer } from './stage-server'
import type { StageServer } from './stage-server'
import { stagesPath } from './stage-message'
import type { StageResponse, StageMessage } from './stage-message'

declare const self: ServiceWorkerScope

const stages = new Map<string, StageServer>()
const prefix = new URL(stagesPath, self.registration.scope).href

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) => {
  const [port] = event.ports
  if (!port) return
  event.waitUntil(
    handleMessage(event.data as StageMessage).then(
      () => port.postMessage({} satisfies StageResponse),
      (error: unknown) => port.postMessage({ error: String(error) } satisfies StageResponse),
    ),
  )
})

self.addEventListener('fetch', (event) => {
  if (!event.request.url.startsWith(prefix)) return
  const [name = ''] = event.request.url.slice(prefix.length).split('/', 1)
  const stage = stages.get(name)
  event.respondWith(stage ? stage.fetch(event.request) : new Response(null, { status: 404 }))
})

async function handleMessage(message: StageMessage): Promise<void> {
  switch (message.type) {
    case 'open':
      // A page loaded without the worker (a hard reload) is not its client yet.
      await self.clients.claim()
      stages.set(
        message.stage,
        createStageServer(`${prefix}${message.stage}`, message.options, self.registration.scope),
      )
      return
    case 'advance':
      await getStage(message.stage).advance(message.seconds)
      return
    case 'setFaults':
      getStage(message.stage).setFaults(message.faults)
      return
    case 'restartUpstream':
      getStage(message.stage).restartUpstream()
      return
    case 'setConnection':
      getStage(message.stage).setConnection(message.connection)
      return
    case 'close':
      await stages.get(message.stage)?.close()
      stages.delete(message.stage)
      return
    case 'keepAlive':
      return
  }
}

function getStage(name: string): StageServer {
  const stage = stages.get(name)
  if (!stage) throw new Error(`There is no stage "${name}": the browser stopped the service worker. Reload the page.`)
  return stage
}
