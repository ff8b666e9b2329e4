import { createSandbox } from '@dailies/sandbox'
import { afterEach, describe, expect, it } from 'vitest'
import { startIndependentFake } from './testing/independent-fake'
import { callOptions, loadPublished } from './testing/published-packages'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Gemini and fal as both fakes serve them; `proceed` brings a job to its end, or closer to it. */
const fakes = {
  async sandbox() {
    const sandbox = createSandbox({ clock: 'manual' })
    closers.push(() => sandbox.close())
    return { geminiURL: 'http://google/v1beta', fetch: sandbox.fetch, proceed: () => sandbox.advance(4) }
  },
  async aimock() {
    const fake = await startIndependentFake()
    closers.push(() => fake.close())
    return { ...fake, proceed: () => Promise.resolve() }
  },
}
const names = ['sandbox', 'aimock'] as const

async function openVeo(name: (typeof names)[number]) {
  const { geminiURL: baseURL, fetch, proceed } = await fakes[name]()
  const { createGoogle } = await loadPublished('@ai-sdk/google')
  const model = createGoogle({ apiKey: 'any', baseURL, fetch }).video('veo-3.1-generate-preview')
  const start = async (prompt: string) => (await model.doStart(callOptions({ prompt }))).operation
  return { start, poll: (operation: unknown) => model.doStatus({ operation }), proceed, baseURL, fetch }
}

async function openFal(name: (typeof names)[number]) {
  const { fetch, proceed } = await fakes[name]()
  const { createFalClient } = await loadPublished('@fal-ai/client')
  const { queue } = createFalClient({ credentials: 'any', fetch })
  const endpoint = 'fal-ai/veo3.1/fast'
  const { request_id: requestId } = await queue.submit(endpoint, { input: { prompt: 'A lamp.' } })
  const ask = (verb: 'status' | 'result' | 'cancel') => queue[verb](endpoint, { requestId, logs: true })
  const raw = (action = '', method = 'GET') =>
    fetch(`https://queue.fal.run/fal-ai/veo3.1/requests/${requestId}${action}`, {
      method,
      headers: { authorization: 'Key any' },
    })
  return { ask, raw, proceed }
}

describe.each(names)('what both fakes agree on: %s', (name) => {
  it('Veo is pending, and then completed with a URL', async () => {
    const { start, poll, proceed } = await openVeo(name)
    const operation = await start('A lamp.')
    expect(await poll(operation)).toMatchObject({ status: 'pending' })
    await proceed()
    await proceed()
    expect(await poll(operation)).toMatchObject({
      status: 'completed',
      videos: [{ type: 'url', mediaType: 'video/mp4' }],
    })
  })

  it('an unknown operation of Veo is NOT_FOUND', async () => {
    const { baseURL, fetch } = await openVeo(name)
    const response = await fetch(`${baseURL}/operations/none`, { headers: { 'x-goog-api-key': 'any' } })
    expect([response.status, (await response.json()).error.status]).toEqual([404, 'NOT_FOUND'])
  })

  it('fal is in progress with logs, and then completed with a file', async () => {
    const { ask, proceed } = await openFal(name)
    await proceed()
    const running = await ask('status')
    expect([running.status, running.logs.at(-1).level]).toEqual(['IN_PROGRESS', 'INFO'])
    await proceed()
    expect(await ask('status')).toMatchObject({ status: 'COMPLETED', metrics: { inference_time: expect.any(Number) } })
    const { data } = await ask('result')
    expect(data).toMatchObject({
      video: { url: expect.any(String), content_type: 'video/mp4' },
      seed: expect.any(Number),
    })
  })

  it('fal rejects the cancellation of a completed request', async () => {
    const { ask, raw, proceed } = await openFal(name)
    await proceed()
    await ask('status')
    await proceed()
    await ask('status')
    const response = await raw('/cancel', 'PUT')
    expect([response.status, await response.json()]).toEqual([400, { status: 'ALREADY_COMPLETED' }])
  })
})

// Each row has a source in the sandbox's code; where aimock changes its mind, the row can go.
describe('where the fakes differ', () => {
  const tell = async (response: Response) => [response.status, await response.json()] as const

  it('a moderated Veo job: filtered by Google, an error of the operation in aimock', async () => {
    const ours = await openVeo('sandbox')
    const operation = await ours.start('A moderated scene.')
    await ours.proceed()
    await ours.proceed()
    await expect(ours.poll(operation)).rejects.toMatchObject({ name: 'GOOGLE_VIDEO_GENERATION_ERROR' })
    const theirs = await openVeo('aimock')
    const failed = await theirs.start('A moderated scene.')
    await theirs.poll(failed)
    expect(await theirs.poll(failed)).toMatchObject({ status: 'error' })
  })

  it('a call without a key: rejected by Google and fal, served by aimock', async () => {
    const statusOf = async (name: (typeof names)[number]) => {
      const { baseURL, fetch } = await openVeo(name)
      return (await fetch(`${baseURL}/operations/none`)).status
    }
    expect([await statusOf('sandbox'), await statusOf('aimock')]).toEqual([403, 404])
  })

  it('the status of a fal request that is not completed: 202 by fal, 200 in aimock', async () => {
    const statusOf = async (name: (typeof names)[number]) => (await (await openFal(name)).raw('/status')).status
    expect([await statusOf('sandbox'), await statusOf('aimock')]).toEqual([202, 200])
  })

  it('the result of a fal request that is not completed: 400 by fal, 202 with its status in aimock', async () => {
    const ours = await openFal('sandbox')
    expect(await tell(await ours.raw())).toEqual([400, { detail: 'Request is still in progress' }])
    const theirs = await openFal('aimock')
    expect(await tell(await theirs.raw())).toMatchObject([202, { status: 'IN_PROGRESS' }])
  })

  it('the answer to a cancellation: 202 CANCELLATION_REQUESTED by fal, 200 CANCELLED in aimock', async () => {
    const ours = await openFal('sandbox')
    await ours.proceed()
    expect(await tell(await ours.raw('/cancel', 'PUT'))).toEqual([202, { status: 'CANCELLATION_REQUESTED' }])
    const theirs = await openFal('aimock')
    expect(await tell(await theirs.raw('/cancel', 'PUT'))).toEqual([200, { status: 'CANCELLED' }])
    // It then shows a status that fal does not have.
    expect(await tell(await theirs.raw('/status'))).toMatchObject([200, { status: 'CANCELLED' }])
    expect(await tell(await ours.raw('/status'))).toMatchObject([200, { status: 'COMPLETED' }])
  })
})
