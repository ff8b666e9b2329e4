import { Worker } from 'node:worker_threads'
import type { RenderedVideo, Renderer, RenderRequest } from '@dailies/sandbox'
import type { DrawingOptions } from '../render-video'
import type { RenderOrder, RenderReply } from './worker-messages'

/** Options of the renderer. */
export interface VideoRendererOptions extends DrawingOptions {
  /** How long an idle worker thread stays alive, in milliseconds; it never keeps the process alive. @default 10_000 */
  idleTimeoutMs?: number
}

interface Waiting {
  order: RenderOrder
  resolve(files: RenderedVideo): void
  reject(error: unknown): void
}

/**
 * Creates a renderer for `createSandbox({ renderer })`. It draws and encodes videos one after the other in a worker
 * thread, which starts with the first.
 */
export function videoRenderer({ idleTimeoutMs = 10_000, ...options }: VideoRendererOptions = {}): Renderer {
  const queue: Waiting[] = []
  let running: Waiting | undefined
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let renders = 0

  const settle = (reply: RenderReply): void => {
    if (running?.order.number !== reply.number) return
    if ('files' in reply) running.resolve(reply.files)
    else running.reject(new Error(`The video could not be rendered: ${reply.error}`))
    running = undefined
    next()
  }

  // Without the process's flags: --input-type, for example, forbids a worker from a file.
  const start = (): Worker => {
    const started = new Worker(entry, { execArgv: [] })
    started.on('message', settle)
    started.on('error', (error) => {
      if (worker !== started) return
      stop()
      running?.reject(new Error('The video could not be rendered: its worker thread exited.', { cause: error }))
      running = undefined
      next()
    })
    return started
  }

  const stop = (): Promise<unknown> => {
    clearTimeout(idle)
    const ending = worker?.terminate()
    worker = undefined
    return Promise.resolve(ending)
  }

  const next = (): void => {
    if (running) return
    running = queue.shift()
    clearTimeout(idle)
    if (running) {
      worker ??= start()
      worker.ref()
      worker.postMessage(running.order, [])
    } else {
      worker?.unref()
      idle = setTimeout(stop, idleTimeoutMs).unref()
    }
  }

  const drop = (render: Waiting, reason: unknown): void => {
    const place = queue.indexOf(render)
    if (place !== -1) queue.splice(place, 1)
    if (running === render) {
      // The encoder cannot be interrupted, so the thread is terminated.
      void stop()
      running = undefined
    }
    render.reject(reason)
    next()
  }

  return {
    render(request: RenderRequest, { signal } = {}) {
      return new Promise<RenderedVideo>((resolve, reject) => {
        signal?.throwIfAborted()
        const abort = (): void => drop(render, signal?.reason)
        const render: Waiting = {
          order: { number: (renders += 1), request, options },
          resolve(files) {
            signal?.removeEventListener('abort', abort)
            resolve(files)
          },
          reject(error) {
            signal?.removeEventListener('abort', abort)
            reject(error)
          },
        }
        signal?.addEventListener('abort', abort)
        queue.push(render)
        next()
      })
    },
    async close() {
      const dropped = [...(running ? [running] : []), ...queue.splice(0)]
      running = undefined
      const ended = stop()
      for (const render of dropped) render.reject(new Error('The video was not rendered: its renderer was closed.'))
      await ended
    },
  }
}

// In the build, the worker is an entry of its own next to dist/*.js; from source, Node needs a loader for TypeScript.
const entry = new URL(
  import.meta.url.endsWith('.ts') ? '../testing/worker-from-source.mjs' : './worker.js',
  import.meta.url,
)
