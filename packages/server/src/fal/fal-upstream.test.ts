import { falModels, falUpstream } from '@dailies/server/fal'
import type { FalUpstreamOptions } from '@dailies/server/fal'
import type { CreateVideo } from '@dailies/core'
import { createSandbox, sampleVideo } from '@dailies/sandbox'
import { describe, expect, it } from 'vitest'

const apiKey = 'fal-very-secret-key'
const picture = new Blob([new Uint8Array(sampleVideo().thumbnail)], { type: 'image/webp' })
const key = { idempotencyKey: 'row-1' }
const dataURL = expect.stringMatching(/^data:image\/webp;base64,/)

function open(options: Partial<FalUpstreamOptions> = {}, concurrency = 1) {
  const sandbox = createSandbox({ clock: 'manual', apiKey, maxRunningJobs: concurrency })
  const fetch = (request: Request) => sandbox.fetch(request)
  const trustedMediaOrigins = ['http://media.sandbox']
  const upstream = falUpstream({ apiKey, fetch, trustedMediaOrigins, now: () => sandbox.now() * 1_000, ...options })
  return { sandbox, upstream }
}

const ref = '/fal-ai/veo3.1/requests/abc'
/** An upstream whose provider answers the status and the result with this. */
const answering = (status: object, result: object = {}, code = 200) =>
  falUpstream({
    apiKey,
    fetch: async ({ url }) =>
      url.endsWith('/status') ? Response.json(status) : Response.json(result, { status: code }),
  })

describe('a create', () => {
  it.each<[string, Partial<CreateVideo>, string, object]>([
    [
      'a prompt',
      { model: 'fal-ai/veo3.1', seconds: '8', aspect_ratio: '9:16', resolution: '4k', generate_audio: false, seed: 7 },
      'fal-ai/veo3.1',
      { duration: '8s', aspect_ratio: '9:16', resolution: '4k', generate_audio: false, seed: 7 },
    ],
    [
      'a first frame',
      { model: 'fal-ai/veo3.1/fast', input_reference: picture, negative_prompt: 'rain' },
      'fal-ai/veo3.1/fast/image-to-video',
      { image_url: dataURL, negative_prompt: 'rain' },
    ],
    [
      'two frames',
      { model: 'fal-ai/veo3.1', input_reference: picture, last_frame: picture },
      'fal-ai/veo3.1/first-last-frame-to-video',
      { first_frame_url: dataURL, last_frame_url: dataURL },
    ],
    [
      'two frames of Kling, where they decide the ratio',
      {
        model: 'fal-ai/kling-video/v3/pro',
        input_reference: picture,
        last_frame: picture,
        aspect_ratio: '16:9',
        seconds: '5',
      },
      'fal-ai/kling-video/v3/pro/image-to-video',
      { start_image_url: dataURL, end_image_url: dataURL, duration: '5' },
    ],
    [
      'a prompt for Kling, which has no tiers',
      { model: 'fal-ai/kling-video/v3/pro', aspect_ratio: '16:9', resolution: '1080p' },
      'fal-ai/kling-video/v3/pro/text-to-video',
      { aspect_ratio: '16:9' },
    ],
  ])('of %s goes to its endpoint, with its fields', async (_, request, endpoint, fields) => {
    const { sandbox, upstream } = open()
    await upstream.create({ prompt: 'A lamp.', ...request }, key)
    expect(sandbox.creates[0]).toMatchObject({ model: endpoint, idempotencyKey: 'row-1' })
    expect(sandbox.creates[0]?.body).toEqual({ prompt: 'A lamp.', ...fields })
  })

  it('of a model of the operator has the fields that it names, and its parameters', async () => {
    const fal = { duration: 'number', firstFrame: 'start', references: 'pictures', hasResolution: false } as const
    const model = { id: 'acme/reel/turbo', sizes: ['1280x720'], seconds: ['5'], fal }
    const { sandbox, upstream } = open({ models: [model] })
    await upstream.create(
      {
        prompt: 'A lamp.',
        seconds: '5',
        resolution: '720p',
        input_reference: picture,
        input_references: [picture, picture],
        parameters: { loop: true },
      },
      key,
    )
    expect(sandbox.creates[0]).toMatchObject({ model: 'acme/reel/turbo' })
    const body = { prompt: 'A lamp.', duration: 5, start: dataURL, pictures: [dataURL, dataURL], loop: true }
    expect(sandbox.creates[0]?.body).toEqual(body)
  })

  it.each([
    ['another host', 'https://evil.test/fal-ai/veo3.1/requests/abc'],
    ['no request', 'https://queue.fal.run/fal-ai/veo3.1'],
    ['a path that leaves its request', 'https://queue.fal.run/fal-ai/veo3.1/requests/..'],
    ['no URL', undefined],
  ])('whose answer names %s may have created a job, and is not followed there', async (_, url) => {
    const upstream = falUpstream({ apiKey, fetch: async () => Response.json({ request_id: 'abc', response_url: url }) })
    await expect(upstream.create({ prompt: 'A lamp.' }, key)).rejects.toMatchObject({ code: 'upstream_failed' })
  })
})

