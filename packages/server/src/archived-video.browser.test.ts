import { createServer } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Video } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox } from '@dailies/sandbox'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../.ci/chromium.mjs'
import { memoryStore } from './memory'
import { toNode } from './node'
import type { NodeHandler } from './node'
import { openaiUpstream } from './openai'
import { archiveKinds } from './testing/file-sources'
import type { ArchiveKind } from './testing/file-sources'
import { miniModels } from './testing/stage'
import { createVideoServer } from './video-server'
import type { VideoServer } from './video-server'

/** A film in an archive, and the server that hands it out. */
interface Archived {
  id: string
  videos: VideoServer
  close(): Promise<void>
}

let browser: Browser
let page: Page
let sandbox: Sandbox
let server: Server
const films = new Map<string, Archived>()
let shown: NodeHandler
let tellsLength = true
const asked: { range: string | undefined; status: number }[] = []

const now = (): number => sandbox.now() * 1_000

/** Has a film made, to be archived once its time has come. */
async function order({ name, open }: ArchiveKind): Promise<void> {
  const { archive, close } = await open()
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox.test/v1',
      apiKey: 'key',
      models: miniModels,
      fetch: (request) => sandbox.fetch(request),
      now,
    }),
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive,
    spritesheet: { columns: 5, rows: 5 },
    signedURLs: true,
    now,
  })
  const body = JSON.stringify({ model: 'mini', prompt: 'A paper boat on a lake', size: '320x192', seconds: '4' })
  const headers = { 'content-type': 'application/json' }
  const created: Video = await (
    await videos.fetch(new Request('http://app.test/videos', { method: 'POST', body, headers }))
  ).json()
  films.set(name, { id: created.id, videos, close: () => videos.close().then(close) })
}

/** Hands out the film in this archive: gives where it and its storyboard are. */
async function show(name: string): Promise<{ path: string; thumbnailTrack: string }> {
  const film = films.get(name)
  if (!film) throw new Error(`No film was archived in ${name}.`)
  shown = toNode(film.videos)
  const { assets } = await film.videos.retrieve('ada', film.id)
  return { path: assets?.video.url ?? '', thumbnailTrack: assets?.spritesheet.thumbnail_track ?? '' }
}

beforeAll(async () => {
  sandbox = createSandbox({ clock: 'manual' })
  await Promise.all(archiveKinds.map(order))
  await sandbox.advance(60)
  await Promise.all([...films.values()].map(({ videos }) => videos.tick()))
  // The upstream has forgotten them: what plays now is ours.
  await sandbox.advance(7_200)

  server = createServer((request, response) => {
    if (!tellsLength) withoutLength(response)
    if (request.url === '/')
      return response.setHeader('content-type', 'text/html').end('<!doctype html><video muted></video>')
    if (request.url === '/favicon.ico') return response.writeHead(404).end()
    response.on('close', () => asked.push({ range: request.headers.range, status: response.statusCode }))
    return shown(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await Promise.all([...films.values()].map(({ close }) => close()))
  await sandbox?.close()
})

// A page of its own, with an empty cache: what one test has played the next must ask for.
beforeEach(async () => {
  asked.length = 0
  page = await browser.newPage()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
})

afterEach(() => page.close())

/** As Next's App Router answers: it deletes the length of everything. */
function withoutLength(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => (name.toLowerCase() === 'content-length' ? response : setHeader(name, value))
}

it.each([...archiveKinds.map(({ name }) => ({ name, isTold: true })), { name: 'memory', isTold: false }])(
  'Chromium plays a film archived in $name, seeks to three places and loops, by ranges alone (their length told: $isTold)',
  async ({ name, isTold }) => {
    tellsLength = isTold
    const { path } = await show(name)
    const seen = await page.evaluate(async (source) => {
      const video = document.querySelector('video')
      if (!video) throw new Error('The page has no video.')
      const update = (name: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(name, resolve, { once: true })
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true })
        })
      const canvas = document.createElement('canvas')
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const picture = async (): Promise<string> => {
        for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
        context?.drawImage(video, 0, 0, 80, 48)
        return context?.getImageData(0, 0, 80, 48).data.join() ?? ''
      }
      const loaded = update('loadeddata')
      video.src = source
      await loaded
      const pictures: string[] = []
      for (const moment of [3.2, 0.4, 1.9]) {
        const seeked = update('seeked')
        video.currentTime = moment
        await seeked
        pictures.push(await picture())
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
      return { duration: video.duration, width: video.videoWidth, pictures: new Set(pictures).size, looped }
    }, path)
    expect(seen).toMatchObject({ duration: 4, width: 320, pictures: 3 })
    expect(seen.looped).toBeLessThan(1)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 206))
  },
)

it('Chromium reads the storyboard as players let it, and each cue names a tile within the picture', async () => {
  tellsLength = true
  const { thumbnailTrack } = await show('memory')
  const seen = await page.evaluate(async (source) => {
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
    const picture = new Image()
    picture.src = cues[0]?.url.href ?? ''
    await picture.decode()
    const { naturalWidth: width, naturalHeight: height } = picture
    return {
      picture: { width, height },
      starts: cues.map(({ start }) => start),
      end: cues.at(-1)?.end,
      places: cues.map(({ url }) => url.hash),
    }
  }, thumbnailTrack)
  expect(seen.picture).toEqual({ width: 800, height: 480 })
  expect(seen.starts).toEqual(Array.from({ length: 25 }, (_, index) => expect.closeTo(index * 0.16, 3)))
  expect(seen.end).toBe(4)
  expect(seen.places.slice(0, 6)).toEqual([
    '#xywh=0,0,160,96',
    '#xywh=160,0,160,96',
    '#xywh=320,0,160,96',
    '#xywh=480,0,160,96',
    '#xywh=640,0,160,96',
    '#xywh=0,96,160,96',
  ])
  expect(seen.places.at(-1)).toBe('#xywh=640,384,160,96')
})
