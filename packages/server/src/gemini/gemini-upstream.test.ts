import { geminiModels, geminiUpstream } from '@dailies/server/gemini'
import type { GeminiUpstreamOptions } from '@dailies/server/gemini'
import { createSandbox, sampleVideo } from '@dailies/sandbox'
import { isSubmissionRejected } from '@dailies/server'
import { describe, expect, it } from 'vitest'

const apiKey = 'AIza-very-secret-key'
const picture = new Blob([new Uint8Array(sampleVideo().thumbnail)], { type: 'image/webp' })
const key = { idempotencyKey: 'row-1' }

function open(options: Partial<GeminiUpstreamOptions> = {}) {
  const sandbox = createSandbox({ clock: 'manual', apiKey })
  const fetch = (request: Request) => sandbox.fetch(request)
  return { sandbox, upstream: geminiUpstream({ apiKey, fetch, now: () => sandbox.now() * 1_000, ...options }) }
}

/** An upstream whose provider answers with this, whatever it is asked. */
const answering = (body: unknown, status = 200) =>
  geminiUpstream({ apiKey, fetch: async () => Response.json(body, { status }) })

const veo = '/models/veo-3.1-generate-preview/operations/abc'
const omni = '/interactions/abc'

describe('a create of Veo', () => {
  const models = ['veo-3.1-generate-preview']

  it('sends shape, length, seed, negative prompt, both frames and references under the names of Google', async () => {
    const { sandbox, upstream } = open({ models })
    const { ref } = await upstream.create(
      {
        prompt: 'A lamp.',
        size: '1080x1920',
        aspect_ratio: '9:16',
        resolution: '1080p',
        seconds: '8',
        seed: 7,
        negative_prompt: 'rain',
        input_reference: picture,
        last_frame: picture,
        input_references: [picture],
      },
      key,
    )
    expect(ref).toMatch(/^\/models\/veo-3\.1-generate-preview\/operations\/\w+$/)
    const [received] = sandbox.creates
    expect(received).toMatchObject({ idempotencyKey: 'row-1', model: models[0] })
    expect(received?.body).toEqual({
      instances: [
        {
          prompt: 'A lamp.',
          image: { bytesBase64Encoded: expect.any(String), mimeType: 'image/webp' },
          lastFrame: { bytesBase64Encoded: expect.any(String), mimeType: 'image/webp' },
          referenceImages: [{ image: expect.any(Object), referenceType: 'asset' }],
        },
      ],
      parameters: { aspectRatio: '9:16', resolution: '1080p', durationSeconds: 8, negativePrompt: 'rain', seed: 7 },
    })
    expect(received?.request).toMatchObject({ size: '1080x1920', referenceImage: sampleVideo().thumbnail })
  })

  it('is free if its prompt is filtered, because Google says so, and the reason is reported', async () => {
    const { sandbox, upstream } = open({ models })
    const { ref } = await upstream.create({ prompt: 'A scene of gore.' }, key)
    await sandbox.advance(8)
    expect(await upstream.retrieve(ref)).toMatchObject({
      update: { status: 'failed', error: { code: 'moderation_blocked', message: /blocked by moderation/ } },
      cost: 0,
    })
  })
})

describe('a create of Gemini Omni', () => {
  it('is an interaction in the background, with its first frame before the text', async () => {
    const { sandbox, upstream } = open()
    await upstream.create(
      { prompt: 'A lamp.', aspect_ratio: '16:9', resolution: '360p', seconds: '4', input_reference: picture },
      key,
    )
    expect(sandbox.creates[0]?.body).toEqual({
      model: 'gemini-omni-1.1-flash',
      input: [
        { type: 'image', data: expect.any(String), mime_type: 'image/webp' },
        { type: 'text', text: 'A lamp.' },
      ],
      background: true,
      response_format: { type: 'video', delivery: 'uri', aspect_ratio: '16:9', resolution: '360p', duration: '4s' },
    })
  })

  it('tells what the model said instead of making the video', async () => {
    const { sandbox, upstream } = open()
    const { ref } = await upstream.create({ prompt: 'A scene of gore.' }, key)
    await sandbox.advance(8)
    const { update } = await upstream.retrieve(ref)
    expect(update.error).toMatchObject({ code: 'moderation_blocked', message: 'I cannot make this video.' })
  })
})

