import { answerCall } from '../apps/studio/src/service-worker/call'
import type { ServiceWorkerScope } from '../apps/studio/src/service-worker/service-worker-scope'
import { createStoryBackend } from './story-backend'
import type { StoryBackend } from './story-backend'
import { storyServersPath } from './story-server-message'
import type { StoryServerMessage } from './story-server-message'

declare const self: ServiceWorkerScope

const backends = new Map<string, StoryBackend>()
const prefix = new URL(storyServersPath, self.registration.scope).href

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()))
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('message', (event) =>
  event.waitUntil(answerCall(event.ports[0], () => handleMessage(event.data as StoryServerMessage))),
)

self.addEventListener('fetch', (event) => {
  if (!event.request.url.startsWith(prefix)) return
  const [name = ''] = event.request.url.slice(prefix.length).split('/', 1)
  const backend = backends.get(name)
  event.respondWith(backend ? backend.fetch(event.request) : new Response(null, { status: 404 }))
})

async function handleMessage(message: StoryServerMessage): Promise<void> {
  switch (message.type) {
    case 'open':
      // A page loaded without the worker (a hard reload) is not its client yet.
      await self.clients.claim()
      backends.set(
        message.server,
        await createStoryBackend(`${prefix}${message.server}`, message.options, self.registration.scope),
      )
      return
    case 'advance':
      await getBackend(message.server).advance(message.seconds)
      return
    case 'setFaults':
      getBackend(message.server).setFaults(message.faults)
      return
    case 'restartUpstream':
      getBackend(message.server).restartUpstream()
      return
    case 'setNetworkCondition':
      getBackend(message.server).setNetworkCondition(message.condition)
      return
    case 'close':
      await backends.get(message.server)?.close()
      backends.delete(message.server)
      return
    case 'keepAlive':
      return
  }
}

function getBackend(name: string): StoryBackend {
  const backend = backends.get(name)
  if (!backend)
    throw new Error(`There is no story server "${name}": the browser stopped the service worker. Reload the page.`)
  return backend
}
