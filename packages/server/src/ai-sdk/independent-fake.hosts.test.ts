import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadPublished } from './testing/published-packages'
import { veoOffer } from './testing/veo-model'

const videoURL = 'https://files.example/video.mp4'

// `@copilotkit/aimock`, which others have written. Its jobs advance by the number of polls: the first finds a job in progress,
// the second ended.
const fake: { url: string; stop: () => Promise<void> } = { url: '', stop: async () => undefined }
beforeAll(async () => {
  const { LLMock } = await loadPublished('@copilotkit/aimock')
  const progression = { pollsBeforeInProgress: 1, pollsBeforeCompleted: 2 }
  const mock = new LLMock({ port: 0, veoVideo: progression, grokVideo: progression, falQueue: progression })
  const video = { id: 'video-1', status: 'completed', url: videoURL }
  mock.onVideo(/moderated/, { video: { ...video, status: 'failed', error: 'The prompt was moderated.' } })
  mock.onVideo(/./, { video })
  mock.onFalVideo(/./, { video })
  await mock.start()
  fake.url = mock.url
  fake.stop = () => mock.stop()
})
afterAll(() => fake.stop())

/** aimock serves the queue of fal below another path. */
const falFetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
  const request = new Request(input, init)
  const { host, pathname } = new URL(request.url)
  const headers = new Headers(request.headers)
  headers.set('x-fal-target-host', host)
  const body = request.method === 'POST' ? await request.text() : undefined
  return fetch(`${fake.url}/fal${pathname}`, { method: request.method, headers, ...(body !== undefined && { body }) })
}

const models = {
  '@ai-sdk/google': async () =>
    (await loadPublished('@ai-sdk/google'))
      .createGoogle({ apiKey: 'any-key', baseURL: `${fake.url}/v1beta` })
      .video('veo-3.1-generate-preview'),
  '@ai-sdk/xai': async () =>
    (await loadPublished('@ai-sdk/xai'))
      .createXai({ apiKey: 'any-key', baseURL: `${fake.url}/v1` })
      .video('grok-imagine-video'),
  '@ai-sdk/fal': async () =>
    (await loadPublished('@ai-sdk/fal')).createFal({ apiKey: 'any-key', fetch: falFetch }).video('fal-ai/veo3.1/fast'),
}

const openJob = async (name: keyof typeof models, prompt: string) => {
  const upstream = aiSdkUpstream({ models: [{ ...veoOffer, model: await models[name]() }], secrets: ['any-key'] })
  const { ref } = await upstream.create({ prompt, size: '1280x720', seconds: '8' }, { idempotencyKey: 'row-1' })
  return () => upstream.retrieve(ref)
}

describe('a job of an independent fake', () => {
  it.each(['@ai-sdk/google', '@ai-sdk/xai'] as const)('of %s runs, and then completes', async (name) => {
    const poll = await openJob(name, 'A lamp.')
    expect((await poll()).update.status).toBe('in_progress')
    expect((await poll()).update.status).toBe('completed')
  })

  it('of @ai-sdk/google fails with the reason of the vendor', async () => {
    const poll = await openJob('@ai-sdk/google', 'A moderated scene.')
    await poll()
    const { update, mayBeTransient } = await poll()
    expect(update).toMatchObject({ status: 'failed', error: { code: 'moderation_blocked' } })
    expect(mayBeTransient).toBe(false)
  })
})

// Where aimock and the packages differ. That a job then ends at its deadline, or too early, is a matter of the fake.
it('@ai-sdk/xai parses the error of a failed job as an object, and aimock sends a text: it is asked again', async () => {
  const poll = await openJob('@ai-sdk/xai', 'A moderated scene.')
  await poll()
  await expect(poll()).rejects.toMatchObject({ code: 'upstream_failed', retryable: true })
})

// fal itself answers 400 while a request runs: the sandbox says so, and @ai-sdk/fal looks for nothing else.
it('@ai-sdk/fal takes the 202 of the independent fake for a result without a video', async () => {
  const poll = await openJob('@ai-sdk/fal', 'A lamp.')
  expect((await poll()).update).toMatchObject({ status: 'failed', error: { code: 'generation_failed' } })
})
