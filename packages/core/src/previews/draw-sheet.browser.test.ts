import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createSandbox } from '@dailies/sandbox'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as options } from '../../../../.ci/chromium.mjs'

let server: Server
let browser: Browser
let page: Page

const entry = fileURLToPath(new URL('../testing/preview-page.ts', import.meta.url))

/** A real video and its real spritesheet, rendered by the sandbox. */
async function renderFiles(): Promise<Record<string, { type: string; bytes: Buffer }>> {
  const sandbox = createSandbox({ clock: 'manual' })
  const body = JSON.stringify({ prompt: 'A paper boat', model: 'mini', size: '320x192', seconds: '4' })
  const headers = { 'Content-Type': 'application/json' }
  const { id } = (await (
    await sandbox.fetch('http://sandbox/v1/videos', { method: 'POST', body, headers })
  ).json()) as { id: string }
  await sandbox.advance(60)
  const read = async (variant: string): Promise<{ type: string; bytes: Buffer }> => {
    const response = await sandbox.fetch(`http://sandbox/v1/videos/${id}/content?variant=${variant}`)
    return {
      type: response.headers.get('content-type') ?? '',
      bytes: Buffer.from(await response.arrayBuffer()),
    }
  }
  const files = { '/video.mp4': await read('video'), '/sheet.jpg': await read('spritesheet') }
  await sandbox.close()
  return files
}

beforeAll(async () => {
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' })
  const text = (type: string, content: string) => ({ type, bytes: Buffer.from(content) })
  const files: Record<string, { type: string; bytes: Buffer }> = {
    ...(await renderFiles()),
    '/': text('text/html', '<!doctype html><script src="/page.js"></script>'),
    '/page.js': text('text/javascript', outputFiles.map(({ text }) => text).join('')),
    '/text.mp4': text('video/mp4', 'not a video'),
  }
  server = createServer(({ url = '', headers }, response) => {
    const file = files[url]
    if (!file) {
      response.writeHead(404).end()
      return
    }
    const [, from] = /^bytes=(\d+)-/.exec(headers.range ?? '') ?? []
    const bytes = file.bytes.subarray(Number(from ?? 0))
    response.writeHead(from === undefined ? 200 : 206, {
      'Content-Type': file.type,
      'Content-Length': bytes.length,
      'Accept-Ranges': 'bytes',
      'Content-Security-Policy': "default-src 'self'",
      ...(from !== undefined && { 'Content-Range': `bytes ${from}-${file.bytes.length - 1}/${file.bytes.length}` }),
    })
    response.end(bytes)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch(options)
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

it('draws distinct tiles under a strict content security policy', async () => {
  const { grid, distinct } = await page.evaluate(() => window.previews.draw('/video.mp4'))
  expect(grid).toEqual({ columns: 4, rows: 4, count: 16, tileWidth: 160, tileHeight: 96 })
  expect(distinct).toBe(16)
})

it('aborting releases the video', async () => {
  expect(await page.evaluate(() => window.previews.abort('/video.mp4'))).toEqual({
    reason: 'aborted by the test',
    src: 'released',
  })
})

it('rejects with an error if the video cannot be played', async () => {
  expect(await page.evaluate(() => window.previews.fail('/text.mp4'))).toContain('No previews can be drawn')
})

it('detects the grid of a real spritesheet', async () => {
  const grid = await page.evaluate(() => window.previews.decide('/sheet.jpg', { width: 320, height: 192 }))
  expect(grid).toMatchObject({ columns: 5, rows: 5, count: 25, tileWidth: 160, tileHeight: 96 })
})
