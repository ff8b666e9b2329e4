import { createSandbox } from '@dailies/sandbox'
import type { Fault, Sandbox } from '@dailies/sandbox'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { picture } from './testing/open-native'
import { callOptions, loadPublished } from './testing/published-packages'
import { readMp4 } from './testing/read-mp4'

const veo = 'veo-3.1-generate-preview'
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

function open(...faults: Fault[]): Sandbox {
  const sandbox = createSandbox({ clock: 'manual', faults })
  closers.push(() => sandbox.close())
  return sandbox
}

const sizeOf = async (bytes: Uint8Array | ArrayBuffer) => {
  const [track] = readMp4(new Uint8Array(bytes)).tracks
  return [track?.width, track?.height]
}

describe('@ai-sdk/google', () => {
  const openModel = async (...faults: Fault[]) => {
    const sandbox = open(...faults)
    const { createGoogle } = await loadPublished('@ai-sdk/google')
    const google = createGoogle({ apiKey: 'SECRET', baseURL: 'http://google/v1beta', fetch: sandbox.fetch })
    const model = google.video(veo)
    const start = async (options = {}) => (await model.doStart(callOptions(options))).operation
    return { sandbox, start, poll: (operation: unknown) => model.doStatus({ operation }) }
  }

  it('makes a video, whose URL carries the key', async () => {
    const { sandbox, start, poll } = await openModel()
    const image = { type: 'file', data: picture, mediaType: 'image/webp' }
    const frames = (['first_frame', 'last_frame'] as const).map((frameType) => ({ frameType, image }))
    const operation = await start({
      aspectRatio: '9:16',
      resolution: '1280x720',
      duration: 6,
      seed: 7,
      frameImages: frames,
    })
    expect(await poll(operation)).toMatchObject({ status: 'pending' })
    await sandbox.advance(8)
    const { status, videos } = await poll(operation)
    expect(status).toBe('completed')
    expect(new URL(videos[0].url).searchParams.get('key')).toBe('SECRET')
    expect(await sizeOf(await (await sandbox.fetch(videos[0].url)).arrayBuffer())).toEqual([720, 1280])
    expect(sandbox.creates).toMatchObject([
      {
        api: 'gemini',
        model: veo,
        request: {
          aspectRatio: '9:16',
          resolution: '720p',
          seconds: '6',
          seed: 7,
          referenceImage: picture,
          lastFrame: picture,
        },
      },
    ])
  })

  it('sends references', async () => {
    const { sandbox, start } = await openModel()
    await start({ inputReferences: [{ type: 'file', data: picture, mediaType: 'image/webp' }] })
    expect(sandbox.creates[0]?.request?.references).toEqual([picture])
  })

  it('throws if the video was filtered', async () => {
    const { sandbox, start, poll } = await openModel()
    const operation = await start({ prompt: 'A scene of gore.' })
    await sandbox.advance(8)
    await expect(poll(operation)).rejects.toMatchObject({ name: 'GOOGLE_VIDEO_GENERATION_ERROR' })
  })

  it('tells a false failure as an error, and a lost poll not', async () => {
    const { start, poll } = await openModel(
      { kind: 'false_failure', times: 1 },
      { kind: 'error', status: 503, on: 'retrieve', after: 1, times: 1 },
    )
    const operation = await start()
    expect(await poll(operation)).toMatchObject({ status: 'error' })
    await expect(poll(operation)).rejects.toMatchObject({ statusCode: 503 })
    expect(await poll(operation)).toMatchObject({ status: 'pending' })
  })

  it('throws what the sandbox rejects, with its message', async () => {
    const { start } = await openModel()
    await expect(start({ resolution: '720x1280' })).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('`resolution`'),
    })
  })
})

describe('@google/genai 3', () => {
  it('makes a video with Gemini Omni by an interaction, and cancels another', async () => {
    const sandbox = open()
    const { GoogleGenAI } = await loadPublished('genai-3')
    const ai = new GoogleGenAI({ apiKey: 'any', httpOptions: { fetch: sandbox.fetch, apiVersion: 'v1beta' } })
    const request = (input: unknown) =>
      ai.interactions.create({
        model: 'gemini-omni-1.1-flash',
        input,
        background: true,
        response_format: { type: 'video', delivery: 'uri', aspect_ratio: '9:16', resolution: '720p', duration: '4s' },
      })
    const image = { type: 'image', data: Buffer.from(picture).toString('base64'), mime_type: 'image/webp' }
    const created = await request([image, { type: 'text', text: 'A lamp.' }])
    expect(created.status).toBe('in_progress')
    const other = await request('A lamp.')
    expect((await ai.interactions.cancel(other.id)).status).toBe('cancelled')
    await sandbox.advance(8)
    const { status, output_video: video } = await ai.interactions.get(created.id)
    expect([status, video.mime_type]).toEqual(['completed', 'video/mp4'])
    const file = await sandbox.fetch(video.uri, { headers: { 'x-goog-api-key': 'any' } })
    expect(await sizeOf(await file.arrayBuffer())).toEqual([720, 1280])
    expect(sandbox.creates[0]?.request).toMatchObject({ prompts: ['A lamp.'], referenceImage: picture, seconds: '4' })
  })
})

