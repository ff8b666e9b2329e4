import { describe, expect, it } from 'vitest'
import { base64Picture, openNative, picture } from '../testing/open-native'
import { readMp4 } from '../testing/read-mp4'

const dataURL = `data:image/webp;base64,${base64Picture}`

describe('a prediction', () => {
  it('is starting, processing and succeeded', async () => {
    const { sandbox, replicate, predict } = openNative()
    const first = await predict({ aspect_ratio: '9:16', duration: 4 })
    expect(first).toMatchObject({ status: 'starting', output: null, error: null, model: 'google/veo-3.1' })
    expect(first.urls.get).toBe(`https://api.replicate.com/v1/predictions/${first.id}`)
    await sandbox.advance(4)
    expect((await replicate(first.urls.get)).body).toMatchObject({ status: 'processing', logs: 'Rendering: 44%\n' })
    await sandbox.advance(4)
    const { body } = await replicate(first.urls.get)
    expect(body).toMatchObject({ status: 'succeeded', metrics: { predict_time: 8 }, input: { duration: 4 } })
    const bytes = new Uint8Array(await (await sandbox.fetch(body.output)).arrayBuffer())
    const [track] = readMp4(bytes).tracks
    expect([track?.width, track?.height]).toEqual([720, 1280])
    expect(sandbox.counters.leakedKeys).toBe(0)
  })

  it('has its URLs below the prefix of another host', async () => {
    const { replicate } = openNative()
    const base = 'http://127.0.0.1:4010/fakes/replicate/v1'
    const input = { prompt: 'A lamp.' }
    const { status, body } = await replicate(`${base}/models/a/b/predictions`, { method: 'POST', body: { input } })
    expect([status, body.urls.cancel]).toEqual([201, `${base}/predictions/${body.id}/cancel`])
    expect((await replicate(body.urls.get)).status).toBe(200)
  })

  it('of a version names it, and of a model with a list of files has a list', async () => {
    const { sandbox, replicate } = openNative()
    const body = { version: 'a/b-list:4f', input: { prompt: 'A lamp.' } }
    const created = await replicate('/v1/predictions', { method: 'POST', body })
    expect(created.body).toMatchObject({ model: 'a/b-list', version: '4f' })
    await sandbox.advance(8)
    expect((await replicate(created.body.urls.get)).body.output).toEqual([expect.stringContaining('/media/')])
  })

  it('that moderation blocks fails, with the code in its message', async () => {
    const { sandbox, replicate, predict } = openNative()
    const { urls } = await predict({ prompt: 'A scene of gore.' })
    await sandbox.advance(8)
    expect((await replicate(urls.get)).body).toMatchObject({
      status: 'failed',
      error: expect.stringMatching(/\(E005\)$/),
    })
  })

  it('loses its data after an hour', async () => {
    const { sandbox, replicate, predict } = openNative()
    const { urls } = await predict()
    await sandbox.advance(3_700)
    const removed = { status: 'succeeded', output: null, data_removed: true, input: {} }
    expect((await replicate(urls.get)).body).toMatchObject(removed)
  })

  it.each([
    ['no input', { input: undefined }, 'input'],
    ['no prompt', { input: {} }, 'prompt is required'],
    ['a ratio that is none', { input: { prompt: 'A lamp.', aspect_ratio: 'wide' } }, 'input.aspect_ratio'],
    ['a length as text', { input: { prompt: 'A lamp.', duration: '8s' } }, 'input.duration'],
    ['a picture elsewhere', { input: { prompt: 'A lamp.', image: 'https://a/b.png' } }, 'input.image'],
  ])('is not created with %s', async (_, body, detail) => {
    const { sandbox, replicate } = openNative()
    const answer = await replicate('/v1/models/a/b/predictions', { method: 'POST', body })
    expect(answer).toMatchObject({ status: 422, body: { status: 422, detail: expect.stringContaining(detail) } })
    expect(sandbox.counters.creates).toBe(0)
  })

  it('is understood by the names that models share', async () => {
    const { sandbox, predict } = openNative()
    const frames = { start_image: dataURL, last_frame_image: dataURL, reference_images: [dataURL] }
    await predict({ prompt: undefined, ...frames, resolution: '1080p', seed: 3, generate_audio: true })
    expect(sandbox.creates[0]?.request).toMatchObject({
      prompts: [''],
      size: '1920x1080',
      seed: 3,
      generateAudio: true,
      referenceImage: picture,
      lastFrame: picture,
      references: [picture],
    })
  })
})

describe('cancel', () => {
  it('aborts what has not run, and cancels what runs', async () => {
    const { sandbox, replicate, predict } = openNative({ maxRunningJobs: 1 })
    const [running, waiting] = [await predict(), await predict()]
    await sandbox.advance(2)
    const cancel = async (url: string) => (await replicate(url, { method: 'POST' })).body.status
    expect([await cancel(waiting.urls.cancel), await cancel(running.urls.cancel)]).toEqual(['aborted', 'canceled'])
    expect(await cancel(running.urls.cancel)).toBe('canceled')
  })

  it('under the fault `ignored_cancel`, a prediction that runs succeeds', async () => {
    const { sandbox, replicate, predict } = openNative({ faults: [{ kind: 'ignored_cancel' }] })
    const { urls } = await predict()
    await sandbox.advance(2)
    await replicate(urls.cancel, { method: 'POST' })
    await sandbox.advance(8)
    expect((await replicate(urls.get)).body.status).toBe('succeeded')
  })
})

it.each([
  ['no token', '', '/v1/predictions/none', 401],
  ['a wrong token', 'Bearer other', '/v1/predictions/none', 401],
  ['an unknown prediction', 'Bearer secret', '/v1/predictions/none', 404],
  ['another path', 'Bearer secret', '/v1/account', 404],
  ['another version', 'Token secret', '/v2/predictions/none', 404],
])('%s is an error with a title', async (_, key, path, status) => {
  const { replicate } = openNative({ apiKey: 'secret' })
  const answer = await replicate(path, { key })
  expect(answer).toMatchObject({ status, body: { status, title: expect.any(String), detail: expect.any(String) } })
})
