// The upstream of live proxying: a Videos API with one video file, and the same file without an API.
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'

const [file] = process.argv.slice(2)
const { size } = statSync(file)
const video = { id: 'video_upstream', object: 'video', model: 'mini', status: 'completed', progress: 100, seconds: '4' }

const sendFile = (request, response) => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const start = Number(from ?? 0)
  const end = to ? Number(to) : size - 1
  response.writeHead(from === undefined ? 200 : 206, {
    'content-type': 'video/mp4',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(from !== undefined && { 'content-range': `bytes ${start}-${end}/${size}` }),
  })
  const stream = createReadStream(file, { start, end, highWaterMark: 262_144 })
  response.on('close', () => stream.destroy())
  stream.pipe(response)
}

createServer((request, response) => {
  if (request.url.endsWith('/content') || request.url === '/video.mp4') return sendFile(request, response)
  request.resume()
  const body = request.url.includes('variant') ? undefined : video
  response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body ?? { error: { message: 'There is no such variant.', code: 'not_found' } }))
}).listen(0, '127.0.0.1', function listening() {
  process.send({ port: this.address().port })
})
