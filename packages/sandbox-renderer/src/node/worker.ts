import { parentPort } from 'node:worker_threads'
import type { RenderOrder, RenderReply } from './worker-messages'
import { renderVideo } from '../render-video'
import { nodeEnvironment } from './node-environment'

// Encoding blocks, and loading the encoder installs exception handlers for the whole process: both stay in this thread.
parentPort?.on('message', ({ number, request, options }: RenderOrder) => {
  renderVideo(nodeEnvironment, request, options).then(
    (files) => {
      const reply: RenderReply = { number, files }
      // The images are copied: they are small, and Node 22 and later cannot transfer memory allocated by an addon.
      parentPort?.postMessage(reply, [files.video.buffer as ArrayBuffer])
    },
    (error: unknown) => {
      const reply: RenderReply = { number, error: error instanceof Error ? error.message : String(error) }
      parentPort?.postMessage(reply, [])
    },
  )
})
