import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox } from '@dailies/sandbox'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { memoryStore } from '../memory'
import { toNode } from '../node'
import type { NodeHandler } from '../node'
import { openaiUpstream } from '../openai'
import { archiveKinds } from '../testing/file-sources'
import type { ArchiveKind } from '../testing/file-sources'
import { testModels } from '../testing/test-app'
import { createVideoServer } from '../video-server'
import type { VideoServer } from '../video-server'

/** An archived video, and the server that serves it. */
interface Archived {
  id: string
  videos: VideoServer
  close(): Promise<void>
}

let browser: Browser
let page: Page
let sandbox: Sandbox
let server: Server
const archivedVideos = new Map<string, Archived>()
let currentHandler: NodeHandler
let sendsLength = true
const requests: { range: string | undefined; status: number }[] = []

const now = (): number => sandbox.now() * 1_000

/** Creates a video that is archived once its job completes. */
async function createVideo({ name, open }: ArchiveKind): Promise<void> {
  const { archive, close } = await open()
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox.test/v1',
      apiKey: 'key',
      models: testModels,
      fetch: (request) => sandbox.fetch(request),
      now,
    }),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    store: memoryStore(),
    archive,
    spritesheet: { columns: 5, rows: 5 },
    signedURLs: true,
    now,
  })
  const body = JSON.stringify({ model: 'mini', prompt: 'A paper boat on a lake', size: '320x192', seconds: '4' })
  const headers = { 'content-type': 'application/json' }
  const created: Video = await (
    await videos.fetch(new Request('http://app.test/api/videos', { method: 'POST', body, headers }))
  ).json()
  archivedVideos.set(name, { id: created.id, videos, close: () => videos.close().then(close) })
}

/** Serves the video of this archive from now on; returns the URLs of the video and its thumbnail track. */
async function serveFrom(name: string): Promise<{ path: string; thumbnailTrack: string }> {
  const archived = archivedVideos.get(name)
  if (!archived) throw new Error(`No video was archived in ${name}.`)
  currentHandler = toNode(archived.videos)
  const { assets } = await archived.videos.retrieve('ada', archived.id)
  return { path: assets?.video.url ?? '', thumbnailTrack: assets?.spritesheet.thumbnail_track ?? '' }
}

beforeAll(async () => {
  sandbox = createSandbox({ clock: 'manual' })
  await Promise.all(archiveKinds.map(createVideo))
  await sandbox.advance(60)
  await Promise.all([...archivedVideos.values()].map(({ videos }) => videos.tick()))
  // The upstream has deleted its files by now, so playback reads the archive.
  await sandbox.advance(7_200)

  server = createServer((request, response) => {
    if (!sendsLength) withoutLength(response)
    if (request.url === '/')
      return response.setHeader('content-type', 'text/html').end('<!doctype html><video muted></video>')
    if (request.url === '/favicon.ico') return response.writeHead(404).end()
    response.on('close', () => requests.push({ range: request.headers.range, status: response.statusCode }))
    return currentHandler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await Promise.all([...archivedVideos.values()].map(({ close }) => close()))
  await sandbox?.close()
})

// Each test gets a new page with an empty cache, so it has to request the video again.
beforeEach(async () => {
  requests.length = 0
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => page.close())

/** Removes Content-Length, as Next's App Router does for every response. */
function withoutLength(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => (name.toLowerCase() === 'content-length' ? response : setHeader(name, value))
}

it.each([...archiveKinds.map(({ name }) => ({ name, withLength: true })), { name: 'memory', withLength: false }])(
  'Chromium plays a video archived in $name, seeks three times and loops, by range requests only (Content-Length: $withLength)',
  async ({ name, withLength }) => {
    sendsLength = withLength
    const { path } = await serveFrom(name)
    const result = await page.evaluate(async (source) => {
      const video = document.querySelector('video')
      if (!video) throw new Error('The page has no video.')
      const once = (name: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(name, resolve, { once: true })
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
        })
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const readFrame = async (): Promise<string> => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
        context?.drawImage(video, 0, 0, 80, 48)
        return context?.getImageData(0, 0, 80, 48).data.join() ?? ''
      }
      const loaded = once('loadeddata')
      video.src = source
      await loaded
      const frames: string[] = []
      for (const time of [3.2, 0.4, 1.9]) {
        const seeked = once('seeked')
        video.currentTime = time
        await seeked
        frames.push(await readFrame())
      }
      video.loop = true
      video.currentTime = 3.6
      await video.play()
      const started = performance.now()
      while (video.currentTime > 1 && performance.now() - started < 15_000) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const looped = video.currentTime
      video.pause()
      return { duration: video.duration, width: video.videoWidth, frames: new Set(frames).size, looped }
    }, path)
    expect(result).toMatchObject({ duration: 4, width: 320, frames: 3 })
    expect(result.looped).toBeLessThan(1)
    expect(requests.length).toBeGreaterThan(0)
    expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 206))
  },
)

it('Chromium reads the thumbnail track as a metadata track, and each cue is a tile inside the spritesheet', async () => {
  sendsLength = true
  const { thumbnailTrack } = await serveFrom('memory')
  const result = await page.evaluate(async (source) => {
    const video = document.querySelector('video')
    const element = document.createElement('track')
    element.kind = 'metadata'
    element.src = source
    const loaded = new Promise((resolve, reject) => {
      element.addEventListener('load', resolve)
      element.addEventListener('error', reject)
    })
    video?.append(element)
    element.track.mode = 'hidden'
    await loaded
    const cues = [...(element.track.cues ?? [])].map((cue) => ({
      start: cue.startTime,
      end: cue.endTime,
      url: new URL((cue as VTTCue).text, location.href),
    }))
    const image = new Image()
    image.src = cues[0]?.url.href ?? ''
    await image.decode()
    const { naturalWidth: width, naturalHeight: height } = image
    return {
      image: { width, height },
      starts: cues.map(({ start }) => start),
      end: cues.at(-1)?.end,
      tiles: cues.map(({ url }) => url.hash),
    }
  }, thumbnailTrack)
  expect(result.image).toEqual({ width: 800, height: 480 })
  expect(result.starts).toEqual(Array.from({ length: 25 }, (_, index) => expect.closeTo(index * 0.16, 3)))
  expect(result.end).toBe(4)
  expect(result.tiles.slice(0, 6)).toEqual([
    '#xywh=0,0,160,96',
    '#xywh=160,0,160,96',
    '#xywh=320,0,160,96',
    '#xywh=480,0,160,96',
    '#xywh=640,0,160,96',
    '#xywh=0,96,160,96',
  ])
  expect(result.tiles.at(-1)).toBe('#xywh=640,384,160,96')
})
