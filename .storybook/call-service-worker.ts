import type { StageAnswer, StageMessage } from './stage-message'

/** Where Storybook is served, be it the root of a host, a folder of one or a test runner. */
export const storybookURL = new URL(import.meta.env.BASE_URL, document.baseURI)

// A browser stops a service worker after 30 s without an event, and with it every stage: https://w3c.github.io/ServiceWorker/#service-worker-lifetime
const stayEvery = 10_000

let active: Promise<ServiceWorker> | undefined

/** Asks the service worker and resolves once it is done; rejects with what it says against it. */
export async function callServiceWorker(message: StageMessage): Promise<void> {
  active ??= startServiceWorker()
  const worker = await active
  const { port1, port2 } = new MessageChannel()
  const { error } = await new Promise<StageAnswer>((resolve) => {
    port1.addEventListener('message', ({ data }: MessageEvent<StageAnswer>) => resolve(data))
    port1.start()
    worker.postMessage(message, [port2])
  })
  port1.close()
  if (error !== undefined) throw new Error(`The service worker failed at "${message.type}": ${error}`)
}

async function startServiceWorker(): Promise<ServiceWorker> {
  const registration = await navigator.serviceWorker.register(new URL('service-worker.js', storybookURL))
  // Without this look the page would open its stages in yesterday's worker and lose them when today's takes over.
  await registration.update()
  const worker = registration.installing ?? registration.waiting ?? registration.active
  if (!worker) throw new Error('The service worker was removed while it started. Reload the page.')
  await activated(worker)
  setInterval(() => void callServiceWorker({ type: 'stay' }), stayEvery)
  return worker
}

function activated(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated') resolve()
      if (worker.state === 'redundant') reject(new Error('The service worker did not start. Reload the page.'))
    }
    worker.addEventListener('statechange', look)
    look()
  })
}
