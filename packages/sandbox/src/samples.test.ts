import { readFile, readdir } from 'node:fs/promises'
import { sampleVideo } from '@dailies/sandbox'
import { sampleRenderer } from '@dailies/sandbox/browser'
import { describe, expect, it } from 'vitest'
import { readImageHeader } from './image-header'
import { nearestSample, sampleFile, samples } from './samples'
import { openSandbox } from './testing/open-sandbox'
import { readMp4 } from './testing/read-mp4'

const folder = new URL('../samples/', import.meta.url)
const variants = ['video', 'thumbnail', 'spritesheet'] as const

it('the folder has the files of the listed samples, the stills of the models, and no other', async () => {
  const listed = samples.flatMap((sample) => variants.map((variant) => sampleFile(sample, variant)))
  expect((await readdir(folder)).sort()).toEqual([...listed, 'models'].sort())
})

it('there are samples in both orientations, of different sizes and lengths', () => {
  const ratios = samples.map(({ width, height }) => width / height)
  expect(ratios).toContain(16 / 9)
  expect(ratios).toContain(9 / 16)
  expect(new Set(samples.map(({ seconds }) => seconds)).size).toBeGreaterThan(1)
})

describe.each(samples)('the sample of $width by $height and $seconds s', (sample) => {
  const { width, height, seconds } = sample
  const files = sampleVideo({ size: `${width}x${height}`, seconds })

  it('is an MP4 of that size and length with fast start, H.264, AAC and a key frame per second', () => {
    const { boxes, duration, tracks } = readMp4(files.video)
    expect(boxes.indexOf('moov')).toBeLessThan(boxes.indexOf('mdat'))
    expect(duration).toBe(seconds)
    expect(tracks).toEqual([
      expect.objectContaining({ kind: 'vide', codec: 'avc1', width, height, duration: seconds }),
      expect.objectContaining({ kind: 'soun', codec: 'mp4a' }),
    ])
    expect(tracks[0]?.syncSamples).toHaveLength(seconds)
  })

  it('has a thumbnail and a spritesheet of five by five tiles in the same aspect ratio', () => {
    const thumbnail = readImageHeader(files.thumbnail)
    const spritesheet = readImageHeader(files.spritesheet)
    expect([thumbnail?.type, spritesheet?.type]).toEqual(['image/webp', 'image/jpeg'])
    for (const image of [thumbnail, spritesheet]) {
      expect((image?.width ?? 0) / (image?.height ?? 0)).toBeCloseTo(width / height, 2)
    }
    expect([(spritesheet?.width ?? 0) % 5, (spritesheet?.height ?? 0) % 5]).toEqual([0, 0])
  })
})

it.each([
  ['1280x720', 4, '1280x720-4s'],
  ['1920x1080', 20, '1280x720-4s'],
  ['1792x1024', 8, '1280x720-4s'],
  ['1080x1920', 4, '720x1280-4s'],
  ['1024x1792', 1, '720x1280-4s'],
  ['320x192', 2, '320x192-2s'],
  ['320x192', 3, '320x192-2s'],
  ['640x384', 120, '320x192-4s'],
  ['192x320', 4, '192x320-1s'],
])('%s and %i s are closest to %s', (size, seconds, name) => {
  const [width = 0, height = 0] = size.split('x').map(Number)
  expect(sampleFile(nearestSample({ width, height, seconds }), 'video')).toBe(`${name}.mp4`)
})

describe('a sandbox without a renderer', () => {
  it('says the requested size and length until the job is completed, and then those of the sample', async () => {
    const { sandbox, ask, post, content } = openSandbox()
    const requested = { model: 'lamp-1-pro', size: '1080x1920', seconds: '8' }
    const { body: created } = await post('', { prompt: 'A lamp.', ...requested })
    expect(created).toMatchObject(requested)
    await sandbox.advance(8)
    const delivered = { status: 'completed', size: '720x1280', seconds: '4' }
    expect((await ask(`/${created.id}`)).body).toMatchObject(delivered)
    expect(readMp4(new Uint8Array(await (await content(created.id)).arrayBuffer())).duration).toBe(4)
    await sandbox.advance(3_600)
    expect((await ask(`/${created.id}`)).body).toMatchObject(delivered)
  })

  it('extends the length that the client received', async () => {
    const { sandbox, create, post } = openSandbox()
    const id = await create({ model: 'lamp-1', seconds: '12' })
    await sandbox.advance(8)
    const { body } = await post('/extensions', { prompt: 'On.', video: { id }, seconds: '8' })
    expect(body.seconds).toBe('12')
  })
})

describe('sampleRenderer, in a page', () => {
  const request = { seed: 1, width: 1280, height: 720, seconds: 4, prompts: ['A lamp.'] as [string] }

  it('fetches the files from the folder that the page serves', async () => {
    const fetched: string[] = []
    const renderer = sampleRenderer({
      baseURL: 'http://page.test/samples/',
      async fetch(url) {
        fetched.push(url.href)
        return new Response(new Uint8Array(await readFile(new URL(url.pathname.split('/').at(-1) ?? '', folder))))
      },
    })
    expect(await renderer.render(request)).toEqual(sampleVideo({ size: '1280x720', seconds: 4 }))
    expect(fetched).toEqual(['mp4', 'webp', 'jpg'].map((end) => `http://page.test/samples/1280x720-4s.${end}`))
  })

  it('names the URL and the remedy where the page does not serve them', async () => {
    const renderer = sampleRenderer({
      baseURL: 'http://page.test/samples/',
      fetch: () => Promise.resolve(new Response('', { status: 404 })),
    })
    await expect(renderer.render(request)).rejects.toThrow(
      /http:\/\/page\.test\/samples\/1280x720-4s\.\w+ responded with 404.*Serve the folder samples/,
    )
  })
})
