import { describe, expect, it } from 'vitest'
import { base64Picture, openNative, picture } from '../testing/open-native'
import { readMp4 } from '../testing/read-mp4'

const dataURL = `data:image/webp;base64,${base64Picture}`

describe('a request', () => {
  it('is queued, in progress and completed, with its links below the app', async () => {
    const { sandbox, fal, submit } = openNative()
    const first = await submit({ aspect_ratio: '9:16' })
    const id = first.request_id
    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const url = `https://queue.fal.run/fal-ai/veo3.1/requests/${id}`
    const links = { request_id: id, response_url: url, status_url: `${url}/status`, cancel_url: `${url}/cancel` }
    expect(first).toEqual({ status: 'IN_QUEUE', ...links, queue_position: 0 })
    expect((await submit()).queue_position).toBe(1)

    expect(await fal(first.status_url)).toMatchObject({ status: 202, body: first })
    await sandbox.advance(4)
    const running = await fal(`${first.status_url}?logs=1`)
    expect(running).toMatchObject({ status: 202, body: { status: 'IN_PROGRESS', ...links } })
    expect(running.body.logs).toMatchObject([{ message: 'Rendering: 44%', level: 'INFO', source: 'USER' }])
    expect(running.headers.get('x-fal-request-id')).toBe(id)

    await sandbox.advance(4)
    expect(await fal(first.status_url)).toMatchObject({
      status: 200,
      body: { status: 'COMPLETED', ...links, logs: [], metrics: { inference_time: 8 } },
    })
    const { video, seed } = (await fal(first.response_url)).body
    expect(video).toMatchObject({ content_type: 'video/mp4', file_name: `${id}.mp4` })
    expect(seed).toEqual(expect.any(Number))

    const bytes = new Uint8Array(await (await sandbox.fetch(video.url)).arrayBuffer())
    expect(bytes).toHaveLength(video.file_size)
    const [track] = readMp4(bytes).tracks
    expect([track?.width, track?.height]).toEqual([720, 1280])
    expect(sandbox.counters.leakedKeys).toBe(0)
  })

  it('has its links below the prefix /fal of another host', async () => {
    const { fal } = openNative()
    const base = 'http://127.0.0.1:4010/fakes/fal'
    const { body } = await fal(`${base}/fal-ai/veo3`, { method: 'POST', body: { prompt: 'A lamp.' } })
    expect(body.status_url).toBe(`${base}/fal-ai/veo3/requests/${body.request_id}/status`)
    expect((await fal(body.status_url)).status).toBe(202)
  })

  it('has no result before it is completed', async () => {
    const { fal, submit } = openNative()
    const { response_url } = await submit()
    expect(await fal(response_url)).toMatchObject({ status: 400, body: { detail: 'Request is still in progress' } })
  })

  it.each([
    ['moderation blocks it', { prompt: 'A scene of gore.' }, 422, 'content_policy_violation', ['body', 'prompt']],
    ['moderation rejects it', { prompt: 'Contraband.' }, 422, 'content_policy_violation', ['body', 'prompt']],
    ['it has no prompt', { prompt: undefined }, 422, 'missing', ['body', 'prompt']],
    ['its prompt is no text', { prompt: 7 }, 422, 'string_type', ['body', 'prompt']],
    ['its ratio is none', { aspect_ratio: 'wide' }, 422, 'one_of', ['body', 'aspect_ratio']],
    ['its ratio has no height', { aspect_ratio: '16:0' }, 422, 'one_of', ['body', 'aspect_ratio']],
    ['its tier is none', { resolution: '1280x720' }, 422, 'one_of', ['body', 'resolution']],
    ['its length is none', { duration: 'long' }, 422, 'one_of', ['body', 'duration']],
    ['its picture is elsewhere', { image_url: 'https://a/b.png' }, 422, 'file_download_error', ['body', 'image_url']],
    [
      'its picture is none',
      { image_url: 'data:image/png;base64,YQ==' },
      422,
      'image_load_error',
      ['body', 'image_url'],
    ],
  ])('is accepted and then COMPLETED with an error if %s', async (_, input, status, type, loc) => {
    const { sandbox, fal, submit } = openNative()
    const { status: submitted, status_url, response_url } = await submit(input)
    expect(submitted).toBe('IN_QUEUE')
    await sandbox.advance(8)
    const ended = await fal(status_url)
    expect(ended).toMatchObject({ status: 200, body: { status: 'COMPLETED', error_type: type } })
    const outcome = await fal(response_url)
    expect(outcome.status).toBe(status)
    expect(outcome.body.detail).toMatchObject([
      { loc, type, msg: ended.body.error, url: `https://docs.fal.ai/errors#${type}` },
    ])
    expect(sandbox.counters.renders).toBe(0)
  })

  it('is 500 with a list of errors if its renderer fails', async () => {
    const renderer = { render: () => Promise.reject(new Error('out of memory')) }
    const { sandbox, fal, submit } = openNative({ renderer })
    const { response_url } = await submit()
    await sandbox.advance(8)
    const { status, body } = await fal(response_url)
    expect([status, body.detail[0].type, body.detail[0].msg]).toEqual([500, 'internal_server_error', 'out of memory'])
  })
})

