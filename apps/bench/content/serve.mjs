// One way to serve the video, in a separate process whose memory is measured.
import { mkdirSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { toExpress } from '@dailies/server/express'
import { diskArchive } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import express from 'express'

const [method, file, originURL, directory] = process.argv.slice(2)

const dailies = async (archive) => {
  const upstream = openaiUpstream({
    baseURL: `${originURL}/v1`,
    apiKey: 'key',
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['4'] }],
    maxMediaBytes: 8 * 1024 ** 3,
  })
  const videos = createVideoServer({
    upstream,
    authorize: () => ({ owner: 'bench' }),
    store: memoryStore(),
    ...(archive && { archive }),
  })
  const app = express().use('/api', toExpress(videos))
  const body = JSON.stringify({ model: 'mini', prompt: 'A video of one gibibyte', size: '320x192', seconds: '4' })
  const created = await videos.fetch(
    new Request('http://bench/api/videos', { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
  )
  const { id } = await created.json()
  await videos.tick()
  return { app, url: `/api/videos/${id}/content` }
}

const methods = {
  'express.static': () => ({ app: express().use(express.static(path.dirname(file))), url: `/${path.basename(file)}` }),
  'disk archive': () => {
    mkdirSync(directory, { recursive: true })
    return dailies(diskArchive({ directory }))
  },
  'live proxying': () => dailies(),
  'http pipe': () => ({
    url: '/video.mp4',
    app: (request, response) => {
      http.get(`${originURL}/video.mp4`, { headers: request.headers }, (originResponse) => {
        response.writeHead(originResponse.statusCode, originResponse.headers)
        originResponse.pipe(response)
        response.on('close', () => originResponse.destroy())
      })
    },
  }),
}

const { app, url } = await methods[method]()
globalThis.gc?.()
let peak = 0
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20).unref()
process.on('message', () => {
  process.send({ peak, cpu: process.cpuUsage() })
  peak = 0
})
http.createServer(app).listen(0, '127.0.0.1', function listening() {
  process.send({ port: this.address().port, url })
})
