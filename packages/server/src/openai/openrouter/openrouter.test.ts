import { createHmac } from 'node:crypto'
import { createSandbox, sampleVideo } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream, readOpenRouterModels } from '@dailies/server/openai'
import type { OpenAIUpstreamOptions } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'

const apiKey = 'sk-or-very-secret'
const picture = new Blob([new Uint8Array(sampleVideo().thumbnail)], { type: 'image/webp' })
const image = { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/webp;base64,/) } }

async function open(options: Partial<OpenAIUpstreamOptions> = {}) {
  const sandbox = createSandbox({ clock: 'manual', apiKey })
  const fetch = (request: Request) => sandbox.fetch(request)
  const models = await readOpenRouterModels({ apiKey, fetch })
  const baseURL = 'https://openrouter.ai/api/v1'
  const now = () => sandbox.now() * 1_000
  const upstream = openaiUpstream({ dialect: 'openrouter', baseURL, apiKey, models, fetch, now, ...options })
  return { sandbox, models, upstream, now }
}

describe('the models of OpenRouter', () => {
  it('have capabilities and prices; what makes no video from a prompt is left out', async () => {
    const { models } = await open()
    expect(models.map(({ id }) => id)).toEqual([
      'google/veo-3.1',
      'alibaba/wan-2.6',
      'x-ai/grok-imagine-video',
      'bytedance/seedance-2.0',
    ])
    const [veo, wan, grok, seedance] = models
    expect(veo).toMatchObject({
      label: 'Google: Veo 3.1',
      seconds: ['4', '6', '8'],
      sizes: ['1280x720', '720x1280', '1920x1080', '1080x1920', '3840x2160', '2160x3840'],
      input_reference: true,
      last_frame: true,
      generate_audio: 'optional',
      seed: true,
      prices: {
        '720p': { with_audio: 0.4, without_audio: 0.2 },
        '1080p': { with_audio: 0.4, without_audio: 0.2 },
        '4K': { with_audio: 0.6, without_audio: 0.4 },
      },
    })
    // With a first frame it is dearer, and a budget must not be exceeded.
    expect(wan).toMatchObject({
      prices: { '480p': 0.05, '720p': 0.08 },
      input_reference: true,
      exact_frame_size: false,
    })
    expect(wan?.last_frame).toBeUndefined()
    expect(grok).toMatchObject({ prices: { '720p': 0.07 }, input_reference: false })
    expect(seedance?.prices).toBeUndefined()
  })

  it('can be chosen by their ids, and an unknown one is an error', async () => {
    const { sandbox } = await open()
    const read = (ids: string[]) => readOpenRouterModels({ apiKey, ids, fetch: (request) => sandbox.fetch(request) })
    expect((await read(['x-ai/grok-imagine-video'])).map(({ id }) => id)).toEqual(['x-ai/grok-imagine-video'])
    await expect(read(['example/upscaler'])).rejects.toMatchObject({ code: 'misconfigured', param: 'ids' })
  })

  it.each([
    ['no list', () => Response.json({ data: 'none' }), 'upstream_failed'],
    ['a page', () => new Response('<!doctype html>'), 'upstream_failed'],
    [
      'a wrong key',
      () => Response.json({ error: { code: 401, message: 'User not found.' } }, { status: 401 }),
      'upstream_rejected',
    ],
  ])('are not there: %s', async (_, answer, code) => {
    await expect(readOpenRouterModels({ apiKey, fetch: async () => answer() })).rejects.toMatchObject({ code })
  })

  it('of any shape are read or left out', async () => {
    const data = [null, 'x', {}, { id: 'a', supported_durations: ['5'] }, { id: 'b', supported_durations: [5] }]
    const models = await readOpenRouterModels({ apiKey, fetch: async () => Response.json({ data }) })
    expect(models).toEqual([])
  })
})