describe('@google/genai', () => {
  const openClient = async () => {
    const sandbox = open()
    const { GoogleGenAI } = await loadPublished('@google/genai')
    // Its download recognizes https: URLs of files only, so that it asks for its own host.
    return { sandbox, ai: new GoogleGenAI({ apiKey: 'any', httpOptions: { fetch: sandbox.fetch } }) }
  }

  it('makes a video and downloads it', async () => {
    const { sandbox, ai } = await openClient()
    const image = { imageBytes: Buffer.from(picture).toString('base64'), mimeType: 'image/webp' }
    const config = { aspectRatio: '9:16', durationSeconds: 4, negativePrompt: 'rain', lastFrame: image }
    const operation = await ai.models.generateVideos({ model: veo, source: { prompt: 'A lamp.', image }, config })
    await sandbox.advance(4)
    expect((await ai.operations.getVideosOperation({ operation })).done).toBeUndefined()
    await sandbox.advance(4)
    const { response } = await ai.operations.getVideosOperation({ operation })

    const folder = await mkdtemp(join(tmpdir(), 'veo-'))
    closers.push(() => rm(folder, { recursive: true }))
    const downloadPath = join(folder, 'video.mp4')
    await ai.files.download({ file: response.generatedVideos[0].video, downloadPath })
    expect(await sizeOf(await readFile(downloadPath))).toEqual([720, 1280])
    expect(sandbox.creates[0]?.request).toMatchObject({ negativePrompt: 'rain', lastFrame: picture, seconds: '4' })
  })

  it('reads why a video was filtered', async () => {
    const { sandbox, ai } = await openClient()
    const operation = await ai.models.generateVideos({ model: veo, source: { prompt: 'A scene of gore.' } })
    await sandbox.advance(8)
    const { done, response } = await ai.operations.getVideosOperation({ operation })
    expect([done, response.raiMediaFilteredCount, response.generatedVideos]).toEqual([true, 1, undefined])
    expect(response.raiMediaFilteredReasons).toEqual([expect.stringContaining('moderation')])
  })
})

describe('@ai-sdk/fal', () => {
  const openModel = async (...faults: Fault[]) => {
    const sandbox = open(...faults)
    const { createFal } = await loadPublished('@ai-sdk/fal')
    const model = createFal({ apiKey: 'any', fetch: sandbox.fetch }).video('fal-ai/veo3.1/fast')
    const start = async (options = {}) => (await model.doStart(callOptions(options))).operation
    return { sandbox, start, poll: (operation: unknown) => model.doStatus({ operation }) }
  }

  it('makes a video', async () => {
    const { sandbox, start, poll } = await openModel()
    const operation = await start({ aspectRatio: '9:16', duration: 6, seed: 7 })
    expect(await poll(operation)).toMatchObject({ status: 'pending' })
    await sandbox.advance(8)
    const { status, videos } = await poll(operation)
    expect([status, videos[0].mediaType]).toEqual(['completed', 'video/mp4'])
    expect(await sizeOf(await (await sandbox.fetch(videos[0].url)).arrayBuffer())).toEqual([720, 1280])
    expect(sandbox.creates).toMatchObject([
      { api: 'fal', model: 'fal-ai/veo3.1/fast', request: { aspectRatio: '9:16', seconds: '6', seed: 7 } },
    ])
    expect(sandbox.counters.leakedKeys).toBe(0)
  })

  it('does not know fal’s errors: moderation, and a 503 while polling, are both an error without a reason', async () => {
    const { sandbox, start, poll } = await openModel({ kind: 'error', status: 503, on: 'result', times: 1 })
    const operation = await start({ prompt: 'A scene of gore.' })
    expect(await poll(operation)).toMatchObject({ status: 'error' })
    await sandbox.advance(8)
    expect((await poll(operation)).status).toBe('error')
  })
})

describe('@fal-ai/client', () => {
  const endpoint = 'fal-ai/veo3.1/fast'
  const openQueue = async (...faults: Fault[]) => {
    const sandbox = open(...faults)
    const { createFalClient } = await loadPublished('@fal-ai/client')
    const { queue } = createFalClient({ credentials: 'any', fetch: sandbox.fetch })
    const submit = (input = {}) => queue.submit(endpoint, { input: { prompt: 'A lamp.', ...input } })
    return { sandbox, queue, submit }
  }

  it('makes a video', async () => {
    const { sandbox, queue, submit } = await openQueue()
    const { request_id: requestId, status, queue_position } = await submit({ duration: '4s', generate_audio: false })
    expect([status, queue_position]).toEqual(['IN_QUEUE', 0])
    await sandbox.advance(4)
    const running = await queue.status(endpoint, { requestId, logs: true })
    expect([running.status, running.logs[0].level]).toEqual(['IN_PROGRESS', 'INFO'])
    await sandbox.advance(4)
    expect((await queue.status(endpoint, { requestId })).status).toBe('COMPLETED')
    const result = await queue.result(endpoint, { requestId })
    expect(result.requestId).toBe(requestId)
    expect(await sizeOf(await (await sandbox.fetch(result.data.video.url)).arrayBuffer())).toEqual([1280, 720])
    expect(sandbox.creates[0]?.request).toMatchObject({ seconds: '4', generateAudio: false })
  })

  it('throws a validation error for a blocked prompt', async () => {
    const { sandbox, queue, submit } = await openQueue()
    const { request_id: requestId } = await submit({ prompt: 'A scene of gore.' })
    await sandbox.advance(8)
    const error = await queue.result(endpoint, { requestId }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'ValidationError', status: 422 })
    expect(error.fieldErrors).toMatchObject([{ loc: ['body', 'prompt'], type: 'content_policy_violation' }])
  })

  it('cancels', async () => {
    const { sandbox, queue, submit } = await openQueue()
    const { request_id: requestId } = await submit()
    await sandbox.advance(4)
    await queue.cancel(endpoint, { requestId })
    await expect(queue.result(endpoint, { requestId })).rejects.toMatchObject({ status: 499 })
    await expect(queue.cancel(endpoint, { requestId })).rejects.toMatchObject({ status: 400 })
  })
})
