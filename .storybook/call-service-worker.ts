import type { StoryServerResponse, StoryServerMessage } from './story-server-message'

/** The URL Storybook is served from: the root of a host, a folder on a host, or a test runner. */
export const storybookURL = new URL(import.meta.env.BASE_URL, document.baseURI)

// A browser stops a service worker after 30 s without an event, and all story servers are lost: https://w3c.github.io/ServiceWorker/#service-worker-lifetime
const keepAliveIntervalMs = 10_000

let active: Promise<ServiceWorker> | undefined

/**
 * Sends a message to the service worker and resolves once it is handled.
 *
 * @throws Error with the error that the worker reports
 */
export async function callServiceWorker(message: StoryServerMessage): Promise<void> {
  active ??= startServiceWorker()
  const worker = await active
  const { port1, port2 } = new MessageChannel()
  const { error } = await new Promise<StoryServerResponse>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<StoryServerResponse>) => resolve(data))
    port1.start()
    worker.postMessage(message, [port2])
  })
  port1.close()
  if (error !== undefined) throw new Error(`The service worker failed at "${message.type}": ${error}`)
}

async function startServiceWorker(): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register(new URL('service-worker.js', storybookURL))
  // Without this update check, the page opens its story servers in an outdated worker and loses them when the new worker takes
  // over.
  await registration.update()
  const worker = registration.installing ?? registration.waiting ?? registration.active
  if (!worker) throw new Error('The service worker was unregistered while it started. Reload the page.')
  await activated(worker)
  setInterval(() => void callServiceWorker({ type: 'keepAlive' }), keepAliveIntervalMs)
  return worker
}

function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const checkState = () => {
      if (worker.state === 'activated') resolve()
      if (worker.state === 'redundant') reject(new Error('The service worker did not start. Reload the page.'))
    }
    worker.addEventListener('statechange', checkState)
    checkState()
  })
}
