import { drawSvgInPage } from '@dailies/sandbox-renderer/browser'
import type { PixelSize } from '@dailies/sandbox-renderer/browser'
import { answerCalls, call } from '../service-worker/call'
import { startServiceWorker } from '../service-worker/start-service-worker'
import { apiPath } from './page-messages'
import type { ConnectMessage, ServerMessage, ServerOptions, ServiceWorkerMessage } from './page-messages'

/** The folder of the page: the scope of its service worker, and the beginning of all its names. */
const scope = new URL('.', document.baseURI)

/**
 * Starts the service worker, and the server in a worker of this page, unless another tab has it. Then this page waits: a Web Lock
 * elects the next tab when that one is closed. Requests wait meanwhile, and jobs go on where they were.
 *
 * @param onFailed called if the server of this page cannot start
 * @returns the base URL of the video server
 */
export async function startServer(onFailed: (error: unknown) => void): Promise<string> {
  const serviceWorker = await startServiceWorker(new URL('service-worker.js', scope))
  const tell = (message: ServiceWorkerMessage) => call(serviceWorker, message)
  if (!navigator.serviceWorker.controller) await tell({ type: 'claim' })

  const serve = async (): Promise<never> => {
    const server = await startWorkers()
    navigator.serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<ConnectMessage>) => {
      if (data.type === 'connect') server.postMessage(data, [...ports])
    })
    navigator.serviceWorker.startMessages()
    await tell({ type: 'serve' })
    return new Promise(() => {})
  }
  navigator.locks.request(`dailies demo ${scope.pathname}`, serve).catch(onFailed)
  return new URL(apiPath, scope).pathname
}

async function startWorkers(): Promise<Worker> {
  const renderer = new Worker(new URL('./render-worker.ts', import.meta.url), { type: 'module' })
  answerCalls<{ svg: string; size: PixelSize }>(renderer, async ({ svg, size }) => {
    const bitmap = await drawSvgInPage(svg, size)
    return { result: bitmap, transfer: [bitmap] }
  })
  const { port1, port2 } = new MessageChannel()
  renderer.postMessage('start', [port1])

  const server = new Worker(new URL('./server-worker.ts', import.meta.url), { type: 'module' })
  const parameters = new URLSearchParams(location.search)
  const seconds = Number(parameters.get('job-seconds'))
  const megabytes = Number(parameters.get('keep-megabytes'))
  const options: ServerOptions = {
    basePath: new URL(apiPath, scope).pathname,
    name: `dailies demo ${scope.pathname}`,
    ...(seconds > 0 && { jobDurationMs: seconds * 1_000 }),
    ...(megabytes > 0 && { maxBytes: megabytes * 1_000_000 }),
  }
  const failed = new Promise<never>((_, reject) => {
    server.addEventListener('error', ({ message }) => reject(new Error(message || 'The worker could not be loaded.')))
  })
  await Promise.race([failed, call(server, { type: 'start', options } satisfies ServerMessage, { transfer: [port2] })])
  return server
}