describe('a create', () => {
  it('has the names of OpenRouter, a number for the length, and its frames in one list', async () => {
    const { sandbox, upstream } = await open()
    const frames = { input_reference: picture, last_frame: picture, input_references: [picture] }
    const shape = { size: '720x1280', aspect_ratio: '9:16', resolution: '720p', seconds: '6' }
    const request = { prompt: 'A lamp.', model: 'google/veo-3.1', ...shape, seed: 7, generate_audio: false, ...frames }
    await upstream.create(request, { idempotencyKey: 'row-1' })
    expect(sandbox.creates[0]?.body).toEqual({
      model: 'google/veo-3.1',
      prompt: 'A lamp.',
      duration: 6,
      aspect_ratio: '9:16',
      resolution: '720p',
      seed: 7,
      generate_audio: false,
      frame_images: [
        { ...image, frame_type: 'first_frame' },
        { ...image, frame_type: 'last_frame' },
      ],
      input_references: [image],
    })
    expect(sandbox.creates[0]?.request).toMatchObject({ size: '720x1280', seconds: '6', seed: 7 })
  })

  it('that is rejected is not sent a second time in another form', async () => {
    const { sandbox, upstream } = await open()
    sandbox.faults.add({ kind: 'error', on: 'create', status: 415, message: 'Unsupported content type' })
    await expect(upstream.create({ prompt: 'A lamp.' }, { idempotencyKey: 'row-1' })).rejects.toMatchObject({
      code: 'invalid_request',
    })
    expect(sandbox.counters.requests.create).toBe(1)
  })
})

it('what a video cost is kept, and its file is fetched with the key', async () => {
  const { sandbox, upstream } = await open()
  const { ref } = await upstream.create({ prompt: 'A lamp.', seconds: '8' }, { idempotencyKey: 'row-1' })
  expect((await upstream.retrieve(ref)).cost).toBeUndefined()
  await sandbox.advance(8)
  expect(await upstream.retrieve(ref)).toMatchObject({ update: { status: 'completed' }, cost: 3.2 })
  const { contentType, body } = await upstream.content(ref, 'video')
  await body.cancel()
  expect(contentType).toBe('video/mp4')
  await expect(upstream.content(ref, 'thumbnail')).rejects.toMatchObject({ code: 'unsupported' })
})

it("a key of one's own at the provider leaves the price as the cost", async () => {
  const usage = { cost: 0.01, is_byok: true }
  const { upstream } = await open({ fetch: async () => Response.json({ id: 'a', status: 'completed', usage }) })
  expect((await upstream.retrieve('a')).cost).toBeUndefined()
})

describe('a webhook', () => {
  const secret = 'a secret of the workspace'
  const sentAt = 1_790_000_000
  const body = JSON.stringify({ type: 'video.generation.completed', data: { id: 'gen-vid-1', status: 'completed' } })
  const sign = (text: string, timestamp = sentAt, key = secret) =>
    `t=${timestamp},v1=${createHmac('sha256', key).update(`${timestamp},${text}`).digest('hex')}`
  const verify = async (signature: string, more: Record<string, string> = {}) => {
    const { upstream } = await open({ webhookSecret: secret, now: () => sentAt * 1_000 })
    const headers = new Headers({ 'x-openrouter-signature': signature, ...more })
    return upstream.verifyWebhook?.(headers, async () => new TextEncoder().encode(body))
  }

  it('names its job and its delivery', async () => {
    const webhook = await verify(sign(body), { 'x-openrouter-idempotency-key': 'delivery-1' })
    expect(webhook).toEqual({ id: 'delivery-1', ref: 'gen-vid-1', type: 'video.generation.completed' })
  })

  it.each([
    ['no signature', ''],
    ['another form', 'v1,abc'],
    ['another secret', sign(body, sentAt, 'another')],
    ['another body', sign('{}')],
    ['an old one', sign(body, sentAt - 301)],
    ['one of the future', sign(body, sentAt + 301)],
  ])('with %s is rejected', async (_, signature) => {
    await expect(verify(signature)).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

it('a video of OpenRouter through the server: the cost replaces the price', async () => {
  const { sandbox, upstream, now } = await open()
  const store = memoryStore()
  const videos = createVideoServer({ upstream, authorize: () => ({ owner: 'ada' }), store, now })
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ prompt: 'A lamp.', model: 'google/veo-3.1', resolution: '4K', generate_audio: true })
  const created = await videos.fetch(new Request('http://app.test/api/videos', { method: 'POST', headers, body }))
  const video = await created.json()
  expect([created.status, video]).toMatchObject([200, { size: '3840x2160', seconds: '4' }])
  await sandbox.advance(8)
  await videos.tick()
  const ended = await videos.fetch(new Request(`http://app.test/api/videos/${video.id}`))
  expect(await ended.json()).toMatchObject({ status: 'completed' })
  expect(await store.retrieve(video.id)).toMatchObject({ cost: 1_600_000, isBilled: true })
  await videos.close()
})
