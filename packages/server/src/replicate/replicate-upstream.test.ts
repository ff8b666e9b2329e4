import type { CreateVideo } from '@dailies/core'
import { createSandbox, sampleVideo, signWebhook } from '@dailies/sandbox'
import { replicateUpstream } from '@dailies/server/replicate'
import type { ReplicateUpstreamOptions } from '@dailies/server/replicate'
import { describe, expect, it } from 'vitest'

const apiKey = 'r8_very-secret-key'
const picture = new Blob([new Uint8Array(sampleVideo().thumbnail)], { type: 'image/webp' })
const key = { idempotencyKey: 'row-1' }
const dataURL = expect.stringMatching(/^data:image\/webp;base64,/)
const secret = `whsec_${btoa('a secret of twenty-four')}`

function open(options: Partial<ReplicateUpstreamOptions> = {}) {
  const sandbox = createSandbox({ clock: 'manual', apiKey })
  const fetch = (request: Request) => sandbox.fetch(request)
  const now = () => sandbox.now() * 1_000
  const trustedMediaOrigins = ['http://media.sandbox']
  return { sandbox, upstream: replicateUpstream({ apiKey, fetch, trustedMediaOrigins, now, ...options }) }
}

/** An upstream whose provider answers every poll with this prediction. */
const answering = (prediction: object) =>
  replicateUpstream({ apiKey, fetch: async () => Response.json({ id: 'abc', ...prediction }) })

describe('a create', () => {
  it.each<[string, Partial<CreateVideo>, string, object]>([
    [
      'a prompt',
      {
        model: 'google/veo-3.1',
        seconds: '8',
        aspect_ratio: '9:16',
        resolution: '1080p',
        generate_audio: false,
        seed: 7,
      },
      '/v1/models/google/veo-3.1/predictions',
      { duration: 8, aspect_ratio: '9:16', resolution: '1080p', generate_audio: false, seed: 7 },
    ],
    [
      'two frames',
      { model: 'google/veo-3.1-fast', input_reference: picture, last_frame: picture, negative_prompt: 'rain' },
      '/v1/models/google/veo-3.1-fast/predictions',
      { image: dataURL, last_frame: dataURL, negative_prompt: 'rain' },
    ],
    [
      'two frames of Seedance, which has names of its own and no tier',
      { model: 'bytedance/seedance-1.5-pro', input_reference: picture, last_frame: picture, resolution: '720p' },
      '/v1/models/bytedance/seedance-1.5-pro/predictions',
      { image: dataURL, last_frame_image: dataURL },
    ],
  ])('of %s goes to its model, with its fields', async (_, request, path, fields) => {
    const paths: string[] = []
    const { sandbox, upstream } = open({
      fetch: (sent) => {
        paths.push(new URL(sent.url).pathname)
        return sandbox.fetch(sent)
      },
    })
    await upstream.create({ prompt: 'A lamp.', ...request }, key)
    expect(paths).toEqual([path])
    expect(sandbox.creates[0]).toMatchObject({ api: 'replicate', idempotencyKey: 'row-1' })
    expect(sandbox.creates[0]?.body).toEqual({ input: { prompt: 'A lamp.', ...fields } })
  })

  it.each([
    ['owner/name:3f4c', '/v1/predictions', { version: 'owner/name:3f4c' }],
    ['deployments/owner/name', '/v1/deployments/owner/name/predictions', {}],
  ])('of a model of the operator runs %s', async (run, path, body) => {
    const paths: string[] = []
    const model = {
      id: 'reel',
      sizes: ['1280x720'],
      seconds: ['5'],
      replicate: { run, firstFrame: 'start_image', references: 'pictures', duration: 'text' },
    } as const
    const { upstream, sandbox } = open({
      models: [{ ...model, sizes: [...model.sizes], seconds: [...model.seconds] }],
      fetch: async (sent) => {
        paths.push(new URL(sent.url).pathname)
        expect(await sent.json()).toEqual({
          ...body,
          input: { prompt: 'A lamp.', duration: '5', start_image: dataURL, pictures: [dataURL], loop: true },
        })
        return Response.json({ id: 'abc' }, { status: 201 })
      },
    })
    const frames = { input_reference: picture, input_references: [picture] }
    await upstream.create({ prompt: 'A lamp.', seconds: '5', parameters: { loop: true }, ...frames }, key)
    expect(paths).toEqual([path])
    expect(sandbox.creates).toEqual([])
  })

  it.each([
    ['no id', {}],
    ['an id that is a path', { id: '../account' }],
  ])('whose answer has %s may have created a job', async (_, body) => {
    const upstream = replicateUpstream({ apiKey, fetch: async () => Response.json(body, { status: 201 }) })
    await expect(upstream.create({ prompt: 'A lamp.' }, key)).rejects.toMatchObject({ code: 'upstream_failed' })
  })
})

