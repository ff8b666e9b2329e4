import { readMp4 } from '@dailies/sandbox/testing/read-mp4'
import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromium as launchOptions } from '../../../../.ci/chromium.mjs'
import { serveStoryboardPage, type StoryboardSite } from '../testing/serve-storyboard-page'

const hasFfprobe = spawnSync('ffprobe', ['-version']).status === 0
const witness = hasFfprobe ? 'ffprobe agrees' : 'without an ffprobe on this machine'

let site: StoryboardSite
let browser: Browser
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'dailies-exports-'))
  site = await serveStoryboardPage()
  browser = await chromium.launch(launchOptions)
})

afterAll(async () => {
  await browser?.close()
  await site?.close()
  await rm(folder, { recursive: true, force: true })
})

const open = async (url: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> => {
  const page = await browser.newPage()
  await prepare?.(page)
  await page.goto(url)
  return page
}
const button = (page: Page) => page.getByRole('button', { name: 'Export as MP4' })
const untilChecked = (page: Page, state = 'ready') =>
  page.locator(`.dl-storyboard-export[data-state=${state}]`).waitFor({ timeout: 20_000 })

/** Exports by the button. */
const exportFrom = async (page: Page): Promise<Uint8Array> => {
  await untilChecked(page)
  const downloading = page.waitForEvent('download', { timeout: 50_000 })
  await button(page).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('storyboard.mp4')
  return readFile(await download.path())
}

/** What ffprobe says after it has decoded every frame; undefined where there is none. */
const probe = async (video: Uint8Array) => {
  if (!hasFfprobe) return undefined
  const file = path.join(folder, 'export.mp4')
  await writeFile(file, video)
  const entries = 'format=duration:stream=codec_name,codec_type,width,height,nb_read_frames'
  const { stdout, stderr } = spawnSync(
    'ffprobe',
    ['-v', 'warning', '-count_frames', '-of', 'json', '-show_entries', entries, file],
    { encoding: 'utf8' },
  )
  const { format, streams }: { format: { duration: string }; streams: Record<string, unknown>[] } = JSON.parse(stdout)
  return {
    seconds: Number(format.duration),
    warnings: stderr,
    pictures: streams.find((stream) => stream['codec_type'] === 'video'),
    sound: streams.find((stream) => stream['codec_type'] === 'audio'),
  }
}
const probed = (codec: string, frames: number, size = { width: 320, height: 192 }) =>
  hasFfprobe
    ? expect.objectContaining({
        warnings: '',
        pictures: expect.objectContaining({ codec_name: codec, nb_read_frames: `${frames}`, ...size }),
      })
    : undefined

/** The mean colors at times within frames of a file, as Chromium decodes them. */
const colorsAt = async (video: Uint8Array, times: readonly number[]) => {
  // A page without the policy of the other, which allows no blob as a video.
  const page = await browser.newPage()
  const colors = await page.evaluate(
    async ([base64, times]) => {
      const bytes = Uint8Array.from(atob(base64), (each) => each.charCodeAt(0))
      const media = document.createElement('video')
      media.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }))
      await new Promise((resolve, reject) => {
        media.addEventListener('loadeddata', resolve)
        media.addEventListener('error', () => reject(new Error(media.error?.message)))
      })
      const canvas = new OffscreenCanvas(1, 1)
      const context = canvas.getContext('2d')
      const colors: number[][] = []
      for (const time of times) {
        media.currentTime = time
        await new Promise((resolve) => media.addEventListener('seeked', resolve, { once: true }))
        context?.drawImage(media, 0, 0, 1, 1)
        colors.push([...(context?.getImageData(0, 0, 1, 1).data ?? [])])
      }
      return colors
    },
    [Buffer.from(video).toString('base64'), times] as const,
  )
  await page.close()
  return colors
}
const originalOf = async (id: string | undefined) => {
  const response = await fetch(`${site.origin}/api/videos/${id}/content`)
  return new Uint8Array(await response.arrayBuffer())
}
/** The file of a video is replaced by another one. */
const replaceFile = (page: Page, id: string | undefined, file: Uint8Array) =>
  page.route(`**/videos/${id}/content*`, (route) =>
    route.fulfill({ contentType: 'video/mp4', body: Buffer.from(file) }),
  )
const distance = (one: readonly number[] = [], other: readonly number[] = []) =>
  Math.max(...one.map((value, at) => Math.abs(value - (other[at] ?? 999))))

it(`copies shots of one format into one file: ${witness}`, async () => {
  const [first, second] = await site.create('320x192 2', '320x192 1')
  const page = await open(site.url([{ videoId: first }, { videoId: second, end: 0.5 }, { videoId: first, end: 1 }]))
  const video = await exportFrom(page)
  const { boxes, duration, tracks } = readMp4(video)
  expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
  expect(duration).toBeCloseTo(3.5, 2)
  expect(tracks).toMatchObject([
    { kind: 'vide', codec: 'avc1', width: 320, height: 192, sampleCount: 48 + 12 + 24, syncSamples: [1, 25, 49, 61] },
    { kind: 'soun', codec: 'mp4a' },
  ])
  expect(await probe(video)).toEqual(probed('h264', 84))
  // Packet by packet what the files have.
  const original = await originalOf(first)
  const [copied] = await colorsAt(video, [1.52])
  const [source] = await colorsAt(original, [1.52])
  expect(copied).toEqual(source)
  await page.close()
})