describe('a job', () => {
  it('tells how many are ahead of it in the queue', async () => {
    const { sandbox, upstream } = open()
    const jobs = []
    for (let count = 0; count < 3; count += 1) jobs.push(await upstream.create({ prompt: 'A lamp.' }, key))
    await sandbox.advance(1)
    const answers = await Promise.all(jobs.map((job) => upstream.retrieve(job.ref)))
    expect(answers.map(({ update, queuePosition }) => [update.status, queuePosition])).toEqual([
      ['in_progress', undefined],
      ['queued', 0],
      ['queued', 1],
    ])
  })

  it('that is cancelled ends with that code, also while it runs', async () => {
    const { sandbox, upstream } = open()
    const [running, queued] = [
      await upstream.create({ prompt: 'A lamp.' }, key),
      await upstream.create({ prompt: 'A lamp.' }, key),
    ]
    await sandbox.advance(1)
    for (const job of [running, queued]) {
      await upstream.cancel?.(job.ref)
      const { update, mayBeTransient } = await upstream.retrieve(job.ref)
      expect([update.error?.code, mayBeTransient]).toEqual(['cancelled', false])
    }
  })

  const model = (status: number, type: string) => [{ detail: [{ loc: ['body'], msg: 'No.', type }] }, status] as const
  it.each([
    ['of its content', ...model(422, 'content_policy_violation'), 'content_policy_violation', false, undefined],
    ['of its input', ...model(422, 'image_too_small'), 'image_too_small', false, undefined],
    ['of the model', ...model(500, 'internal_server_error'), 'internal_server_error', true, 0],
    ['of a time-out', ...model(504, 'generation_timeout'), 'generation_timeout', true, 0],
    ['of a runner', { detail: 'Lost.', error_type: 'runner_disconnected' }, 503, 'runner_disconnected', true, 0],
  ] as const)(
    'that ended because %s fails, at once or if that lasts',
    async (_, body, status, code, isTransient, cost) => {
      const upstream = answering({ status: 'COMPLETED', error: 'x' }, body, status)
      const answer = await upstream.retrieve(ref)
      expect(answer.update).toMatchObject({ status: 'failed', error: { code } })
      expect([answer.mayBeTransient, answer.cost]).toEqual([isTransient, cost])
    },
  )

  it.each([
    [503, { detail: 'Busy', error_type: 'runner_connection_error' }, 'overloaded'],
    [502, {}, 'upstream_failed'],
    [429, { detail: 'Slow down' }, 'rate_limited'],
    [401, { detail: 'No user found' }, 'upstream_rejected'],
    [404, { status: 'NOT_FOUND' }, 'not_found'],
  ])('is polled again after %i %j for its result, if its status reports no error', async (status, body, code) => {
    await expect(answering({ status: 'COMPLETED' }, body, status).retrieve(ref)).rejects.toMatchObject({ code })
  })

  it.each([
    [
      'a word of a gateway',
      { status: 'CANCELLED' },
      {},
      { update: { status: 'failed', error: { code: 'cancelled' } } },
    ],
    ['a new word', { status: 'WARMING' }, {}, { update: { status: 'in_progress' } }],
    ['no video', { status: 'COMPLETED' }, {}, { update: { status: 'failed' }, mayBeTransient: true }],
    ['a list of videos', { status: 'COMPLETED' }, { videos: [{ url: 'x' }] }, { update: { status: 'completed' } }],
  ])('%s', async (_, status, result, expected) => {
    expect(await answering(status, result).retrieve(ref)).toMatchObject(expected)
  })

  it.each([null, 7, '', '/fal-ai/veo3.1', '/a/b/requests/..', 'https://queue.fal.run/a/b/requests/c', '/a/requests/c'])(
    'of a ref that is not its own is misconfigured: %j',
    async (wrong) => {
      await expect(answering({}).retrieve(wrong)).rejects.toMatchObject({ code: 'misconfigured' })
    },
  )
})

it('works below a prefix, as in front of a gateway', async () => {
  const { sandbox, upstream } = open({ baseURL: 'http://127.0.0.1:4010/fal' })
  const job = await upstream.create({ prompt: 'A lamp.' }, key)
  expect(job.ref).toMatch(/^\/fal-ai\/veo3\.1\/requests\/[\w-]+$/)
  await sandbox.advance(8)
  expect((await upstream.retrieve(job.ref)).update.status).toBe('completed')
})

describe('its models', () => {
  it('are those whose schema is published, and have prices only where fal states one', () => {
    const { models } = falUpstream({ apiKey }).capabilities
    expect(models).toEqual(falModels)
    expect(models.filter(({ prices }) => !prices).map(({ id }) => id)).toEqual(['fal-ai/kling-video/v3/pro'])
  })

  it.each([
    ['no key', { apiKey: '' }, 'FAL_KEY'],
    ['an unknown model', { models: ['fal-ai/unknown'] }, 'does not know the model'],
    ['a base URL that is a path', { baseURL: '/fal' }, 'http or https'],
    ['a time-out that is a text', { readTimeoutMs: '5' as never }, 'readTimeoutMs'],
  ])('%s is an error at start', (_, options, message) => {
    expect(() => falUpstream({ apiKey, ...options })).toThrow(message)
  })
})
