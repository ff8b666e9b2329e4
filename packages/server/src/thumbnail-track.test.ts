import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { memoryArchive, memoryStore } from './memory'
import { gridOf } from './archiving/spritesheet-grid'
import { thumbnailTrack } from './thumbnail-track'
import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import { openaiUpstream } from './openai'
import { miniModels, openStage, posting } from './testing/stage'
import { createVideoServer } from './video-server'
import type { Stage, StageOptions } from './testing/stage'

const sheet = { columns: 3, rows: 2, count: 5, tile_width: 160, tile_height: 90 }

describe('a storyboard', () => {
  it('has a cue for each tile that holds a picture, in order, until the end of the film', () => {
    expect(thumbnailTrack(sheet, 4, '/sheet.jpg')).toBe(
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

  it('tells hours and minutes', () => {
    expect(thumbnailTrack({ ...sheet, columns: 1, rows: 1, count: 1 }, 3_725.5, '/s')).toContain(
      '00:00:00.000 --> 01:02:05.500',
    )
  })

  it.each([
    ['an unknown grid', {}, 4],
    ['an unknown length', sheet, Number.NaN],
  ])('is not made of %s', (_, known, seconds) => {
    expect(thumbnailTrack(known, seconds, '/s')).toBeUndefined()
  })
})

describe('the grid of a spritesheet', () => {
  it('is as it is known of the upstream, blank tiles at its end included', () => {
    expect(gridOf({ width: 640, height: 480 }, '320x192', { columns: 4, rows: 4, count: 13 })).toEqual({
      columns: 4,
      rows: 4,
      count: 13,
      tile_width: 160,
      tile_height: 120,
    })
  })

  it('is that of the only one that fits the picture and the shape of the film', () => {
    expect(gridOf({ width: 4_000, height: 90 }, '1280x720', undefined)).toEqual({
      columns: 25,
      rows: 1,
      count: 25,
      tile_width: 160,
      tile_height: 90,
    })
  })

  it('is left out where nothing decides it', () => {
    expect(gridOf({ width: 1280, height: 720 }, '1280x720', undefined)).toEqual({})
    expect(gridOf({ width: 1280, height: 720 }, '', undefined)).toEqual({})
  })
})

const wish = { model: 'mini', prompt: 'A paper boat', size: '320x192', seconds: '1' }

async function completed(server: StageOptions['server']) {
  const stage = openStage({ server: { archive: memoryArchive(), ...server } })
  const { id }: Video = await (await stage.ask('/videos', posting(wish))).json()
  await stage.advance(60)
  const video: Video = await (await stage.ask(`/videos/${id}`)).json()
  return { stage, video }
}

const videoAt = async (stage: Stage, id: string): Promise<Video> => (await stage.ask(`/videos/${id}`)).json()

it('a video whose grid is known tells it, and where its storyboard is served', async () => {
  const { stage, video } = await completed({ spritesheet: { columns: 2, rows: 2 } })
  expect(video.assets?.spritesheet).toMatchObject({
    columns: 2,
    rows: 2,
    count: 4,
    tile_width: 96,
    tile_height: 64,
    thumbnail_track: `/api/videos/${video.id}/content?variant=thumbnail_track`,
  })
  const answer = await stage.ask(`/videos/${video.id}/content?variant=thumbnail_track`)
  expect(answer.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await answer.text()).toContain(`/api/videos/${video.id}/content?variant=spritesheet#xywh=96,64,96,64`)
})

it('the grid that an upstream declares is believed', async () => {
  const sandbox = createSandbox({ renderer: fixtureRenderer(), clock: 'manual' })
  const upstream = openaiUpstream({
    baseURL: 'http://sandbox.test/v1',
    apiKey: 'key',
    models: miniModels,
    fetch: (request) => sandbox.fetch(request),
  })
  upstream.capabilities.spritesheet = { columns: 2, rows: 2, count: 3 }
  const videos = createVideoServer({
    upstream,
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive: memoryArchive(),
    now: () => sandbox.now() * 1_000,
  })
  const { id }: Video = await (await videos.fetch(new Request('http://app.test/api/videos', posting(wish)))).json()
  await sandbox.advance(60)
  await videos.tick()
  expect((await videos.retrieve('ada', id)).assets?.spritesheet).toMatchObject({ columns: 2, rows: 2, count: 3 })
})

it('without an archive a known grid is told unseen, and its tiles once a storyboard was asked for', async () => {
  const stage = openStage({ server: { spritesheet: { columns: 2, rows: 2, count: 3 } } })
  const { id }: Video = await (await stage.ask('/videos', posting(wish))).json()
  expect((await videoAt(stage, id)).assets?.spritesheet).not.toHaveProperty('columns')
  await stage.advance(60)
  const { assets } = await videoAt(stage, id)
  expect(assets?.spritesheet).toMatchObject({ state: 'ready', columns: 2, rows: 2, count: 3 })
  expect(assets?.spritesheet).not.toHaveProperty('tile_width')
  const cues = await stage.ask(assets?.spritesheet.thumbnail_track?.replace('/api', '') ?? '')
  expect(await cues.text()).toContain(`/api/videos/${id}/content?variant=spritesheet#xywh=0,64,96,64`)
  const seen = await videoAt(stage, id)
  expect(seen.assets?.spritesheet).toMatchObject({ columns: 2, rows: 2, count: 3, tile_width: 96, tile_height: 64 })
  expect(seen.assets?.version).toBe((assets?.version ?? 0) + 1)
})

it('without an archive a picture that the upstream does not have makes no storyboard', async () => {
  const stage = openStage({ sandbox: { dialect: 'agnes' }, server: { spritesheet: { columns: 2, rows: 2 } } })
  const { id }: Video = await (await stage.ask('/videos', posting(wish))).json()
  await stage.advance(60)
  expect((await stage.ask(`/videos/${id}/content?variant=thumbnail_track`)).status).toBe(501)
  expect((await videoAt(stage, id)).assets?.spritesheet).toMatchObject({ state: 'unavailable', url: null })
  expect((await videoAt(stage, id)).assets?.spritesheet).not.toHaveProperty('thumbnail_track')
})

it('a video whose grid is not known offers no storyboard', async () => {
  const { stage, video } = await completed({})
  expect(video.assets?.spritesheet).not.toHaveProperty('thumbnail_track')
  expect((await stage.ask(`/videos/${video.id}/content?variant=thumbnail_track`)).status).toBe(404)
})
