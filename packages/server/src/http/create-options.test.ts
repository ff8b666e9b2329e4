import type { CreateVideo, ModelCapabilities, Video } from '@dailies/core'
import { createVideosClient, priceOf } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { createPng } from '../testing/create-png'
import { fakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

/** Offers every option of a create. */
const rich: ModelCapabilities = {
  id: 'rich',
  label: 'Rich',
  description: '',
  sizes: ['1280x720', '720x1280', '1920x1080'],
  seconds: ['4', '8'],
  shapes: [
    { size: '1280x720', aspect_ratio: '16:9', resolution: '720p' },
    { size: '720x1280', aspect_ratio: '9:16', resolution: '720p' },
    { size: '1920x1080', aspect_ratio: '16:9', resolution: '1080p', seconds: ['8'] },
  ],
  prices: { '720p': { with_audio: 0.4, without_audio: 0.2 }, '1920x1080': 0.6 },
  input_reference: true,
  last_frame: true,
  exact_frame_size: true,
  input_references: { images: 2, audios: 1 },
  generate_audio: 'optional',
  seed: true,
  negative_prompt: { max_length: 20 },
}
/** Offers none of them. */
const plain: ModelCapabilities = {
  id: 'plain',
  label: 'Plain',
  description: '',
  sizes: ['1280x720', '720x1280'],
  seconds: ['4'],
  input_reference: false,
}
const loud: ModelCapabilities = { ...plain, id: 'loud', label: 'Loud', generate_audio: 'always' }

function open() {
  const sent: CreateVideo[] = []
  const upstream = fakeUpstream({ capabilities: { models: [rich, plain, loud] } })
  const create = upstream.create.bind(upstream)
  upstream.create = async (request, options) => {
    sent.push(request)
    return create(request, options)
  }
  const server = createTestServer({ upstream })
  const client = createVideosClient({
    baseURL: 'http://app.test/api',
    headers: { Authorization: 'Bearer ada' },
    fetch: (input, init) => server.videos.fetch(new Request(input, init)),
  })
  return { ...server, client, sent }
}

const image = (width = 1280, height = 720): File =>
  new File([createPng(width, height)], 'frame.png', { type: 'image/png' })
const sound = new File(['ID3 and the rest of a sound'], 'sound.mp3', { type: 'audio/mpeg' })
const dataURL = async (file: Blob): Promise<string> =>
  `data:${file.type};base64,${Buffer.from(await file.arrayBuffer()).toString('base64')}`

describe('every option reaches the upstream, and is returned with the video', () => {
  const options = {
    aspect_ratio: '16:9',
    resolution: '1080p',
    generate_audio: false,
    seed: 7,
    negative_prompt: 'rain\nfog',
  }
  it.each([
    ['as JSON', {}],
    [
      'as a form',
      { input_reference: image(1920, 1080), last_frame: image(1920, 1080), input_references: [image(), sound] },
    ],
  ])('%s', async (_, files) => {
    const { client, sent } = open()
    const video = await client.create({ prompt: 'A lamp.', ...options, ...files })
    expect(video).toMatchObject({ model: 'rich', size: '1920x1080', seconds: '8' })
    expect(video.assets?.request).toEqual({
      operation: 'create',
      ...options,
      ...(Object.keys(files).length > 0 && { has_file: true }),
    })
    const [request] = sent
    expect(request).toMatchObject({ size: '1920x1080', seconds: '8', ...options })
    const types = [request?.input_reference, request?.last_frame, ...(request?.input_references ?? [])].map(
      (file) => file?.type,
    )
    expect(types.filter((type) => type !== undefined)).toEqual(
      Object.keys(files).length > 0 ? ['image/png', 'image/png', 'image/png', 'audio/mpeg'] : [],
    )
  })
})

it("reads OpenRouter's names: duration, frame_images and input_references with URLs inside", async () => {
  const { request, sent } = open()
  const url = await dataURL(image())
  const part = (frame_type?: string) => ({ type: 'image_url', image_url: { url }, ...(frame_type && { frame_type }) })
  const response = await request(
    '/videos',
    jsonPost({
      prompt: 'A lamp.',
      duration: 4,
      frame_images: [part('first_frame'), part('last_frame')],
      input_references: [part()],
    }),
  )
  expect(response.status).toBe(200)
  expect(((await response.json()) as Video).seconds).toBe('4')
  expect(sent[0]).toMatchObject({ seconds: '4' })
  for (const file of [sent[0]?.input_reference, sent[0]?.last_frame, sent[0]?.input_references?.[0]])
    expect(file?.size).toBe(image().size)
})

it('adds the defaults of the model: its first shape, and sound', async () => {
  const { client, sent } = open()
  await client.create({ prompt: 'A lamp.' })
  expect(sent[0]).toEqual({
    prompt: 'A lamp.',
    model: 'rich',
    size: '1280x720',
    aspect_ratio: '16:9',
    resolution: '720p',
    seconds: '4',
    generate_audio: true,
  })
})

it.each<[string, Partial<CreateVideo>, string]>([
  ['a ratio', { aspect_ratio: '9:16' }, '720x1280'],
  ['a resolution', { resolution: '1080p' }, '1920x1080'],
  ['both', { aspect_ratio: '16:9', resolution: '720p' }, '1280x720'],
  ['a ratio of a model that has pixels only', { model: 'plain', aspect_ratio: '9:16' }, '720x1280'],
])('%s selects the size', async (_, fields, size) => {
  expect(await open().client.create({ prompt: 'A lamp.', ...fields })).toMatchObject({ size })
})

describe('what the model does not offer is a 400 that names the field, and nothing is sent', () => {
  it.each<[Record<string, unknown>, string, string]>([
    [{ aspect_ratio: '4:3' }, 'aspect_ratio', 'Rich has 16:9, 9:16'],
    [{ resolution: '4k' }, 'resolution', 'Rich has 720p, 1080p'],
    [{ aspect_ratio: '9:16', resolution: '1080p' }, 'resolution', 'in 9:16 Rich has 720p'],
    [{ size: '1280x720', aspect_ratio: '9:16' }, 'aspect_ratio', 'a size of 1280x720 is 16:9'],
    [{ size: '1280x720', resolution: '1080p' }, 'resolution', 'a size of 1280x720 is 720p'],
    [{ resolution: '1080p', seconds: '4' }, 'seconds', 'seconds must be one of 8'],
    [{ seconds: '4', duration: 8 }, 'duration', 'Send one'],
    [{ generate_audio: 'loud' }, 'generate_audio', 'true or false'],
    [{ model: 'plain', generate_audio: false }, 'generate_audio', 'does not offer a choice'],
    [{ model: 'loud', generate_audio: false }, 'generate_audio', 'every video with sound'],
    [{ seed: -1 }, 'seed', 'whole number from 0'],
    [{ seed: 1.5 }, 'seed', 'whole number from 0'],
    [{ seed: 4_294_967_296 }, 'seed', 'whole number from 0'],
    [{ model: 'plain', seed: 1 }, 'seed', 'Plain does not accept a seed'],
    [{ negative_prompt: 'x'.repeat(21) }, 'negative_prompt', 'Rich accepts 20'],
    [{ negative_prompt: ['rain'] }, 'negative_prompt', 'must be text'],
    [{ model: 'plain', negative_prompt: 'rain' }, 'negative_prompt', 'Plain does not accept a negative prompt'],
    [{ frame_images: 'first' }, 'frame_images', 'must be a list'],
    [{ frame_images: [{}] }, 'frame_images.0.frame_type', '"first_frame" or "last_frame"'],
    [{ input_references: [{ image_url: 'https://example.com/a.png' }] }, 'input_references.0.image_url', 'SSRF'],
    [{ input_references: [{ file_id: 'file_1' }] }, 'input_references.0.file_id', 'not supported'],
    [{ input_references: [{ image_url: 'data:image/png;base64,AAAA' }] }, 'input_references.0', 'first bytes'],
    [{ input_references: Array.from({ length: 17 }, () => ({})) }, 'input_references', 'the limit is 16'],
  ])('%j', async (fields, param, words) => {
    const { request, sent } = open()
    const response = await request('/videos', jsonPost({ prompt: 'A lamp.', ...fields }))
    const { error } = (await response.json()) as { error: { param: string; message: string } }
    expect([response.status, error.param]).toEqual([400, param])
    expect(error.message).toContain(words)
    expect(sent).toEqual([])
  })

  it.each<[string, Partial<CreateVideo>, string, string]>([
    ['a last frame without a first', { last_frame: image() }, 'last_frame', 'needs a first frame'],
    ['a first frame of other pixels', { input_reference: image(720, 1280) }, 'input_reference', 'exactly 1280x720'],
    [
      'a last frame of other pixels',
      { input_reference: image(), last_frame: image(720, 1280) },
      'last_frame',
      'exactly 1280x720',
    ],
    ['a frame for a model without', { model: 'plain', input_reference: image() }, 'input_reference', 'Plain does not'],
    ['too many images', { input_references: [image(), image(), image()] }, 'input_references.2', '2 images, 1 audios'],
    ['a sound too many', { input_references: [sound, sound] }, 'input_references.1', '2 images, 1 audios'],
    [
      'references for a model without',
      { model: 'plain', input_references: [image()] },
      'input_references.0',
      'no references',
    ],
  ])('%s', async (_, fields, param, words) => {
    const { client, sent } = open()
    await expect(client.create({ prompt: 'A lamp.', ...fields })).rejects.toMatchObject({
      code: 'invalid_request',
      param,
      message: expect.stringContaining(words) as string,
    })
    expect(sent).toEqual([])
  })
})

it('takes a frame of any size where the model does not require its pixels', async () => {
  const upstream = fakeUpstream({ capabilities: { models: [{ ...rich, exact_frame_size: false }] } })
  const { request } = createTestServer({ upstream })
  const form = new FormData()
  form.set('prompt', 'A lamp.')
  form.set('input_reference', image(333, 111))
  expect((await request('/videos', { method: 'POST', body: form })).status).toBe(200)
})

it.each<[Partial<CreateVideo>, number | undefined]>([
  [{}, 1.6],
  [{ generate_audio: false }, 0.8],
  [{ resolution: '1080p', generate_audio: false }, 4.8],
  [{ model: 'plain' }, undefined],
])('the price of %j depends on tier and sound: %s', async (fields, expected) => {
  const upstream = fakeUpstream({ capabilities: { models: [rich, plain] } })
  const costs: (number | undefined)[] = []
  const { request } = createTestServer({ upstream, beforeCreate: ({ cost }) => void costs.push(cost) })
  expect((await request('/videos', jsonPost({ prompt: 'A lamp.', ...fields }))).status).toBe(200)
  expect(costs).toEqual([expected])
})

it('the higher price counts where sound is not known', () => {
  expect(priceOf(rich, { size: '1280x720', seconds: '4' })).toBe(1.6)
  expect(priceOf(rich, { size: '1280x720', seconds: '4', generate_audio: false })).toBe(0.8)
})
