import { Worker } from 'node:worker_threads'
import type { RenderOrder, RenderReply } from './worker-messages'
import type { RenderedVideo, Renderer, RenderRequest } from './renderer'

export interface VideoRendererOptions {
  /** How long the worker thread outlives its last film, in milliseconds; it never keeps the process alive. @default 10_000 */
  idleFor?: number
}

interface Waiting {
  order: RenderOrder
  resolve(film: RenderedVideo): void
  reject(error: unknown): void
}

/** Draws and encodes films, one after the other, in a worker thread that is started with the first. */
export function videoRenderer({ idleFor = 10_000 }: VideoRendererOptions = {}): Renderer {
  const queue: Waiting[] = []
  let running: Waiting | undefined
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let renders = 0

  const settle = (reply: RenderReply): void => {
    if (running?.order.number !== reply.number) return
    if ('film' in reply) running.resolve(reply.film)
    else running.reject(new Error(`The film could not be rendered: ${reply.error}`))
    running = undefined
    next()
  }

  // Without the flags of the process: --input-type, for one, would forbid a worker from a file.
  const start = (): Worker => {
    const started = new Worker(entry, { execArgv: [] })
    started.on('message', settle)
    started.on('error', (error) => {
      if (worker !== started) return
      stop()
      running?.reject(new Error('The film could not be rendered: its worker thread ended.', { cause: error }))
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
      idle = setTimeout(stop, idleFor).unref()
    }
  }

  const drop = (render: Waiting, reason: unknown): void => {
    const place = queue.indexOf(render)
    if (place !== -1) queue.splice(place, 1)
    if (running === render) {
      // Nothing can interrupt the encoder inside its thread, so the thread goes.
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
          order: { number: (renders += 1), request },
          resolve(film) {
            signal?.removeEventListener('abort', abort)
            resolve(film)
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
      for (const render of dropped) render.reject(new Error('The film was dropped: its renderer was closed.'))
      await ended
    },
  }
}

// Built, this file is part of dist/*.js and the worker is an entry of its own; from source, Node needs help with TypeScript.
const entry = new URL(
  import.meta.url.endsWith('.ts') ? './testing/worker-from-source.mjs' : './film/worker.js',
  import.meta.url,
)
