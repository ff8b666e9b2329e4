import { isSubmissionRejected } from '@dailies/server'
import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import type { AiSdkModelOption, AiSdkUpstreamOptions, AiSdkVideo } from '@dailies/server/ai-sdk'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { sampleVideo } from '@dailies/sandbox'
import { callError, packageError, scriptedModel } from './testing/scripted-model'
import type { Script } from './testing/scripted-model'

const key = 'key-of-the-operator-1234'
const offer = { id: 'one', sizes: ['1280x720', '720x1280'], seconds: ['8'] }

function open(
  script: Script = {},
  option: Partial<AiSdkModelOption> = {},
  options: Partial<AiSdkUpstreamOptions> = {},
) {
  const { model, calls, operations } = scriptedModel(script)
  const upstream = aiSdkUpstream({ models: [{ ...offer, model, ...option }], secrets: [key], ...options })
  const create = (request = {}) => upstream.create({ prompt: 'A lamp.', ...request }, { idempotencyKey: 'row-1' })
  const poll = async (script: Script['status']) => {
    const polled = open({ ...(script && { status: script }) }, option, options).upstream
    return polled.retrieve({ model: 'one', operation: { id: 'operation-1' } })
  }
  return { upstream, calls, operations, create, poll }
}
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as Error & { code: string },
  )
const png = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])])
const mp3 = new Blob([new Uint8Array([0xff, 0xfb])], { type: 'audio/mpeg' })

describe('a call of doStart', () => {
  it('is made once, with the idempotency key and every option of the request', async () => {
    const { create, calls } = open()
    const { ref, update } = await create({
      size: '720x1280',
      seconds: '8',
      seed: 0,
      generate_audio: false,
      input_reference: png,
      last_frame: png,
      input_references: [png, mp3],
    })
    expect([ref, update]).toEqual([{ model: 'one', operation: { id: 'operation-1' } }, { status: 'queued' }])
    expect(calls).toMatchObject([
      {
        prompt: 'A lamp.',
        n: 1,
        aspectRatio: '9:16',
        resolution: '720x1280',
        duration: 8,
        fps: undefined,
        seed: 0,
        generateAudio: false,
        image: { type: 'file', mediaType: 'image/png' },
        frameImages: [{ frameType: 'first_frame' }, { frameType: 'last_frame' }],
        inputReferences: [{ mediaType: 'image/png' }, { mediaType: 'audio/mpeg' }],
        providerOptions: {},
        headers: { 'idempotency-key': 'row-1' },
      },
    ])
  })

  it('has every key that VideoModelV4CallOptions requires, also for the shortest request', async () => {
    const { create, calls } = open()
    await create()
    const names = ['prompt', 'n', 'aspectRatio', 'resolution', 'duration', 'fps', 'seed', 'image', 'frameImages']
    expect(Object.keys(calls[0] ?? {})).toEqual(
      expect.arrayContaining([...names, 'inputReferences', 'generateAudio', 'providerOptions', 'headers']),
    )
    expect(calls[0]?.frameImages).toBeUndefined()
  })

  it('has what the operator maps, but one video and our key', async () => {
    const callOptions: AiSdkModelOption['callOptions'] = ({ negative_prompt = '', parameters }) => ({
      resolution: undefined,
      providerOptions: { scripted: { negativePrompt: negative_prompt, cfg: parameters?.['cfg'] } },
      ...({ n: 4, headers: {} } as object),
    })
    const parameters: AiSdkModelOption['parameters'] = [{ name: 'cfg', label: 'Guidance', type: 'number' }]
    const { create, calls } = open({}, { callOptions, parameters, negative_prompt: { max_length: 100 } })
    await create({ size: '1280x720', negative_prompt: 'rain', parameters: { cfg: 7 } })
    expect(calls).toMatchObject([
      {
        n: 1,
        resolution: undefined,
        headers: { 'idempotency-key': 'row-1' },
        providerOptions: { scripted: { negativePrompt: 'rain', cfg: 7 } },
      },
    ])
  })

  it('is not made if the operator’s mapping fails', async () => {
    const callOptions = () => {
      throw new Error('broken')
    }
    const { create, calls } = open({}, { callOptions })
    expect(isSubmissionRejected(await errorOf(create()))).toBe(true)
    expect(calls).toEqual([])
  })

  it('tells the operator what the package left out, and no logger loses the job', async () => {
    const seen: unknown[] = []
    const warning = { type: 'unsupported', feature: 'resolution' }
    const onWarning = (...warnings: unknown[]) => {
      seen.push(warnings)
      throw new Error('broken logger')
    }
    const { create } = open({ start: () => ({ operation: 'a', warnings: [warning] }) }, {}, { onWarning })
    expect(await create()).toMatchObject({ ref: { operation: 'a' } })
    expect(seen).toEqual([[warning, 'one']])
  })
})

