import type { RenderRequest } from '@dailies/sandbox/browser'
import { browserRenderer } from '@dailies/sandbox-renderer/browser'
import { answerCalls, call } from '../service-worker/call'

// Draws and encodes videos in a thread of its own, so that the server answers in the meantime. The page draws what a worker cannot.

const renderer = browserRenderer({ drawSvg: (svg, size) => call({ postMessage }, { svg, size }) })

addEventListener('message', ({ ports: [port] }) => {
  if (!port) return
  answerCalls<RenderRequest>(port, async (request, { signal }) => {
    const result = await renderer.render(request, { signal })
    const buffers = [result.video, result.thumbnail, result.spritesheet].map(({ buffer }) => buffer as ArrayBuffer)
    return { result, transfer: buffers }
  })
  port.start()
})

function postMessage(message: unknown, transfer: Transferable[]): void {
  globalThis.postMessage(message, { transfer })
}
