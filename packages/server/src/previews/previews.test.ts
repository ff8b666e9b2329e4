import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Video } from '@dailies/core'
import { tinyVideo } from '@dailies/sandbox/browser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { readImageHeader } from '../guards/image-header'
import { openStage, posting } from '../testing/stage'
import { bytesOf, streamFrom } from '../testing/archive-suite'
import { ffmpegPreviews } from './ffmpeg-previews'
import type { Previews, PreviewSource } from './previews'

const { video: film, spritesheet } = tinyVideo()
const jpeg = new Uint8Array(spritesheet)

/** A stage whose upstream answers a picture with the film, as some do. */
async function completed(previews: Previews | undefined) {
  const archive = memoryArchive()
  const stage = openStage({ sandbox: { dialect: 'agnes' }, server: { archive, ...(previews && { previews }) } })
  const wish = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
  const { id }: Video = await (await stage.ask('/videos', posting(wish))).json()
  await stage.advance(60)
  const video: Video = await (await stage.ask(`/videos/${id}`)).json()
  return { stage, video, id }
}

describe('a film whose upstream has no pictures', () => {
  it('gets them from the film that was archived', async () => {
    const asked: PreviewSource[] = []
    const previews: Previews = {
      make: async (source) => {
        asked.push(source)
        expect(Buffer.from(await bytesOf(source.body)).equals(film)).toBe(true)
        return {
          thumbnail: { bytes: jpeg, contentType: 'image/jpeg' },
          spritesheet: { bytes: jpeg, contentType: 'image/jpeg', grid: { columns: 2, rows: 2 } },
        }
      },
    }
    const { stage, video, id } = await completed(previews)
    expect(asked).toEqual([
      expect.objectContaining({ contentType: 'video/mp4', seconds: 1, wanted: ['thumbnail', 'spritesheet'] }),
    ])
    expect(video.assets).toMatchObject({
      thumbnail: { state: 'ready', content_type: 'image/jpeg', bytes: jpeg.length },
      spritesheet: { state: 'ready', columns: 2, rows: 2, tile_width: 96, tile_height: 64 },
    })
    const served = await stage.ask(`/videos/${id}/content?variant=thumbnail`)
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(jpeg)
  })

  it.each<[string, Previews | undefined]>([
    ['nobody makes any', undefined],
    ['they cannot be made', { make: () => Promise.reject(new Error('no such program')) }],
    ['none is made', { make: async () => ({}) }],
  ])('is archived all the same where %s', async (_, previews) => {
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
  // Stands where ffmpeg would: notes what it was asked, checks that the film is there, and writes the picture.
  const program = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs')
const words = process.argv.slice(2)
appendFileSync(__dirname + '/asked', JSON.stringify(words) + '\\n')
if (readFileSync(words[words.indexOf('-i') + 1]).length !== ${film.length}) process.exit(1)
writeFileSync(words.at(-1), Buffer.from('${Buffer.from(jpeg).toString('base64')}', 'base64'))`

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'dailies-ffmpeg-'))
    command = path.join(folder, 'ffmpeg.cjs')
    await writeFile(command, program)
    await chmod(command, 0o755)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const source = (changes: Partial<PreviewSource> = {}): PreviewSource => ({
    body: streamFrom(film),
    contentType: 'video/mp4',
    seconds: 4,
    wanted: ['thumbnail', 'spritesheet'],
    signal: new AbortController().signal,
    ...changes,
  })
  const asked = async (): Promise<string[][]> =>
    (await readFile(path.join(folder, 'asked'), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('asks for one picture past the beginning, and for tiles evenly through the whole film', async () => {
    const made = await ffmpegPreviews({ command }).make(source())
    expect(made).toEqual({
      thumbnail: { bytes: jpeg, contentType: 'image/jpeg' },
      spritesheet: { bytes: jpeg, contentType: 'image/jpeg', grid: { columns: 5, rows: 5 } },
    })
    const [thumbnail = [], sheet = []] = await asked()
    expect(thumbnail.slice(0, 5)).toEqual(['-v', 'error', '-nostdin', '-ss', '1.600'])
    expect(sheet[sheet.indexOf('-vf') + 1]).toMatch(/^fps=25\/4:round=up,scale='if\(gt\(iw,ih\),256,-2\)'.*,tile=5x5,/)
  })

  it('names the format and allows nothing but files, so that no film can name another file', async () => {
    await ffmpegPreviews({ command }).make(source({ wanted: ['thumbnail'] }))
    const words = (await asked()).at(-1) ?? []
    expect(words.join(' ')).toContain('-protocol_whitelist file -f mov -i ')
  })

  it('makes no spritesheet of a film whose length nobody knows', async () => {
    expect(Object.keys(await ffmpegPreviews({ command }).make(source({ seconds: Number.NaN })))).toEqual(['thumbnail'])
  })

  it('makes nothing of a type it does not know, and lets go of the film', async () => {
    let isCancelled = false
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) })
    expect(await ffmpegPreviews({ command }).make(source({ contentType: 'image/webp', body }))).toEqual({})
    expect(isCancelled).toBe(true)
  })

  it.skipIf(spawnSync('ffmpeg', ['-version']).status !== 0)('is understood by a real one', async () => {
    const made = await ffmpegPreviews().make(source({ seconds: 1 }))
    const still = made.thumbnail && readImageHeader(made.thumbnail.bytes)
    const sheet = made.spritesheet && readImageHeader(made.spritesheet.bytes)
    expect(still).toMatchObject({ type: 'image/jpeg', width: 640 })
    expect(sheet).toMatchObject({ type: 'image/jpeg', width: 5 * 256 })
  })

  it('fails where there is no such program', async () => {
    await expect(ffmpegPreviews({ command: path.join(folder, 'none') }).make(source())).rejects.toThrow('ENOENT')
  })
})