describe('an error of doStart', () => {
  const json = { responseBody: JSON.stringify({ error: { message: 'No.' } }) }
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' })
  const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET', syscall: 'read' })
  it.each([
    ['400', callError(400, json), true],
    ['401', callError(401, json), true],
    ['422', callError(422, json), true],
    ['408', callError(408, json), false],
    ['409', callError(409, json), false],
    ['425', callError(425, json), false],
    // A `fetch` of the operator may have sent the request twice.
    ['429', callError(429, json), false],
    ['500', callError(500, json), false],
    ['503 with Retry-After', callError(503, { ...json, responseHeaders: { 'retry-after': '1' } }), false],
    ['200 that could not be read', callError(200, { responseBody: '<html>' }), false],
    ['a connection that was refused', callError(undefined, { cause: refused }), true],
    ['a connection that broke', callError(undefined, { cause: reset }), false],
    ['no key', packageError('AI_LoadAPIKeyError', 'API key is missing.'), true],
    ['an option that the package rejects', packageError('AI_InvalidArgumentError', 'invalid fal options'), true],
    ['a response without an id', packageError('FAL_VIDEO_GENERATION_ERROR', 'No response URL returned'), false],
    [
      'a status of the gateway',
      Object.assign(packageError('GatewayError', 'Unknown model.'), { statusCode: 404 }),
      true,
    ],
    [
      'a status that the gateway made up',
      Object.assign(packageError('GatewayError', 'fetch failed'), {
        statusCode: 500,
        cause: callError(undefined, { cause: refused }),
      }),
      true,
    ],
    ['anything else', new Error('?'), false],
  ] as const)('%s', async (_, error, isRejected) => {
    const failure = await errorOf(open({ start: () => Promise.reject(error) }).create())
    expect(isSubmissionRejected(failure)).toBe(isRejected)
  })

  it('holds neither the key nor the request', async () => {
    const body = { responseBody: JSON.stringify({ error: { message: `Bad key ${key}.` } }) }
    const failure = await errorOf(open({ start: () => Promise.reject(callError(400, body)) }).create())
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(new RegExp(`${key}|secret lamp`))
  })

  it.each([
    ['none', undefined],
    ['one that is too long', 'x'.repeat(70_000)],
    // The next poll would send it the key.
    ['one with our placeholder', { url: 'https://evil.test/?k={{dailies-secret-0}}' }],
  ])('operation: %s leaves the job unconfirmed', async (_, operation) => {
    const failure = await errorOf(open({ start: () => ({ operation }) }).create())
    expect([failure?.code, isSubmissionRejected(failure)]).toEqual(['upstream_failed', false])
  })
})

it('stores an operation without the key in it, and polls with the key of the day', async () => {
  const operation = { url: `https://api.test/jobs/1?key=${key}`, list: [key, 1] }
  const { ref } = await open({ start: () => ({ operation }) }).create()
  expect(JSON.stringify(ref)).not.toContain(key)
  const next = open({}, {}, { secrets: ['another-key-5678'] })
  await next.upstream.retrieve(ref)
  expect(next.operations).toEqual([
    { url: 'https://api.test/jobs/1?key=another-key-5678', list: ['another-key-5678', 1] },
  ])
})