describe('cancel', () => {
  it('removes a queued request', async () => {
    const { sandbox, fal, submit } = openNative()
    const { cancel_url, status_url, response_url } = await submit()
    expect(await fal(cancel_url, { method: 'PUT' })).toMatchObject({ status: 200, body: { status: 'OK' } })
    expect((await fal(status_url)).body).toMatchObject({ status: 'COMPLETED', error_type: 'client_cancelled' })
    const outcome = await fal(response_url)
    expect([outcome.status, outcome.body.error_type]).toEqual([499, 'client_cancelled'])
    expect(outcome.headers.get('x-fal-error-type')).toBe('client_cancelled')
    await sandbox.advance(60)
    expect(sandbox.counters.renders).toBe(0)
  })

  it('asks a started request to stop, whose slot is then free', async () => {
    const { sandbox, fal, submit } = openNative({ concurrency: 1 })
    const [running, waiting] = [await submit(), await submit()]
    await sandbox.advance(2)
    expect((await fal(running.cancel_url, { method: 'PUT' })).body).toEqual({ status: 'CANCELLATION_REQUESTED' })
    await sandbox.advance(16)
    expect((await fal(running.response_url)).status).toBe(499)
    expect((await fal(waiting.response_url)).status).toBe(200)
  })

  it('of an ended request is 400', async () => {
    const { sandbox, fal, submit } = openNative()
    const { cancel_url } = await submit()
    await sandbox.advance(8)
    const cancelled = await fal(cancel_url, { method: 'PUT' })
    expect([cancelled.status, cancelled.body]).toEqual([400, { status: 'ALREADY_COMPLETED' }])
  })

  it('under the fault `ignored_cancel`, a started request completes', async () => {
    const { sandbox, fal, submit } = openNative({ faults: [{ kind: 'ignored_cancel' }] })
    const { cancel_url, response_url } = await submit()
    await sandbox.advance(2)
    expect((await fal(cancel_url, { method: 'PUT' })).status).toBe(202)
    await sandbox.advance(8)
    expect((await fal(response_url)).status).toBe(200)
  })
})

describe('the input as the sandbox understood it', () => {
  it.each([
    [{}, { size: '1280x720', seconds: '8' }],
    [
      { duration: '5', aspect_ratio: '1:1', resolution: '480p' },
      { size: '480x480', seconds: '5' },
    ],
    [
      { duration: 6, aspect_ratio: '21:9', resolution: '1080p' },
      { size: '2520x1080', seconds: '6' },
    ],
    [{ resolution: '333p' }, { size: '594x334' }],
    [
      { aspect_ratio: 'auto', duration: '4s' },
      { size: '1280x720', seconds: '4' },
    ],
    [
      { seed: 3, generate_audio: false, negative_prompt: 'rain' },
      { seed: 3, generateAudio: false, negativePrompt: 'rain' },
    ],
    [{ image_url: dataURL }, { referenceImage: picture }],
    [
      { start_image_url: dataURL, prompt: undefined },
      { referenceImage: picture, prompts: [''] },
    ],
    [
      { first_frame_url: dataURL, last_frame_url: dataURL },
      { referenceImage: picture, lastFrame: picture },
    ],
    [{ reference_image_urls: [dataURL, { image_url: dataURL }] }, { references: [picture, picture] }],
  ])('%j', async (input, expected) => {
    const { sandbox, submit } = openNative()
    await submit(input, 'fal-ai/kling-video/v2.5')
    const [create] = sandbox.creates
    expect(create).toMatchObject({
      api: 'fal',
      model: 'fal-ai/kling-video/v2.5',
      body: JSON.parse(JSON.stringify(input)),
    })
    expect(create?.request).toMatchObject({ prompts: ['A lamp.'], ...expected })
  })
})

describe('errors', () => {
  const unknown = '/fal-ai/veo3/requests/00000000-0000-0000-0000-000000000000'
  it.each([
    ['GET', `${unknown}/status`],
    ['GET', unknown],
    ['PUT', `${unknown}/cancel`],
  ])('%s %s is 404', async (method, path) => {
    const { fal } = openNative()
    expect(await fal(path, { method })).toMatchObject({ status: 404, body: { status: 'NOT_FOUND' } })
  })

  it('a request is known below its own app only', async () => {
    const { fal, submit } = openNative()
    const { status_url } = await submit()
    expect((await fal(status_url.replace('veo3.1', 'veo2'))).status).toBe(404)
  })

  it.each([
    ['DELETE', '/fal-ai/veo3'],
    ['POST', '/fal-ai'],
    ['POST', `${unknown}/status`],
  ])('%s %s does not exist', async (method, path) => {
    const { fal } = openNative()
    expect(await fal(path, { method, body: method === 'POST' ? {} : undefined })).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining('does not serve') },
    })
  })

  it.each([
    ['no key', '', 401],
    ['a wrong key', 'Key other', 401],
    ['a bearer', 'Bearer secret', 401],
    ['the right key', 'Key secret', 404],
  ])('%s', async (_, key, status) => {
    const { fal } = openNative({ apiKey: 'secret' })
    expect((await fal(unknown, { key })).status).toBe(status)
  })

  it('a wrong path of the Videos API is not taken for a model', async () => {
    const { sandbox } = openNative()
    const response = await sandbox.fetch('http://sandbox/v1/videoz', { method: 'POST', body: '{}' })
    expect([response.status, (await response.json()).error.code]).toEqual([404, 'unknown_url'])
    const content = await sandbox.fetch('http://sandbox/v1/videos/fal/content')
    expect((await content.json()).error.code).toBe('not_found')
  })
})
