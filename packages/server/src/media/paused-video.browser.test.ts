import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sampleVideo } from '@dailies/sandbox'
import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { toNode } from '../node'
import { highBitrateMp4 } from '../testing/high-bitrate-mp4'
import { createTestServer } from '../testing/test-server'

/** `PAUSE_MS=300000 READER_IDLE_TIMEOUT_MS=120000` is a pause of five minutes with the default time-out. */
const pauseMs = Number(process.env['PAUSE_MS'] ?? 4_000)
const readerIdleTimeoutMs = Number(process.env['READER_IDLE_TIMEOUT_MS'] ?? 500)

/** More than Chromium and the connection keep. */
const file = highBitrateMp4(sampleVideo({ size: '1280x720', seconds: 4 }).video, 2_500_000)

const app = createTestServer(
  { readerIdleTimeoutMs, authorize: () => ({ owner: 'ada' }) },
  {
    content: async (_ref, _variant, { range = '' } = {}) => {
      const start = Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0)
      let at = start
      const body = new ReadableStream<Uint8Array>(
        {
          pull(controller) {
            if (at >= file.length) return controller.close()
            controller.enqueue(new Uint8Array(file.subarray(at, at + 262_144)))
            at += 262_144
          },
        },
        { highWaterMark: 0 },
      )
      const rest = { contentType: 'video/mp4', contentLength: file.length - start, body }
      return start === 0
        ? { status: 200, contentRange: undefined, ...rest }
        : { status: 206, contentRange: `bytes ${start}-${file.length - 1}/${file.length}`, ...rest }
    },
  },
)

/** The responses that have ended, and whether all of each was sent. */
const responses: { range: string | undefined; isComplete: boolean }[] = []
let browser: Browser
let server: Server
beforeAll(async () => {
  const handle = toNode(app.videos)
  server = createServer((request, response) => {
    if (request.url === '/') return void response.setHeader('content-type', 'text/html').end('<!doctype html>')
    if (!request.url?.startsWith('/api/')) return void response.writeHead(404).end()
    const { range } = request.headers
    response.on('close', () => responses.push({ range, isComplete: response.writableFinished }))
    handle(request, response)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  browser = await chromium.launch(launchOptions)
})
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await app.videos.close()
})

it(
  'a video that is paused beyond the time-out of readers goes on in Chromium, by Range',
  { timeout: pauseMs + 60_000 },
  async () => {
    const { id } = await app.create()
    app.upstream.nextUpdate = { status: 'completed' }
    await app.advance(60)
    const page = await browser.newPage()
    page.setDefaultTimeout(pauseMs + 60_000)
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await page.evaluate(async (source) => {
      const video = document.createElement('video')
      Object.assign(video, { muted: true, preload: 'auto', src: source })
      document.body.append(video)
      await video.play()
      while (video.currentTime < 0.3) await new Promise((resolve) => setTimeout(resolve, 10))
      video.pause()
    }, `/api/videos/${id}/content`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
    // Chromium stopped reading when it had enough, so the connection was closed; it has asked for the rest since.
    expect(responses).toContainEqual({ range: 'bytes=0-', isComplete: false })
    const end = await page.evaluate(async () => {
      const video = document.querySelector('video')
      if (!video) throw new Error('The page has no video.')
      const ended = new Promise((resolve) => {
        for (const name of ['ended', 'error']) video.addEventListener(name, resolve)
      })
      await video.play()
      await ended
      return { time: video.currentTime, error: video.error?.message }
    })
    expect(end).toEqual({ time: 4, error: undefined })
    await page.close()
    const later = responses.filter(({ range }) => range !== 'bytes=0-')
    expect(later.length).toBeGreaterThan(0)
    expect(later.every(({ range }) => /^bytes=[1-9]\d*-/.test(range ?? ''))).toBe(true)
  },
)