describe('a poll', () => {
  it.each([
    ['runs', veo, { name: 'x' }, { update: { status: 'in_progress' } }],
    ['INTERNAL', veo, { done: true, error: { code: 13, message: 'Oops' } }, { mayBeTransient: true }],
    ['INVALID_ARGUMENT', veo, { done: true, error: { code: 3, message: 'Bad' } }, { mayBeTransient: false }],
    ['no samples and no reason', veo, { done: true, response: {} }, { mayBeTransient: true }],
    ['queued', omni, { status: 'queued' }, { update: { status: 'queued' } }],
    ['in progress', omni, { status: 'in_progress' }, { update: { status: 'in_progress' } }],
    ['a new status', omni, { status: 'warming_up' }, { update: { status: 'in_progress' } }],
    ['failed', omni, { status: 'failed', errors: [{ message: 'Oops' }] }, { mayBeTransient: true }],
    ['over the budget', omni, { status: 'budget_exceeded' }, { update: { error: { code: 'budget_exceeded' } } }],
    ['cancelled', omni, { status: 'cancelled' }, { update: { error: { code: 'cancelled' } }, mayBeTransient: false }],
    ['no output', omni, { status: 'completed', steps: [] }, { mayBeTransient: true }],
  ])('%s: %s %j', async (_, ref, body, expected) => {
    expect(await answering(body).retrieve(ref)).toMatchObject(expected)
  })

  it.each([
    [400, [{ error: { code: 400, message: 'Invalid interaction name: x.' } }], 'not_found'],
    [400, { error: { code: 400, message: 'Something else.' } }, 'invalid_request'],
    [400, { error: { message: 'No', details: [{ reason: 'API_KEY_INVALID' }] } }, 'upstream_rejected'],
    [403, { error: { message: "Method doesn't allow unregistered callers." } }, 'upstream_rejected'],
    [429, { error: { status: 'RESOURCE_EXHAUSTED' } }, 'rate_limited'],
    [503, { error: { status: 'UNAVAILABLE' } }, 'overloaded'],
  ])('that is answered with %i %j rejects as %s', async (status, body, code) => {
    await expect(answering(body, status).retrieve(omni)).rejects.toMatchObject({ code })
  })

  it.each([
    null,
    7,
    '',
    '/models/x',
    'models/veo/operations/x',
    '/../operations/x',
    '/models/veo/operations/..',
    '/interactions/..',
    '/interactions/a/cancel',
  ])('of a ref that is not its own is misconfigured: %j', async (ref) => {
    await expect(answering({}).retrieve(ref)).rejects.toMatchObject({ code: 'misconfigured' })
  })
})

it('rejects a create whose key is wrong as a fault of the operator', async () => {
  const { upstream } = open({ apiKey: 'AIza-another-key' })
  const error: unknown = await upstream.create({ prompt: 'A lamp.' }, key).catch((thrown: unknown) => thrown)
  expect(isSubmissionRejected(error)).toBe(true)
  expect(error).toMatchObject({ code: 'upstream_rejected', status: 502 })
})

describe('its models', () => {
  it('are by default those that Google serves, without prices', () => {
    const { models } = geminiUpstream({ apiKey }).capabilities
    expect(models.map(({ id }) => id)).toEqual(['gemini-omni-1.1-flash', 'gemini-omni-1.2-flash'])
    expect(models.filter(({ prices }) => prices)).toEqual([])
  })

  it('can be overridden one by one, and unknown ones added', () => {
    const { models } = geminiUpstream({
      apiKey,
      models: [
        { id: 'gemini-omni-1.1-flash', prices: { '720p': 0.1 }, seconds: ['4'] },
        { id: 'gemini-omni-9', sizes: ['1280x720'], seconds: ['5'] },
        'veo-3.1-lite-generate-preview',
      ],
    }).capabilities
    expect(models[0]).toMatchObject({ label: 'Gemini Omni 1.1 Flash', prices: { '720p': 0.1 }, seconds: ['4'] })
    expect(models[1]).toMatchObject({ label: 'gemini-omni-9', input_reference: false })
    expect(models[2]).toEqual(geminiModels.find(({ id }) => id === 'veo-3.1-lite-generate-preview'))
  })

  it.each([
    ['no key', { apiKey: undefined }, 'GEMINI_API_KEY'],
    ['a key with a line break', { apiKey: 'key\n' }, 'line break'],
    ['a base URL with a key', { baseURL: 'https://proxy.test/v1beta?key=1' }, 'without user name'],
    ['an unknown model', { models: ['gemini-9'] }, 'does not know the model "gemini-9"'],
    ['no model', { models: [] }, 'at least one model'],
    ['an unknown option', { apikey: 'x' }, 'Did you mean apiKey?'],
  ])('%s is an error at start', (_, options, message) => {
    expect(() => geminiUpstream({ apiKey, ...options })).toThrow(message)
  })
})
