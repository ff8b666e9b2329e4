import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import type { VideoServer } from '@dailies/server'
import { memoryArchive, memoryStore } from '@dailies/server/memory'
import { toNode } from '@dailies/server/node'
import { openaiUpstream } from '@dailies/server/openai'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

let sandbox: Sandbox
let videos: VideoServer
let server: Server
let browser: Browser
let video: Video

const bundle = async (): Promise<Map<string, Uint8Array>> => {
  const { outputFiles } = await build({
    entryPoints: [here('../components/vidstack.tsx'), here('../components/media-chrome.tsx')],
    bundle: true,
    format: 'esm',
    write: false,
    outdir: 'out',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return new Map(outputFiles.map(({ path, contents }) => [`/${path.split('/').at(-1)}`, contents]))
}

beforeAll(async () => {
  const files = await bundle()
  sandbox = createSandbox({ clock: 'manual' })
  const now = () => sandbox.now() * 1_000
  videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox.test/v1',
      apiKey: 'key',
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['4'] }],
      fetch: (request) => sandbox.fetch(request),
      now,
    }),
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive: memoryArchive(),
    spritesheet: { columns: 5, rows: 5 },
    basePath: '/api',
    now,
  })
  const mount = toNode(videos)
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://page')
    const file = files.get(pathname)
    if (file !== undefined) {
      return response.setHeader('content-type', pathname.endsWith('.css') ? 'text/css' : 'text/javascript').end(file)
    }
    return mount(request, response, () => {
      const name = pathname.slice(1)
      const head = `<!doctype html><link rel="stylesheet" href="/${name}.css"><main></main>`
      response.setHeader('content-type', 'text/html').end(`${head}<script type="module" src="/${name}.js"></script>`)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const body = JSON.stringify({ model: 'mini', prompt: 'A paper boat on a lake', size: '320x192', seconds: '4' })
  const created = await fetch(`${origin()}/api/videos`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  const { id }: Video = await created.json()
  await sandbox.advance(60)
  await videos.tick()
  video = await videos.retrieve('ada', id)
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await videos?.close()
  await sandbox?.close()
})

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** Reads which tile a player shows: its top left corner, in pixels of the spritesheet. */
type ReadTile = (page: Page) => Promise<{ x: number; y: number } | undefined>

const players: { name: string; slider: string; ready: string; readTile: ReadTile }[] = [
  {
    name: 'vidstack',
    slider: '.vds-time-slider',
    ready: '[data-can-play] .vds-time-slider',
    readTile: (page) =>
      page.evaluate(() => {
        const image = document.querySelector<HTMLImageElement>('.vds-thumbnail img')
        if (!image?.complete || image.naturalWidth === 0) return undefined
        const { width } = image.getBoundingClientRect()
        const { e, f } = new DOMMatrix(getComputedStyle(image).transform)
        // Vidstack scales the whole spritesheet so that one tile fits its box.
        const scale = image.naturalWidth / width
        return { x: Math.round(Math.abs(e) * scale), y: Math.round(Math.abs(f) * scale) }
      }),
  },
  {
    name: 'media-chrome',
    slider: 'media-time-range',
    ready: 'media-time-range[mediaduration]',
    readTile: (page) =>
      page.evaluate(() => {
        const player = document.querySelector('media-controller')
        const [x, y] = player?.getAttribute('mediapreviewcoords')?.split(' ').map(Number) ?? []
        const hasSpritesheet = player?.getAttribute('mediapreviewimage')?.includes('variant=spritesheet')
        return hasSpritesheet && x !== undefined && y !== undefined ? { x, y } : undefined
      }),
  },
]

it.each(players)('$name shows the tile at the pointer, from our thumbnail track', async (player) => {
  const videoURL = video.assets?.video.url ?? ''
  const thumbnailTrack = video.assets?.spritesheet.thumbnail_track ?? ''
  expect(thumbnailTrack).toContain('variant=thumbnail_track')
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  try {
    await page.goto(`${origin()}/${player.name}?${new URLSearchParams({ video: videoURL, thumbnailTrack })}`)
    await page.waitForSelector(player.ready)
    const box = await page.locator(player.slider).boundingBox()
    if (box === null) throw new Error('The player has no slider.')
    // The centers of tile 2 (first row), tile 12 (middle row) and tile 22 (last row).
    for (const [tile, x, y] of [
      [2, 320, 0],
      [12, 320, 192],
      [22, 320, 384],
    ] as const) {
      await page.mouse.move(box.x + ((tile + 0.5) / 25) * box.width, box.y + box.height / 2, { steps: 3 })
      await expect.poll(() => player.readTile(page), { timeout: 10_000 }).toEqual({ x, y })
    }
  } finally {
    await page.close()
  }
})
