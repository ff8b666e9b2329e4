import type { ErrorBody, Video, VideoList } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { BeforeCreate, BeforeCreateChange } from './before-create'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import { fakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'

const secret = 'in the secret house style'
const house: BeforeCreate = ({ request }) => ({ request: { prompt: `${request.prompt} ${secret}` } })

function open(beforeCreate: BeforeCreate, options: Parameters<typeof createTestServer>[0] = {}) {
  const sent: Record<string, unknown>[] = []
  const upstream = fakeUpstream()
  upstream.capabilities.models.push({
    id: 'dear',
    label: 'Dear',
    description: 'For tests.',
    sizes: ['640x384'],
    seconds: ['8'],
    prices: { '640x384': 1 },
    input_reference: false,
    parameters: [{ name: 'fps', label: 'FPS', type: 'integer', minimum: 1, maximum: 60, default: 30 }],
  })
  for (const name of ['create', 'remix'] as const) {
    const call = upstream[name]?.bind(upstream) as (...args: unknown[]) => ReturnType<typeof upstream.create>
    upstream[name] = async (...args: unknown[]) => {
      sent.push((name === 'create' ? args[0] : args[1]) as Record<string, unknown>)
      return call(...args)
    }
  }
  const server = createTestServer({ beforeCreate, basePath: '/api', ...options, upstream })
  const error = async (response: Promise<Response>) => ((await (await response).json()) as ErrorBody).error
  const post = (body: object, path = '/videos') => server.request(path, jsonPost(body))
  /** Everything that a page can read of the owner's videos. */
  const pageText = async (): Promise<string> => {
    const list = await server.request('/videos')
    const { data } = (await list.clone().json()) as VideoList
    const each = await Promise.all(data.map(({ id }) => server.request(`/videos/${id}`)))
    const texts = [list, ...each, await server.request('/videos/capabilities')].map((response) => response.text())
    return (await Promise.all(texts)).join('\n')
  }
  return { ...server, upstream, sent, post, error, pageText }
}

describe('beforeCreate', () => {
  it('changes the prompt that is sent, and never what the page shows', async () => {
    const { create, post, sent, upstream, advance, retrieve, pageText } = open(house)
    const { id, prompt } = await create()
    expect(prompt).toBe('A lamp.')
    expect(sent).toEqual([expect.objectContaining({ prompt: `A lamp. ${secret}` })])
    upstream.nextUpdate = { status: 'completed' }
    await advance(30)
    await post({ prompt: 'Brighter.' }, `/videos/${id}/remix`)
    expect(sent[1]).toEqual({ prompt: `Brighter. ${secret}` })
    expect((await retrieve(id)).assets?.request).toMatchObject({ operation: 'create' })
    expect(await pageText()).not.toContain('secret')
  })

  it.each([
    ['fails a job', { status: 'failed', error: { code: 'moderation_blocked', message: `Blocked: "${secret}"` } }],
    ['reports an error of a running job', { status: 'in_progress', error: { code: 'odd', message: secret } }],
  ] as const)('hides what the upstream quotes when it %s', async (_, update) => {
    const { create, upstream, advance, retrieve, pageText } = open(house)
    const { id } = await create()
    upstream.nextUpdate = update
    await advance(30)
    expect((await retrieve(id)).status).toBe(update.status)
    expect(await pageText()).not.toContain('secret')
  })

  it.each([
    ['rejects a create', new SubmissionRejectedError(`Not "${secret}"`, { code: 'policy', status: 400 })],
    ['fails a create', new SubmissionRejectedError(`Not now: "${secret}"`, { code: 'rate_limited', status: 429 })],
  ])('hides what the upstream quotes when it %s', async (_, thrown) => {
    const { post, upstream, error } = open(house)
    upstream.onCreate = async () => Promise.reject(thrown)
    const { message, code } = await error(post({ prompt: 'A lamp.' }))
    expect([message, code]).toEqual([expect.stringContaining(`as "${thrown.code}"`), thrown.code])
    expect(message).not.toContain('secret')
  })

  it('hides what the upstream quotes when it answers a cancellation', async () => {
    const { create, upstream, request, error } = open(house)
    upstream.cancel = async () => Promise.reject(new VideoError(secret, { code: 'policy', status: 400 }))
    upstream.capabilities.cancellation = 'cancels'
    const { id } = await create()
    expect((await error(request(`/videos/${id}/cancel`, jsonPost({})))).message).not.toContain('secret')
  })

  it('forces a model, whose options and price then count', async () => {
    const { create, sent, retrieve, events } = open(() => ({
      request: { model: 'dear', size: undefined, seconds: undefined },
    }))
    const { id } = await create({ model: 'mini', size: '320x192', seconds: '4' })
    const video = await retrieve(id)
    expect(video).toMatchObject({ model: 'dear', size: '640x384', seconds: '8', assets: { price: 8 } })
    expect(sent[0]).toMatchObject({ model: 'dear', size: '640x384', seconds: '8', parameters: { fps: 30 } })
    // The defaults of the model that was forced are not the owner's.
    expect(video.assets?.request).not.toHaveProperty('parameters')
    expect(events).toContainEqual(expect.objectContaining({ type: 'created', model: 'dear' }))
  })

  it('cannot pass the checks by a change', async () => {
    const { post, error, upstream } = open(() => ({ request: { model: 'dear', size: '640x384', seconds: '8' } }), {
      allow: { models: ['mini'] },
    })
    expect(await error(post({ prompt: 'A lamp.' }))).toMatchObject({ code: 'invalid_request', param: 'model' })
    expect(upstream.idempotencyKeys).toEqual([])
  })

  it('adds metadata that the owner reads and cannot change', async () => {
    const { create, request, error, post, retrieve } = open(() => ({ metadata: { plan: 'pro', project: 'forced' } }))
    const { id, metadata } = await create({ metadata: { project: 'mine', mood: 'calm' } })
    expect(metadata).toEqual({ plan: 'pro', project: 'forced', mood: 'calm' })
    for (const value of ['free', null]) {
      expect(await error(post({ metadata: { plan: value } }, `/videos/${id}`))).toMatchObject({
        code: 'invalid_request',
        param: 'metadata.plan',
      })
    }
    expect((await post({ metadata: { mood: 'wild' } }, `/videos/${id}`)).status).toBe(200)
    expect((await retrieve(id)).metadata).toEqual({ plan: 'pro', project: 'forced', mood: 'wild' })
    const found = (await (await request('/videos?metadata[plan]=pro')).json()) as VideoList
    expect(found.data.map((video: Video) => video.id)).toEqual([id])
  })

  it('gives the same video for a repeated key, whatever it returns by then', async () => {
    let count = 0
    const { create, sent } = open(() => ({ request: { prompt: `Version ${(count += 1)}` } }))
    const key = { 'Idempotency-Key': 'key' }
    expect((await create({}, key)).id).toBe((await create({}, key)).id)
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['false', false, 'returned false'],
    ['null', null, 'returned null'],
    ['an unknown part', { prompt: 'A lamp.' }, 'has no option prompt'],
    ['an unknown field', { request: { promt: 'x' } }, 'Did you mean prompt?'],
    ['metadata as a field', { request: { metadata: {} } }, 'has no option metadata'],
    ['an empty prompt', { request: { prompt: ' ' } }, 'without a prompt'],
    ['a removed prompt', { request: { prompt: undefined } }, 'without a prompt'],
    ['metadata of a wrong type', { metadata: { plan: 1 } }, 'metadata.plan'],
  ])('sends nothing if it returns %s', async (_, answer, words) => {
    const { post, error, upstream } = open(() => answer as unknown as BeforeCreateChange)
    const { code, message } = await error(post({ prompt: 'A lamp.' }))
    expect([code, message]).toEqual(['misconfigured', expect.stringContaining(words)])
    expect(upstream.idempotencyKeys).toEqual([])
  })

  it('that hangs sends nothing, and does not hold the request', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const { post, error, upstream } = open(() => new Promise(() => undefined))
    const response = error(post({ prompt: 'A lamp.' }))
    await vi.advanceTimersByTimeAsync(30_000)
    expect((await response).code).toBe('overloaded')
    expect(upstream.idempotencyKeys).toEqual([])
  })

  it('cannot change the model of a remix', async () => {
    let isRemix = false
    const { create, upstream, advance, post, error } = open(() =>
      isRemix ? { request: { model: 'dear' } } : undefined,
    )
    const { id } = await create()
    upstream.nextUpdate = { status: 'completed' }
    await advance(30)
    isRemix = true
    expect(await error(post({ prompt: 'More.' }, `/videos/${id}/remix`))).toMatchObject({ code: 'misconfigured' })
  })
})
