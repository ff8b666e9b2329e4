import { describe, expect, it } from 'vitest'
import { base64Picture, openNative, picture } from '../testing/open-native'
import { readMp4 } from '../testing/read-mp4'

const model = 'veo-3.1-generate-preview'
const create = `models/${model}:predictLongRunning`
const image = { bytesBase64Encoded: base64Picture, mimeType: 'image/webp' }
const bodyOf = (parameters: object = {}, instance: object = {}) => ({
  instances: [{ prompt: 'A lamp.', ...instance }],
  parameters,
})

describe('a job', () => {
  it('is an operation without progress, and then a file of the requested ratio', async () => {
    const { sandbox, gemini, startVeo } = openNative()
    const name = await startVeo({ aspectRatio: '9:16', durationSeconds: 4 })
    expect(name).toMatch(/^models\/veo-3\.1-generate-preview\/operations\/[0-9a-f]{12}$/)
    await sandbox.advance(4)
    expect((await gemini(name)).body).toEqual({ name })

    await sandbox.advance(4)
    const { done, response } = (await gemini(name)).body
    expect(done).toBe(true)
    const [{ video }] = response.generateVideoResponse.generatedSamples
    expect(video.uri).toMatch(/^http:\/\/google\/v1beta\/files\/[0-9a-f]{12}:download\?alt=media$/)

    const file = await sandbox.fetch(video.uri, { headers: { 'x-goog-api-key': 'any' } })
    expect(file.headers.get('content-type')).toBe('video/mp4')
    const [track] = readMp4(new Uint8Array(await file.arrayBuffer())).tracks
    expect([track?.width, track?.height]).toEqual([720, 1280])
  })

  it('has a URI below the prefix of the request', async () => {
    const { sandbox } = openNative()
    const base = 'http://127.0.0.1:4010/fakes/v1beta'
    const headers = { 'x-goog-api-key': 'any', 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(bodyOf()) }
    const { name } = await (await sandbox.fetch(`${base}/${create}`, init)).json()
    await sandbox.advance(8)
    const { response } = await (await sandbox.fetch(`${base}/${name}`, { headers })).json()
    expect(response.generateVideoResponse.generatedSamples[0].video.uri).toMatch(new RegExp(`^${base}/files/`))
  })

  it('is filtered if moderation blocks its prompt: a success without samples', async () => {
    const { sandbox, gemini, startVeo } = openNative()
    const name = await startVeo({}, { prompt: 'A scene of gore.' })
    await sandbox.advance(8)
    const { body } = await gemini(name)
    expect(body.done).toBe(true)
    expect(body.error).toBeUndefined()
    expect(body.response.generateVideoResponse).toEqual({
      raiMediaFilteredCount: 1,
      raiMediaFilteredReasons: [expect.stringContaining('You have not been charged')],
    })
  })

  it('is an error if its renderer fails', async () => {
    const renderer = { render: () => Promise.reject(new Error('out of memory')) }
    const { sandbox, gemini, startVeo } = openNative({ renderer })
    const name = await startVeo()
    await sandbox.advance(8)
    expect((await gemini(name)).body).toEqual({ name, done: true, error: { code: 13, message: 'out of memory' } })
  })

  it('is not a job of the other APIs, nor are theirs one of Gemini', async () => {
    const { sandbox, gemini, startVeo, submit } = openNative()
    const name = await startVeo()
    await submit()
    const { data } = await (await sandbox.fetch('http://sandbox/v1/videos')).json()
    expect(data).toEqual([])
    const videos = await sandbox.fetch('http://sandbox/v1/videos', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'A lamp.' }),
    })
    const { id } = await videos.json()
    const foreign = id.replace(/^video_/, '').slice(0, 12)
    expect((await gemini(name.replace(/[^/]+$/, foreign))).status).toBe(404)
    expect(sandbox.counters.creates).toBe(3)
  })
})