describe('a prediction', () => {
  it.each([
    ['starting', { status: 'queued' }],
    ['processing', { status: 'in_progress' }],
    ['some-new-word', { status: 'in_progress' }],
  ])('that is %s runs', async (status, update) => {
    expect((await answering({ status }).retrieve('abc')).update).toEqual(update)
  })

  it.each([
    [{ status: 'failed', error: 'Flagged as sensitive. (E005)' }, 'moderation_blocked', undefined],
    [{ status: 'failed', error: 'Out of memory. (E001)' }, 'E001', undefined],
    [{ status: 'canceled' }, 'cancelled', undefined],
    [{ status: 'aborted' }, 'cancelled', 0],
    [{ status: 'succeeded', output: null }, expect.any(String), undefined],
  ])('%j has failed, for a reason', async (prediction, code, cost) => {
    const answer = await answering(prediction).retrieve('abc')
    expect(answer.update).toMatchObject({ status: 'failed', error: { code, message: expect.stringMatching(/\w{3}/) } })
    expect([answer.cost, answer.mayBeTransient]).toEqual([cost, undefined])
  })

  const file = 'https://replicate.delivery/a/video.mp4'
  it.each([
    ['a URL', file],
    ['a list', [file]],
    ['an object', { video: file }],
    ['a list of objects', [{ thumbnail: 'https://replicate.delivery/a/still.png', video: { url: file } }]],
    ['files of which one is a video', ['https://replicate.delivery/a/log.txt', file]],
  ])('has its video in %s', async (_, output) => {
    const urls: string[] = []
    const upstream = replicateUpstream({
      apiKey,
      trustedMediaOrigins: ['https://replicate.delivery'],
      fetch: async ({ url, headers }) => {
        if (url.includes('/predictions/')) return Response.json({ id: 'abc', status: 'succeeded', output })
        urls.push(url)
        expect(headers.has('authorization')).toBe(false)
        return new Response(new Uint8Array(sampleVideo().video))
      },
    })
    expect((await upstream.retrieve('abc')).update).toEqual({ status: 'completed' })
    const { contentType, body } = await upstream.content('abc', 'video')
    await body.cancel()
    expect([contentType, urls]).toEqual(['video/mp4', [file]])
  })

  it('can hold its video', async () => {
    const output = [`data:video/mp4;base64,${Buffer.from(sampleVideo().video).toString('base64')}`]
    const { body } = await answering({ status: 'succeeded', output }).content('abc', 'video')
    expect((await new Response(body).arrayBuffer()).byteLength).toBe(sampleVideo().video.length)
  })

  it('whose data Replicate has deleted is completed, and its file expired', async () => {
    const { sandbox, upstream } = open()
    const { ref } = await upstream.create({ prompt: 'A lamp.' }, key)
    await sandbox.advance(8)
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
    await sandbox.advance(3_600)
    expect((await upstream.retrieve(ref)).update.status).toBe('completed')
    await expect(upstream.content(ref, 'video')).rejects.toMatchObject({ code: 'expired' })
  })
})

it('a cancelled prediction ends, and costs nothing if it never ran', async () => {
  const { sandbox, upstream } = open()
  const [queued, running] = [await upstream.create({ prompt: '1' }, key), await upstream.create({ prompt: '2' }, key)]
  await upstream.cancel?.(queued.ref)
  expect(await upstream.retrieve(queued.ref)).toMatchObject({ update: { status: 'failed' }, cost: 0 })
  await sandbox.advance(2)
  await upstream.cancel?.(running.ref)
  const answer = await upstream.retrieve(running.ref)
  expect([answer.update.error?.code, answer.cost]).toEqual(['cancelled', undefined])
})

describe('a signed webhook', () => {
  const body = JSON.stringify({ id: 'abc', status: 'succeeded' })
  const verify = async (signedWith: string) => {
    const timestamp = 1_790_000_000
    const { upstream } = open({ webhookSecret: secret, now: () => timestamp * 1_000 })
    const headers = new Headers({ ...(await signWebhook(signedWith, { id: 'msg_1', timestamp, body })) })
    return upstream.verifyWebhook?.(headers, async () => new TextEncoder().encode(body))
  }

  it('names its prediction', async () => {
    expect(await verify(secret)).toEqual({ id: 'msg_1', ref: 'abc', type: 'prediction.succeeded' })
  })

  it('of another account is rejected', async () => {
    await expect(verify(`whsec_${btoa('another secret')}`)).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('is asked for by every create, if the upstream has its URL', async () => {
    const webhookURL = 'https://app.example.com/api/videos/webhook/replicate'
    const { sandbox, upstream } = open({ webhookURL, webhookSecret: secret })
    await upstream.create({ prompt: 'A lamp.' }, key)
    expect(sandbox.creates[0]?.body).toMatchObject({ webhook: webhookURL, webhook_events_filter: ['completed'] })
  })

  it('is not accepted without a secret', () => {
    expect(open().upstream.verifyWebhook).toBeUndefined()
  })
})

it.each<[string, Partial<ReplicateUpstreamOptions>]>([
  ['a webhookURL without a secret', { webhookURL: 'https://app.example.com/api/videos/webhook' }],
  ['a webhookURL that is a path', { webhookURL: '/api/videos/webhook', webhookSecret: secret }],
  ['a model that Replicate cannot run', { models: [{ id: 'reel', sizes: ['1280x720'], seconds: ['5'] }] }],
  ['no key', { apiKey: '' }],
])('%s is misconfigured', (_, options) => {
  expect(() => open(options)).toThrow(expect.objectContaining({ code: 'misconfigured' }))
})
