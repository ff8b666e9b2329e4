import { expect, it } from 'vitest'
import { base64Picture, openNative, picture } from '../testing/open-native'

const image = { type: 'image_url', image_url: { url: `data:image/webp;base64,${base64Picture}` } }
const veo = { model: 'google/veo-3.1', prompt: 'A lamp.' }
const create = (body: object) => ({ method: 'POST', body })

it('a job is pending, in progress and completed, and its file needs the key', async () => {
  const { sandbox, openRouter } = openNative()
  const { status, body } = await openRouter('/videos', create({ ...veo, duration: 6, aspect_ratio: '9:16' }))
  expect([status, body]).toEqual([202, { id: body.id, status: 'pending', polling_url: expect.any(String) }])
  expect(body.polling_url).toBe(`https://openrouter.ai/api/v1/videos/${body.id}`)
  await sandbox.advance(4)
  expect((await openRouter(`/videos/${body.id}`)).body.status).toBe('in_progress')
  expect((await openRouter(`/videos/${body.id}/content`)).status).toBe(400)
  await sandbox.advance(4)
  const ended = (await openRouter(`/videos/${body.id}`)).body
  expect(ended).toMatchObject({ status: 'completed', usage: { cost: 2.4, is_byok: false } })
  const [url] = ended.unsigned_urls
  expect((await sandbox.fetch(url)).status).toBe(401)
  const file = await sandbox.fetch(url, { headers: { authorization: 'Bearer any' } })
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  await file.body?.cancel()
})

it('is served below a prefix of another host, beside the Videos API', async () => {
  const { sandbox } = openNative()
  const base = 'http://127.0.0.1:4010/openrouter/api/v1'
  const headers = { authorization: 'Bearer any', 'content-type': 'application/json' }
  const answer = await sandbox.fetch(`${base}/videos`, { method: 'POST', headers, body: JSON.stringify(veo) })
  const { id, polling_url: url } = await answer.json()
  expect(url).toBe(`${base}/videos/${id}`)
  expect((await sandbox.fetch(url, { headers })).status).toBe(200)
  // A job belongs to its API.
  const other = await sandbox.fetch(`http://127.0.0.1:4010/v1/videos/${id}`, { headers })
  expect(other.status).toBe(404)
})

it('lists its models', async () => {
  const { openRouter } = openNative()
  const { body } = await openRouter('/videos/models')
  expect(body.data[0]).toMatchObject({ id: 'google/veo-3.1', supported_durations: [4, 6, 8], generate_audio: true })
})

it('reads frames and references', async () => {
  const { sandbox, openRouter } = openNative()
  const frames = [
    { ...image, frame_type: 'first_frame' },
    { ...image, frame_type: 'last_frame' },
  ]
  await openRouter('/videos', create({ ...veo, frame_images: frames, input_references: [image], seconds: 8 }))
  const request = { referenceImage: picture, lastFrame: picture, references: [picture], seconds: '4' }
  // `seconds` is not a field of OpenRouter: the length is the model's own.
  expect(sandbox.creates[0]?.request).toMatchObject(request)
})

it.each([
  ['an unknown model', { ...veo, model: 'none' }],
  ['no prompt', { model: veo.model }],
  ['a length that the model has not', { ...veo, duration: 5 }],
  ['a length as text', { ...veo, duration: '8' }],
  ['a ratio that the model has not', { ...veo, aspect_ratio: '1:1' }],
  ['a size that the model has not', { ...veo, size: '100x100' }],
  ['a frame that the model has not', { ...veo, model: 'x-ai/grok-imagine-video', frame_images: [image] }],
  ['an image elsewhere', { ...veo, input_references: [{ ...image, image_url: { url: 'https://a/b.png' } }] }],
])('%s is rejected', async (_, body) => {
  const { openRouter, sandbox } = openNative()
  const answer = await openRouter('/videos', create(body))
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 400, message: expect.any(String) } } })
  expect(sandbox.counters.creates).toBe(0)
})

it('a prompt that moderation blocks fails', async () => {
  const { sandbox, openRouter } = openNative()
  const { body } = await openRouter('/videos', create({ ...veo, prompt: 'A scene of gore.' }))
  await sandbox.advance(8)
  expect((await openRouter(`/videos/${body.id}`)).body).toMatchObject({ status: 'failed', error: /moderation/ })
})

it.each([
  ['no key', '', 401],
  ['a wrong key', 'Bearer other', 401],
  ['an unknown job', 'Bearer secret', 404],
])('%s is an error', async (_, key, status) => {
  const { openRouter } = openNative({ apiKey: 'secret' })
  expect(await openRouter('/videos/none', { key })).toMatchObject({ status, body: { error: { code: status } } })
})