describe('the request as the sandbox understood it', () => {
  it.each([
    [{}, { size: '1280x720', seconds: '8', aspectRatio: '16:9', resolution: '720p', generateAudio: true }],
    [
      { aspectRatio: '9:16', durationSeconds: 6 },
      { size: '720x1280', seconds: '6' },
    ],
    [
      { resolution: '1080p', seed: 7 },
      { size: '1920x1080', seconds: '8', seed: 7 },
    ],
    [{ resolution: '4k', aspectRatio: '9:16' }, { size: '2160x3840' }],
    [
      { durationSeconds: '4', negativePrompt: 'rain' },
      { seconds: '4', negativePrompt: 'rain' },
    ],
  ])('%j', async (parameters, expected) => {
    const { sandbox, startVeo } = openNative()
    await startVeo(parameters)
    expect(sandbox.creates[0]?.request).toMatchObject({ model, prompts: ['A lamp.'], ...expected })
  })

  it.each([
    ['bytesBase64Encoded', image],
    ['inlineData', { inlineData: { data: base64Picture, mimeType: 'image/webp' } }],
  ])('images as %s', async (_, sent) => {
    const { sandbox, startVeo } = openNative()
    await startVeo({}, { image: sent, lastFrame: sent })
    await startVeo({}, { referenceImages: [sent, sent].map((each) => ({ image: each, referenceType: 'asset' })) })
    const [frames, references] = sandbox.creates.map(({ request }) => request)
    expect(frames).toMatchObject({ referenceImage: picture, lastFrame: picture })
    expect(references).toMatchObject({ references: [picture, picture] })
  })
})

