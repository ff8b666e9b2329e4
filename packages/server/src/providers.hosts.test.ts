import { falUpstream } from '@dailies/server/fal'
import { geminiUpstream } from '@dailies/server/gemini'
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
