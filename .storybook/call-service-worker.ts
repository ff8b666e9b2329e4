import { call } from '../apps/studio/src/service-worker/call'
import { startServiceWorker } from '../apps/studio/src/service-worker/start-service-worker'
import type { StoryServerMessage } from './story-server-message'

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
  active ??= startAndKeepAlive()
  const worker = await active
  try {
    await call(worker, message)
  } catch (error) {
    throw new Error(`The service worker failed at "${message.type}": ${String(error)}`, { cause: error })
  }
}

async function startAndKeepAlive(): Promise<ServiceWorker> {
  const worker = await startServiceWorker(new URL('service-worker.js', storybookURL))
  setInterval(() => void callServiceWorker({ type: 'keepAlive' }), keepAliveIntervalMs)
  return worker
}