describe('errors', () => {
  const notSupported = (field: string) => new RegExp(`^\`${field}\` isn't supported by this model`)
  it.each([
    ['audio that cannot be switched off', bodyOf({ generateAudio: false }), notSupported('generateAudio')],
    ['an unknown parameter', bodyOf({ numberOfVideos: 1 }), notSupported('numberOfVideos')],
    ['an unknown field of the instance', bodyOf({}, { video: {} }), notSupported('video')],
    ['an unknown field of an image', bodyOf({}, { image: { imageBytes: '' } }), notSupported('imageBytes')],
    ['5 seconds', bodyOf({ durationSeconds: 5 }), /out of bound\. Please provide a value between 4 and 8/],
    ['1080p of 4 seconds', bodyOf({ resolution: '1080p', durationSeconds: 4 }), /must be 8 with this resolution/],
    ['a ratio', bodyOf({ aspectRatio: '1:1' }), /`aspectRatio` must be one of 16:9, 9:16/],
    ['a size', bodyOf({ resolution: '720x1280' }), /`resolution` must be one of/],
    ['a seed', bodyOf({ seed: -1 }), /`seed`/],
    ['a negative prompt', bodyOf({ negativePrompt: 7 }), /`negativePrompt`/],
    ['no instances', {}, /`instances`/],
    ['parameters that are no object', { instances: [{ prompt: 'A' }], parameters: 7 }, /`parameters`/],
    ['no prompt', bodyOf({}, { prompt: '' }), /`prompt`/],
    ['a rejected prompt', bodyOf({}, { prompt: 'Contraband.' }), /blocked by moderation/],
    ['a last frame alone', bodyOf({}, { lastFrame: image }), /together with `image`/],
    ['no image', bodyOf({}, { image: { ...image, bytesBase64Encoded: 'YQ==' } }), /JPEG, PNG or WebP/],
    ['an image of another type', bodyOf({}, { image: { ...image, mimeType: 'image/png' } }), /is image\/webp/],
    ['an image that is a text', bodyOf({}, { image: 'x' }), /`image` must be an object/],
    ['references that are none', bodyOf({}, { referenceImages: {} }), /must be an array/],
    ['a reference without its type', bodyOf({}, { referenceImages: [{ image }] }), /referenceType/],
    [
      'too many references',
      bodyOf({}, { referenceImages: Array.from({ length: 4 }, () => ({ image, referenceType: 'asset' })) }),
      /at most 3/,
    ],
  ])('%s is 400', async (_, body, message) => {
    const { sandbox, gemini } = openNative()
    const answer = await gemini(create, body)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toEqual({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: expect.stringMatching(message),
    })
    expect(sandbox.counters.creates).toBe(0)
    expect(sandbox.creates).toMatchObject([{ api: 'gemini', model, request: undefined }])
  })

  it('a model takes only what its family does', async () => {
    const { gemini } = openNative()
    const ask = (id: string, parameters: object, instance = {}) =>
      gemini(`models/${id}:predictLongRunning`, bodyOf(parameters, instance))
    const references = { referenceImages: [{ image, referenceType: 'asset' }] }
    expect((await ask('veo-2.0-generate-001', { resolution: '720p' })).body.error.message).toContain('`resolution`')
    expect((await ask('veo-2.0-generate-001', { durationSeconds: 5 })).status).toBe(200)
    expect((await ask('veo-2.0-generate-001', {}, { image, lastFrame: image })).body.error.message).toContain(
      '`lastFrame`',
    )
    expect((await ask('veo-3.0-generate-001', { resolution: '4k' })).status).toBe(400)
    expect((await ask('veo-3.1-lite-generate-preview', { resolution: '4k' })).status).toBe(400)
    expect((await ask('veo-3.1-lite-generate-preview', {}, references)).body.error.message).toContain(
      '`referenceImages`',
    )
  })

  it.each([
    ['models/veo-9:predictLongRunning', bodyOf(), /models\/veo-9 is not found for API version v1beta/],
    [`models/${model}/operations/000000000000`, undefined, /Operation .* not found/],
    ['models', undefined, /does not serve GET/],
  ])('%s is 404', async (path, body, message) => {
    const { gemini } = openNative()
    const answer = await gemini(path, body)
    expect([answer.status, answer.body.error.status]).toEqual([404, 'NOT_FOUND'])
    expect(answer.body.error.message).toMatch(message)
  })

  it('a file of no job, or an expired one, is 403', async () => {
    const { sandbox, gemini, startVeo } = openNative({ expiresAfterMs: 60_000 })
    const file = (await startVeo()).replace(/^.*\//, 'files/')
    const ask = async () => (await gemini(`${file}:download?alt=media`)).body.error
    expect(await ask()).toMatchObject({ code: 403, status: 'PERMISSION_DENIED' })
    await sandbox.advance(8 + 60)
    expect((await ask()).message).toMatch(/You do not have permission to access the File/)
  })
})

describe('the key', () => {
  const options = { apiKey: 'secret' }
  it.each([
    ['none', {}, '', 403, 'PERMISSION_DENIED'],
    ['a wrong one', { 'x-goog-api-key': 'other' }, '', 400, 'INVALID_ARGUMENT'],
    ['that of OpenAI', { authorization: 'Bearer secret' }, '', 403, 'PERMISSION_DENIED'],
    ['the right one', { 'x-goog-api-key': 'secret' }, '', 404, 'NOT_FOUND'],
    ['the right one in the query', {}, '?key=secret', 404, 'NOT_FOUND'],
  ])('%s', async (_, headers, query, status, name) => {
    const { gemini } = openNative(options)
    const answer = await gemini(`models/x/operations/y${query}`, undefined, headers)
    expect([answer.status, answer.body.error.status]).toEqual([status, name])
  })

  it('a wrong one has a reason that programs can read', async () => {
    const { gemini } = openNative(options)
    const { body } = await gemini('models/x/operations/y', undefined, { 'x-goog-api-key': 'other' })
    expect(body.error.details).toMatchObject([{ reason: 'API_KEY_INVALID', domain: 'googleapis.com' }])
  })

  it('is needed for the file too, with or without a key of the sandbox', async () => {
    const { sandbox, gemini, startVeo } = openNative()
    const name = await startVeo()
    await sandbox.advance(8)
    const { uri } = (await gemini(name)).body.response.generateVideoResponse.generatedSamples[0].video
    expect((await sandbox.fetch(uri)).status).toBe(403)
    const withKey = await sandbox.fetch(`${uri}&key=any`, { headers: { range: 'bytes=0-9' } })
    expect([withKey.status, withKey.headers.get('content-range')?.slice(0, 10)]).toEqual([206, 'bytes 0-9/'])
  })
})
