import { createSandbox } from '@dailies/sandbox/browser'
import type { Renderer } from '@dailies/sandbox/browser'
import { sandboxModels, withSampleImages } from '@dailies/sandbox/models'
import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { indexedDbArchive, indexedDbStore } from '@dailies/server/indexed-db'
import { openaiUpstream } from '@dailies/server/openai'
import { modelSamplesPath } from '../model-samples-path'
import { answerCalls, call } from '../service-worker/call'
import type { ServerMessage, ServerOptions } from './page-messages'
import { freeSpace, keepNewest, onFullDisk } from './free-space'
import { openSavedJobs } from './saved-jobs'
import { servePort } from './serve-port'

// The server of the demo, in a dedicated worker of the page: the adapter, its store, and the sandbox as its provider.

let server: VideoServer | undefined

answerCalls<ServerMessage>(globalThis, async ({ type, ...message }, { ports: [port] }) => {
  if (type === 'start' && 'options' in message && port) server = await start(message.options, port)
})

addEventListener('message', ({ data, ports: [port] }: MessageEvent<ServerMessage>) => {
  const { fetch } = server ?? {}
  if (data.type !== 'connect' || !fetch || !port) return
  servePort(port, fetch)
  port.postMessage('ready')
})

const owner = 'visitor'
const variants = ['video', 'thumbnail', 'spritesheet']

async function start(options: ServerOptions, renderPort: MessagePort): Promise<VideoServer> {
  const { basePath, name, maxBytes = 200_000_000, ...pace } = options
  renderPort.start()
  const renderer: Renderer = {
    render: (request, { signal } = {}) => call(renderPort, request, { signal }),
  }
  let freeing: Promise<void> | undefined
  const free = (): void => {
    const deleteFiles = (id: string) => Promise.all(variants.map((variant) => archive.delete(`${id}/${variant}`)))
    // What did not succeed is tried again when the next operation fails.
    freeing ??= freeSpace(videos, owner, deleteFiles)
      .catch(() => undefined)
      .finally(() => (freeing = undefined))
  }
  const store = onFullDisk(indexedDbStore({ name }), free)
  const archive = onFullDisk(indexedDbArchive({ name: `${name} files` }), free)
  // Fails here where the browser allows no database, and not in the first request.
  await store.secret()
  const { savedJobs, ...saving } = await openSavedJobs(`${name} sandbox`)
  const { written } = onFullDisk(saving, free)
  const apiKey = crypto.randomUUID()
  const sandbox = createSandbox({
    renderer,
    ...pace,
    savedJobs,
    apiKey,
    seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
    // Four takes of a prompt develop side by side; the renderer draws one video after the other.
    concurrency: 4,
    // The archive has a copy within seconds, and the disk of a browser is small.
    expiresAfterMs: 600_000,
  })
  const videos: VideoServer = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey,
      models: withSampleImages(sandboxModels, modelSamplesPath),
      fetch: async (request) => {
        const response = await sandbox.fetch(request)
        // A job that was accepted must not be lost by a reload.
        await written()
        return response
      },
    }),
    authorize: () => ({ owner }),
    store,
    archive,
    onSettled: () => keepNewest(videos, owner, maxBytes),
    spritesheet: { columns: 5, rows: 5 },
    basePath,
  })
  videos.start()
  return videos
}
