import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
import { openaiUpstream } from '@dailies/server/openai'
import type { Upstream } from '@dailies/server'
import { afterEach, describe, expect, it } from 'vitest'
import { startIndependentFake } from '../../sandbox/src/testing/independent-fake'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Upstreams in front of `@copilotkit/aimock`, which imitates the same APIs without knowing ours. */
const open: Record<string, () => Promise<Upstream>> = {
  async gemini() {
    const { geminiURL, fetch, close } = await startIndependentFake()
    closers.push(close)
    return geminiUpstream({ apiKey: 'any-key', baseURL: geminiURL, models: ['veo-3.1-generate-preview'], fetch })
  },
  async fal() {
    const { fetch, close } = await startIndependentFake()
    closers.push(close)
    return falUpstream({ apiKey: 'any-key', models: ['fal-ai/veo3.1/fast'], fetch })
  },
}

/** OpenRouter as aimock has it, with these models: it lists them without what they can do. */
async function openRouterWith(ids: string[]) {
  const { openRouterURL: baseURL, close } = await startIndependentFake()
  closers.push(close)
  const models = ids.map((id) => ({ id, sizes: ['1280x720'], seconds: ['8'] }))
  return openaiUpstream({ dialect: 'openrouter', apiKey: 'any-key', baseURL, models })
}

const key = { idempotencyKey: 'row-1' }
const request = { prompt: 'A lamp.', seconds: '8', aspect_ratio: '16:9', resolution: '720p' }

describe.each(['gemini', 'fal'])('%s in front of aimock', (name) => {
  it('creates a job, and polls it to its end', async () => {
    const upstream = await open[name]!()
    const { ref } = await upstream.create(request, key)
    const statuses = []
    for (let polls = 0; polls < 4; polls += 1) statuses.push((await upstream.retrieve(ref)).update.status)
    expect(statuses[0]).toBe('in_progress')
    expect(statuses.at(-1)).toBe('completed')
  })

  it('fetches no file from the host that the fake invents', async () => {
    const upstream = await open[name]!()
    const { ref } = await upstream.create(request, key)
    for (let polls = 0; polls < 4; polls += 1) await upstream.retrieve(ref)
    await expect(upstream.content(ref, 'video')).rejects.toMatchObject({ code: 'upstream_failed' })
  })

  it('does not know a job of another account', async () => {
    const upstream = await open[name]!()
    const ref = name === 'fal' ? '/fal-ai/veo3.1/requests/none' : '/models/veo/operations/none'
    await expect(upstream.retrieve(ref)).rejects.toMatchObject({ code: 'not_found' })
  })
})

it('a moderated Veo job fails, although aimock reports it as an error of the operation', async () => {
  const upstream = await open['gemini']!()
  const { ref } = await upstream.create({ ...request, prompt: 'A moderated scene.' }, key)
  await upstream.retrieve(ref)
  expect((await upstream.retrieve(ref)).update).toMatchObject({ status: 'failed', error: { message: /blocked/ } })
})

it('a cancelled job of fal ends as cancelled, although fal has no such status', async () => {
  const upstream = await open['fal']!()
  const { ref } = await upstream.create(request, key)
  await upstream.cancel?.(ref)
  expect((await upstream.retrieve(ref)).update).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
})

describe('OpenRouter in front of aimock', () => {
  it('creates a job, polls it to its end, and fetches its file with the key', async () => {
    const upstream = await openRouterWith(['a/b'])
    const { ref } = await upstream.create(request, key)
    const answers = []
    for (let polls = 0; polls < 3; polls += 1) answers.push(await upstream.retrieve(ref))
    expect(answers[0]?.update.status).toBe('in_progress')
    expect(answers.at(-1)).toMatchObject({ update: { status: 'completed' }, cost: 0 })
    const { contentType, body } = await upstream.content(ref, 'video')
    await body.cancel()
    expect(contentType).toBe('video/mp4')
  })

  it('a moderated job fails with its reason', async () => {
    const upstream = await openRouterWith(['a/b'])
    const { ref } = await upstream.create({ ...request, prompt: 'A moderated scene.' }, key)
    await upstream.retrieve(ref)
    expect((await upstream.retrieve(ref)).update).toMatchObject({ status: 'failed', error: { message: /blocked/ } })
  })
})
