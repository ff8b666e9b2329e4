import { drawSvgInPage } from '../browser/draw-svg-in-page'
import type { PageMessage, WorkerMessage } from './browser-worker'

// The page of `renderer-in-chromium`: starts the worker, draws what it cannot, and passes videos on to the test.

const worker = new Worker('/worker.js')
const waiting = new Map<number, (message: Extract<WorkerMessage, { type: 'rendered' | 'failed' }>) => void>()
const send = (message: PageMessage, transfer: Transferable[] = []) => worker.postMessage(message, transfer)

worker.addEventListener('message', async ({ data }: MessageEvent<WorkerMessage>) => {
  if (data.type !== 'draw') return waiting.get(data.number)?.(data)
  const bitmap = await drawSvgInPage(data.svg, data.size)
  return send({ type: 'drawn', number: data.number, bitmap }, [bitmap])
})

Object.assign(globalThis, {
  renderInWorker: (order: Extract<PageMessage, { type: 'render' }>) =>
    new Promise((resolve) => {
      waiting.set(order.number, resolve)
      send(order)
    }),
  abortInWorker: (number: number) => send({ type: 'abort', number }),
})
