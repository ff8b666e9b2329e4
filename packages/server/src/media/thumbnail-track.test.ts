import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { memoryArchive, memoryStore } from '../memory'
import { gridOf } from './archiving/spritesheet-grid'
import { thumbnailTrack } from './thumbnail-track'
import { createSandbox } from '@dailies/sandbox'
import { openaiUpstream } from '../openai'
import { testModels, createTestApp, jsonPost } from '../testing/test-app'
import { createVideoServer } from '../video-server'
import type { TestApp, TestAppOptions } from '../testing/test-app'

const grid = { columns: 3, rows: 2, count: 5, tile_width: 160, tile_height: 90 }

describe('a thumbnail track', () => {
  it('has a cue for each tile with an image, in order, up to the end of the video', () => {
    expect(thumbnailTrack(grid, 4, '/sheet.jpg')).toBe(
      [
        'WEBVTT',
        '',
        '00:00:00.000 --> 00:00:00.800',
        '/sheet.jpg#xywh=0,0,160,90',
        '',
        '00:00:00.800 --> 00:00:01.600',
        '/sheet.jpg#xywh=160,0,160,90',
        '',
        '00:00:01.600 --> 00:00:02.400',
        '/sheet.jpg#xywh=320,0,160,90',
        '',
        '00:00:02.400 --> 00:00:03.200',
        '/sheet.jpg#xywh=0,90,160,90',
        '',
        '00:00:03.200 --> 00:00:04.000',
        '/sheet.jpg#xywh=160,90,160,90',
        '',
      ].join('\n'),
    )
  })

  it('formats hours and minutes', () => {
    expect(thumbnailTrack({ ...grid, columns: 1, rows: 1, count: 1 }, 3_725.5, '/s')).toContain(
      '00:00:00.000 --> 01:02:05.500',
    )
  })

  it.each([
    ['an unknown grid', {}, 4],
    ['an unknown length', grid, Number.NaN],
  ])('is undefined for %s', (_, declared, seconds) => {
    expect(thumbnailTrack(declared, seconds, '/s')).toBeUndefined()
  })
})

describe('the grid of a spritesheet', () => {
  it('is the declared grid, including blank tiles at its end', () => {
    expect(gridOf({ width: 640, height: 480 }, '320x192', { columns: 4, rows: 4, count: 13 })).toEqual({
      columns: 4,
      rows: 4,
      count: 13,
      tile_width: 160,
      tile_height: 120,
    })
  })

  it('is derived if only one grid fits the image size and the aspect ratio', () => {
    expect(gridOf({ width: 4_000, height: 90 }, '1280x720', undefined)).toEqual({
      columns: 25,
      rows: 1,
      count: 25,
      tile_width: 160,
      tile_height: 90,
    })
  })

  it('is omitted if it is ambiguous', () => {
    expect(gridOf({ width: 1280, height: 720 }, '1280x720', undefined)).toEqual({})
    expect(gridOf({ width: 1280, height: 720 }, '', undefined)).toEqual({})
  })
})

const fields = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }

async function completed(server: TestAppOptions['server']) {
  const app = createTestApp({ server: { archive: memoryArchive(), ...server } })
  const { id }: Video = await (await app.request('/videos', jsonPost(fields))).json()
  await app.advance(60)
  const video: Video = await (await app.request(`/videos/${id}`)).json()
  return { app, video }
}

const videoAt = async (app: TestApp, id: string): Promise<Video> => (await app.request(`/videos/${id}`)).json()

it('a video with a known grid has it and the URL of its thumbnail track', async () => {
  const { app, video } = await completed({ spritesheet: { columns: 5, rows: 5 } })
  expect(video.assets?.spritesheet).toMatchObject({
    columns: 5,
    rows: 5,
    count: 25,
    tile_width: 160,
    tile_height: 96,
    thumbnail_track: `/api/videos/${video.id}/content?variant=thumbnail_track`,
  })
  const response = await app.request(`/videos/${video.id}/content?variant=thumbnail_track`)
  expect(response.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await response.text()).toContain(`/api/videos/${video.id}/content?variant=spritesheet#xywh=160,96,160,96`)
})

it('uses the grid that the upstream declares', async () => {
  const sandbox = createSandbox({ clock: 'manual' })
  const upstream = openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: 'key',
    models: testModels,
    fetch: (request) => sandbox.fetch(request),
  })
  upstream.capabilities.spritesheet = { columns: 2, rows: 2, count: 3 }
  const videos = createVideoServer({
    upstream,
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive: memoryArchive(),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
  })
  const { id }: Video = await (await videos.fetch(new Request('http://app.test/api/videos', jsonPost(fields)))).json()
  await sandbox.advance(60)
  await videos.tick()
  expect((await videos.retrieve('ada', id)).assets?.spritesheet).toMatchObject({ columns: 2, rows: 2, count: 3 })
})

it('without an archive, a completed video has the declared grid, and its tile size once the track was requested', async () => {
  const app = createTestApp({ server: { spritesheet: { columns: 5, rows: 5, count: 23 } } })
  const { id }: Video = await (await app.request('/videos', jsonPost(fields))).json()
  expect((await videoAt(app, id)).assets?.spritesheet).not.toHaveProperty('columns')
  await app.advance(60)
  const { assets } = await videoAt(app, id)
  expect(assets?.spritesheet).toMatchObject({ state: 'ready', columns: 5, rows: 5, count: 23 })
  expect(assets?.spritesheet).not.toHaveProperty('tile_width')
  const cues = await app.request(assets?.spritesheet.thumbnail_track?.replace('/api', '') ?? '')
  expect(await cues.text()).toContain(`/api/videos/${id}/content?variant=spritesheet#xywh=0,96,160,96`)
  const after = await videoAt(app, id)
  expect(after.assets?.spritesheet).toMatchObject({ columns: 5, rows: 5, count: 23, tile_width: 160, tile_height: 96 })
  expect(after.assets?.version).toBe((assets?.version ?? 0) + 1)
})

it('without an archive, there is no thumbnail track if the upstream has no spritesheet', async () => {
  const app = createTestApp({ sandbox: { dialect: 'agnes' }, server: { spritesheet: { columns: 2, rows: 2 } } })
  const { id }: Video = await (await app.request('/videos', jsonPost(fields))).json()
  await app.advance(60)
  expect((await app.request(`/videos/${id}/content?variant=thumbnail_track`)).status).toBe(501)
  expect((await videoAt(app, id)).assets?.spritesheet).toMatchObject({ state: 'unavailable', url: null })
  expect((await videoAt(app, id)).assets?.spritesheet).not.toHaveProperty('thumbnail_track')
})

it('a video with an unknown grid has no thumbnail track', async () => {
  const { app, video } = await completed({})
  expect(video.assets?.spritesheet).not.toHaveProperty('thumbnail_track')
  expect((await app.request(`/videos/${video.id}/content?variant=thumbnail_track`)).status).toBe(404)
})
