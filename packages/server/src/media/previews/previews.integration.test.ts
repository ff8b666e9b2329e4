import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryArchive } from '../../archive/memory-archive'
import { readImageHeader } from '../../net/image-header'
import { createTestApp, jsonPost } from '../../testing/test-app'
import { bytesOf, streamFrom } from '../../testing/archive-suite'
import { ffmpegPreviews } from './ffmpeg-previews'
import type { PreviewGenerator, PreviewSource } from './previews'

const { video: file, spritesheet } = sampleVideo()
const jpeg = new Uint8Array(spritesheet)

/** A completed video on a app whose upstream sends the video instead of a thumbnail, as some servers do. */
async function completed(previews: PreviewGenerator | undefined) {
  const archive = memoryArchive()
  const app = createTestApp({ sandbox: { dialect: 'agnes' }, server: { archive, ...(previews && { previews }) } })
  const fields = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
  const { id }: Video = await (await app.request('/videos', jsonPost(fields))).json()
  await app.advance(60)
  const video: Video = await (await app.request(`/videos/${id}`)).json()
  return { app, video, id }
}

describe('a video whose upstream has no previews', () => {
  it('gets previews from its archived file', async () => {
    const sources: PreviewSource[] = []
    const previews: PreviewGenerator = {
      make: async (source) => {
        sources.push(source)
        expect(Buffer.from(await bytesOf(source.body)).equals(file)).toBe(true)
        return {
          thumbnail: { bytes: jpeg, contentType: 'image/jpeg' },
          spritesheet: { bytes: jpeg, contentType: 'image/jpeg', grid: { columns: 5, rows: 5 } },
        }
      },
    }
    const { app, video, id } = await completed(previews)
    expect(sources).toEqual([
      expect.objectContaining({ contentType: 'video/mp4', seconds: 1, wanted: ['thumbnail', 'spritesheet'] }),
    ])
    expect(video.assets).toMatchObject({
      thumbnail: { state: 'ready', content_type: 'image/jpeg', bytes: jpeg.length },
      spritesheet: { state: 'ready', columns: 5, rows: 5, tile_width: 160, tile_height: 96 },
    })
    const served = await app.request(`/videos/${id}/content?variant=thumbnail`)
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(jpeg)
  })

  it.each<[string, PreviewGenerator | undefined]>([
    ['no previews option is set', undefined],
    ['making them fails', { make: () => Promise.reject(new Error('no such program')) }],
    ['none are made', { make: async () => ({}) }],
  ])('is archived without previews if %s', async (_, previews) => {
    const { video } = await completed(previews)
    expect(video.assets).toMatchObject({
      video: { state: 'ready' },
      thumbnail: { state: 'unavailable', url: null },
      spritesheet: { state: 'unavailable', url: null },
    })
  })
})

describe('ffmpegPreviews', () => {
  let folder: string
  let command: string
  // A fake ffmpeg: records its arguments, checks that the input file is complete, and writes an image.
  const program = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
appendFileSync(__dirname + '/calls', JSON.stringify(args) + '\\n')
if (readFileSync(args[args.indexOf('-i') + 1]).length !== ${file.length}) process.exit(1)
writeFileSync(args.at(-1), Buffer.from('${Buffer.from(jpeg).toString('base64')}', 'base64'))`

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dailies-ffmpeg-'))
    command = path.join(folder, 'ffmpeg.cjs')
    await writeFile(command, program)
    await chmod(command, 0o755)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const source = (changes: Partial<PreviewSource> = {}): PreviewSource => ({
    body: streamFrom(file),
    contentType: 'video/mp4',
    seconds: 4,
    wanted: ['thumbnail', 'spritesheet'],
    signal: new AbortController().signal,
    ...changes,
  })
  const calls = async (): Promise<string[][]> =>
    (await readFile(path.join(folder, 'calls'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('makes a thumbnail after the start, and tiles spread evenly over the whole video', async () => {
    const made = await ffmpegPreviews({ command }).make(source())
    expect(made).toEqual({
      thumbnail: { bytes: jpeg, contentType: 'image/jpeg' },
      spritesheet: { bytes: jpeg, contentType: 'image/jpeg', grid: { columns: 5, rows: 5 } },
    })
    const [thumbnail = [], sheet = []] = await calls()
    expect(thumbnail.slice(0, 5)).toEqual(['-v', 'error', '-nostdin', '-ss', '1.600'])
    expect(sheet[sheet.indexOf('-vf') + 1]).toMatch(/^fps=25\/4:round=up,scale='if\(gt\(iw,ih\),256,-2\)'.*,tile=5x5,/)
  })

  it('sets the demuxer and allows only the file protocol, so that a video cannot reference other files', async () => {
    await ffmpegPreviews({ command }).make(source({ wanted: ['thumbnail'] }))
    const args = (await calls()).at(-1) ?? []
    expect(args.join(' ')).toContain('-protocol_whitelist file -f mov -i ')
  })

  it('makes no spritesheet of a video with an unknown duration', async () => {
    expect(Object.keys(await ffmpegPreviews({ command }).make(source({ seconds: Number.NaN })))).toEqual(['thumbnail'])
  })

  it('makes no previews of an unknown media type, and cancels the video stream', async () => {
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) })
    expect(await ffmpegPreviews({ command }).make(source({ contentType: 'image/webp', body }))).toEqual({})
    expect(isCancelled).toBe(true)
  })

  it.skipIf(spawnSync('ffmpeg', ['-version']).status !== 0)('works with a real ffmpeg', async () => {
    const made = await ffmpegPreviews().make(source({ seconds: 1 }))
    const thumbnail = made.thumbnail && readImageHeader(made.thumbnail.bytes)
    const spritesheet = made.spritesheet && readImageHeader(made.spritesheet.bytes)
    expect(thumbnail).toMatchObject({ type: 'image/jpeg', width: 640 })
    expect(spritesheet).toMatchObject({ type: 'image/jpeg', width: 5 * 256 })
  })

  it('rejects if there is no such program', async () => {
    await expect(ffmpegPreviews({ command: path.join(folder, 'none') }).make(source())).rejects.toThrow('ENOENT')
  })
})