it(`encodes only the shots that cannot be copied: ${witness}`, async () => {
  const [first, portrait] = await site.create('320x192 2', '192x320 1')
  const page = await open(
    site.url([
      { videoId: first, end: 1 },
      { videoId: first, start: 0.75, end: 1.75 },
      { videoId: portrait },
      { videoId: first },
    ]),
  )
  const video = await exportFrom(page)
  const { duration, tracks } = readMp4(video)
  expect(duration).toBeCloseTo(5, 1)
  expect(tracks[0]).toMatchObject({ codec: 'avc3', width: 320, height: 192, sampleCount: 24 + 24 + 24 + 48 })
  const facts = await probe(video)
  expect(facts).toEqual(probed('h264', 120))
  const original = await originalOf(first)
  const exported = await colorsAt(video, [0.52, 1.52, 2.52, 4.52])
  const sources = await colorsAt(original, [0.52, 1.27, 1.52])
  // Copied: the same. Encoded: nearly.
  expect(exported[0]).toEqual(sources[0])
  expect(distance(exported[1], sources[1])).toBeLessThan(16)
  expect(exported[3]).toEqual(sources[2])
  await page.close()
})

it(`fills a shot without sound with silence: ${witness}`, async () => {
  const [first, silent] = await site.create('320x192 1', '320x192 2')
  const file = await withoutSound(await originalOf(silent))
  const page = await open(site.url([{ videoId: silent }, { videoId: first }]), (page) =>
    replaceFile(page, silent, file),
  )
  const video = await exportFrom(page)
  const { duration, tracks } = readMp4(video)
  expect(duration).toBeCloseTo(3, 1)
  // Packets of 1,024 samples at 24 kHz: 46 of silence, and 22 of the second shot.
  expect(tracks[1]).toMatchObject({ kind: 'soun', sampleCount: 68 })
  expect(tracks[1]?.duration).toBeGreaterThan(2.9)
  expect(await probe(video)).toEqual(probed('h264', 72))
  await page.close()
})

it('says before the press where shots cannot be encoded', async () => {
  const [first, portrait] = await site.create('320x192 1', '192x320 1')
  const withoutEncoder = (page: Page) => page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'))
  const page = await open(site.url([{ videoId: first }, { videoId: portrait }]), withoutEncoder)
  await untilChecked(page, 'encoder')
  expect(await button(page).getAttribute('aria-disabled')).toBe('true')
  await expect
    .poll(() =>
      button(page).evaluate(
        (each) => document.getElementById(each.getAttribute('aria-describedby') ?? '')?.textContent,
      ),
    )
    .toMatch(/^This browser cannot encode video/)
  await page.close()

  const copying = await open(site.url([{ videoId: first }, { videoId: first, end: 0.5 }]), withoutEncoder)
  expect(readMp4(await exportFrom(copying)).duration).toBeCloseTo(1.5, 2)
  await copying.close()

  const running = await site.start('320x192 1')
  const waiting = await open(site.url([{ videoId: first }, { videoId: running }]))
  await waiting.getByText('Every shot must be playable first.').waitFor()
  await waiting.close()
})

it('says where provenance data is lost', async () => {
  const [first, second] = await site.create('320x192 1', '320x192 1')
  const manifest = Buffer.from(
    `00000020${'uuid'
      .split('')
      .map((each) => each.charCodeAt(0).toString(16))
      .join('')}d8fec3d61b0e483c92975828877ec4810000000000000000`,
    'hex',
  )
  const file = Buffer.concat([await originalOf(second), manifest])
  const page = await open(site.url([{ videoId: first }, { videoId: second }]), (page) =>
    replaceFile(page, second, file),
  )
  await page.getByText('does not keep the content credentials (C2PA)').waitFor()
  expect(readMp4(await exportFrom(page)).boxes).not.toContain('uuid')
  await page.close()
})

it('loads one file at a time, and stops when it is cancelled', async () => {
  const [first, second] = await site.create('320x192 1', '320x192 2')
  const loaded: string[] = []
  const page = await open(site.url([{ videoId: first }, { videoId: second }]), (page) =>
    page.route('**/content?redirect=false', async (route) => {
      const isWhole = route.request().headers()['range'] === undefined
      if (isWhole)
        loaded.push(
          route
            .request()
            .url()
            .includes(first ?? '?')
            ? 'first'
            : 'second',
        )
      // The second one never arrives.
      if (isWhole && loaded.length > 1) return
      await route.continue()
    }),
  )
  await untilChecked(page)
  expect(loaded).toEqual([])
  await button(page).click()
  await page.getByRole('progressbar', { name: 'Export as MP4' }).waitFor()
  await expect.poll(() => loaded).toEqual(['first', 'second'])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await button(page).waitFor()
  expect(await page.locator('.dl-storyboard-export').getAttribute('data-state')).toBe('ready')
  await page.close()
})

/** The pictures of a file, without its sound. */
async function withoutSound(file: Uint8Array): Promise<Uint8Array> {
  const input = new Input({ source: new BufferSource(file), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (!track || !decoderConfig) throw new Error('The file has no pictures.')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source)
  await output.start()
  for await (const packet of new EncodedPacketSink(track).packets()) await source.add(packet, { decoderConfig })
  await output.finalize()
  return new Uint8Array(target.buffer ?? [])
}