describe('a result of doStatus', () => {
  const { poll } = open()
  const error = (text: string) => poll(() => ({ status: 'error', error: text }))
  it.each([
    // What @ai-sdk/fal makes of an error status of a poll: no more than its status text.
    ['Service Unavailable', 'generation_failed', true],
    ['Internal Server Error', 'generation_failed', true],
    ['Failed to process error response', 'generation_failed', true],
    ['', 'generation_failed', true],
    ['Video generation failed: The service is currently unavailable.', 'generation_failed', true],
    ['Unprocessable Entity', 'generation_failed', false],
    ['Video generation failed: The prompt is too long.', 'generation_failed', false],
    ['Video generation was blocked due to a content policy violation.', 'moderation_blocked', false],
    [
      'Black Forest Labs video generation failed with status "Request Moderated". Request id: abc',
      'moderation_blocked',
      false,
    ],
    ['Video generation was canceled', 'cancelled', false],
    ['Video generation request expired.', 'expired', false],
  ])('error: %s', async (text, code, mayBeTransient) => {
    const { update, mayBeTransient: isMarked } = await error(text)
    expect([update.status, update.error?.code, isMarked]).toEqual(['failed', code, mayBeTransient])
    expect(update.error?.message).toMatch(/\w{3}/)
  })

  it.each([
    ['Unauthorized', 'upstream_rejected'],
    ['Forbidden', 'upstream_rejected'],
    ['Too Many Requests', 'rate_limited'],
    ['Not Found', 'not_found'],
  ])('error: %s is about the request, so the job runs on', async (text, code) => {
    expect(await errorOf(error(text))).toMatchObject({ code })
  })

  it('error: shows neither the ids of the provider nor its response', async () => {
    const { update } = await error('MiniMax video generation failed: No GPU (1026). Task ID: operation-1')
    expect(update.error?.message).toBe('MiniMax video generation failed: No GPU (1026).')
    const { upstream } = open({ status: () => ({ status: 'error', error: 'All models are busy with job-77.' }) })
    const operation = { url: 'https://api.test/models/operations/job-77?id=job-77' }
    const { update: busy } = await upstream.retrieve({ model: 'one', operation })
    expect(busy.error?.message).toBe('All models are busy with [hidden].')
    const thrown = packageError(
      'GOOGLE_VIDEO_GENERATION_ERROR',
      'No videos in response. Response: {"name":"operation-1"}',
    )
    const end = await poll(() => Promise.reject(thrown))
    expect(end).toMatchObject({ update: { status: 'failed' }, mayBeTransient: false })
    expect(end.update.error?.message).not.toMatch(/operation-1|\{/)
  })

  it.each([
    ['pending', { status: 'pending' }, 'in_progress'],
    ['a status of a later version', { status: 'paused' }, 'in_progress'],
    ['completed', { status: 'completed', videos: [{ type: 'url', url: 'https://files.test/1' }] }, 'completed'],
    ['completed without a video', { status: 'completed', videos: [] }, 'failed'],
  ])('%s', async (_, result, status) => {
    expect((await poll(() => result as never)).update.status).toBe(status)
  })

  it('waits as long as the response says', async () => {
    const result = await poll(() => ({ status: 'pending', response: { headers: { 'retry-after': '7' } } }))
    expect(result.pollAfterMs).toBe(7_000)
  })

  it.each([
    ['503', callError(503), 'overloaded', true],
    ['404', callError(404), 'not_found', false],
    ['410', callError(410), 'not_found', false],
    // @ai-sdk/replicate rejects a list of outputs on every poll: the job ends at its deadline, provisionally.
    ['200 that could not be read', callError(200), 'upstream_failed', true],
    ['nothing', undefined, 'upstream_failed', true],
  ])('an error: %s', async (_, thrown, code, retryable) => {
    const failure = await errorOf(poll(() => (thrown ? Promise.reject(thrown) : (undefined as never))))
    expect(failure).toMatchObject({ code, retryable })
  })

  it('tells what it cost, if the operator knows where', async () => {
    const result = {
      status: 'completed' as const,
      videos: [{ type: 'url' as const, url: 'https://files.test/1' }],
      providerMetadata: { xai: { costInUsdTicks: 4_000_000_000 } },
    }
    const withCost = open({}, { cost: ({ xai }) => Number(xai?.['costInUsdTicks']) / 1e10 })
    expect((await withCost.poll(() => result)).cost).toBe(0.4)
    const broken = open({}, { cost: ({ fal }) => (fal as unknown as { cost: number }).cost })
    expect(await broken.poll(() => result)).toMatchObject({ update: { status: 'completed' }, cost: undefined })
  })

  it('of a model that is not configured any more is the operator’s error', async () => {
    const { upstream } = open()
    expect(await errorOf(upstream.retrieve({ model: 'gone', operation: 1 }))).toMatchObject({ code: 'misconfigured' })
    expect(await errorOf(upstream.retrieve('video_1'))).toMatchObject({ code: 'misconfigured' })
  })
})

describe('the file of a video', () => {
  const bytes = new Uint8Array(sampleVideo().video)
  const base64 = Buffer.from(bytes).toString('base64')
  const content = (video: AiSdkVideo) =>
    open({ status: () => ({ status: 'completed', videos: [video] }) }).upstream.content(
      { model: 'one', operation: 1 },
      'video',
    )

  it.each<[string, AiSdkVideo]>([
    ['base64', { type: 'base64', data: base64 }],
    ['bytes', { type: 'binary', data: bytes }],
    ['a data URL', { type: 'url', url: `data:video/mp4;base64,${base64}` }],
  ])('is read from %s', async (_, video) => {
    const { body, contentType, contentLength } = await content(video)
    expect([contentType, contentLength]).toEqual(['video/mp4', bytes.byteLength])
    expect(new Uint8Array(await new Response(body).arrayBuffer())).toEqual(bytes)
  })

  it.each<[string, AiSdkVideo, string]>([
    ['in a bucket', { type: 'url', url: 'gs://bucket/video.mp4' }, 'unsupported'],
    ['uploaded elsewhere', { type: 'uploaded' }, 'unsupported'],
    ['at no address', { type: 'url', url: 'not a url' }, 'upstream_failed'],
  ])('%s is an error', async (_, video, code) => {
    expect(await errorOf(content(video))).toMatchObject({ code })
  })

  it('of a failed job is missing, unless the failure may be transient', async () => {
    const of = (error: string) =>
      errorOf(
        open({ status: () => ({ status: 'error', error }) }).upstream.content({ model: 'one', operation: 1 }, 'video'),
      )
    expect(await of('Video generation request expired.')).toMatchObject({ code: 'not_found' })
    expect(await of('Bad Gateway')).toMatchObject({ code: 'upstream_failed' })
  })
})
