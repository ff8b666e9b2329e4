import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { authorizeByName, createRequest, miniUpstream } from './mini-upstream'

// `node --expose-gc stream-server.js ours | bare OWNERS`: event streams in a separate process that reports its memory. The bare
// server does what is needed for a stream and no more: headers, the first event, a heartbeat, a list of open responses.
const [, , variant, owners] = process.argv
const path = '/api/videos/events'

function ours(): { app: RequestListener; publish: () => void } {
  const sandbox = createSandbox({ clock: 'manual' })
  const videos = createVideoServer({
    upstream: miniUpstream({ fetch: (request) => sandbox.fetch(request) }),
    authorize: authorizeByName,
    store: memoryStore(),
  })
  const publish = (): void => {
    for (let owner = 0; owner < Number(owners); owner += 1) {
      void videos.fetch(new Request('http://app.test/api/videos', createRequest(`owner${owner}`, 'A lamp.')))
    }
  }
  return { app: toNode(videos), publish }
}

function bare(): { app: RequestListener; publish: () => void } {
  const open = new Set<Parameters<RequestListener>[1]>()
  const send = (text: string): void => {
    for (const response of open) response.write(text)
  }
  setInterval(send, 15_000, ': heartbeat\n\n').unref()
  return {
    app: (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' })
      response.write('retry: 2000\nid: 0\n\n')
      open.add(response)
      response.on('close', () => open.delete(response))
    },
    publish: () => send('id: 1\nevent: video\ndata: {}\n\n'),
  }
}

const { app, publish } = variant === 'bare' ? bare() : ours()
process.on('disconnect', () => process.exit())
process.on('message', (message) => {
  if (message === 'publish') return publish()
  globalThis.gc?.()
  setTimeout(() => process.send?.({ rss: process.memoryUsage.rss() }), 300)
})
const server = createServer(app).listen(0, '127.0.0.1', 4_096, () => {
  const address = server.address()
  process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${path}` })
})
