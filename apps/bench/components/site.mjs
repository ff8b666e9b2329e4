import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'
import { build } from 'esbuild'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/** Duration of the video, in seconds. */
const seconds = 4
/** Layout of the sandbox's spritesheets. */
const sheet = { columns: 5, rows: 5, width: 160, height: 96 }

const bundle = async () => {
  const { outputFiles } = await build({
    entryPoints: {
      dailies: here('./dailies.tsx'),
      baseline: here('./baseline.ts'),
      'plain-videos': here('./plain-videos.ts'),
      'plain-list': here('./plain-list.ts'),
      vidstack: here('./vidstack.tsx'),
      'media-chrome': here('./media-chrome.tsx'),
      styles: here('../../../packages/ui/src/styles.css'),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    jsx: 'automatic',
    tsconfig: here('../../../tsconfig.base.json'),
    define: { 'process.env.NODE_ENV': '"production"' },
    // Profiler needs React's profiling build.
    alias: { 'react-dom/client': 'react-dom/profiling' },
  })
  return new Map(outputFiles.map(({ path, contents }) => [`/${path.split('/').at(-1)}`, Buffer.from(contents)]))
}

/** Renders one video with its spritesheet and thumbnail, which all pages use. */
const render = async () => {
  const sandbox = createSandbox({ clock: 'manual', renderer: videoRenderer() })
  const request = async (path, init) => {
    const response = await sandbox.fetch(`http://sandbox/v1/videos${path}`, init)
    if (!response.ok) throw new Error(`The sandbox rejected the request: ${await response.text()}`)
    return response
  }
  const created = await request('', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ prompt: 'A paper boat', model: 'mini', size: '320x192', seconds: String(seconds) }),
  })
  const { id } = await created.json()
  await sandbox.advance(120)
  const read = async (variant) => Buffer.from(await (await request(`/${id}/content?variant=${variant}`)).arrayBuffer())
  const files = [await read('video'), await read('spritesheet'), await read('thumbnail')]
  await sandbox.close()
  return files
}

const timestamp = (seconds) => new Date(seconds * 1_000).toISOString().slice(11, 23)

/** The spritesheet as a WebVTT thumbnail track, for other players. */
const thumbnailTrack = () => {
  const count = sheet.columns * sheet.rows
  const cues = Array.from({ length: count }, (_, index) => {
    const [from, to] = [index, index + 1].map((tile) => timestamp((seconds / count) * tile))
    const x = (index % sheet.columns) * sheet.width
    const y = Math.floor(index / sheet.columns) * sheet.height
    return `${from} --> ${to}\n/sheet.jpg#xywh=${x},${y},${sheet.width},${sheet.height}`
  })
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

const types = {
  js: 'text/javascript',
  css: 'text/css',
  mp4: 'video/mp4',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  vtt: 'text/vtt',
}

const html = (name) =>
  `<!doctype html><link rel="stylesheet" href="/styles.css"><link rel="stylesheet" href="/${name}.css">` +
  `<style>.single{max-width:640px}</style><main></main><script type="module" src="/${name}.js"></script>`

/** Starts an HTTP server with a page for each scrubber and their files; `close` stops it. */
export const openSite = async () => {
  const files = await bundle()
  const [video, spritesheet, thumbnail] = await render()
  files.set('/video.mp4', video).set('/sheet.jpg', spritesheet).set('/thumbnail.webp', thumbnail)
  files.set('/sheet.vtt', Buffer.from(thumbnailTrack()))
  const server = createServer(({ url, headers }, response) => {
    const { pathname } = new URL(url, 'http://bench')
    const file = files.get(pathname)
    const type = types[pathname.split('.').at(-1)] ?? 'text/html'
    const [, from] = /^bytes=(\d+)-/.exec(headers.range ?? '') ?? []
    const body = file ? file.subarray(Number(from ?? 0)) : type === 'text/html' ? html(pathname.slice(1)) : ''
    response.writeHead(file && from !== undefined ? 206 : 200, {
      'Content-Type': type,
      'Content-Length': Buffer.byteLength(body),
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'max-age=3600',
      ...(file && from !== undefined && { 'Content-Range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    })
    response.end(body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() }
}
