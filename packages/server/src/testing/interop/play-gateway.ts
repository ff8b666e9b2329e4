import { createAndWatch, createVideosClient } from '@dailies/core'
import type { Video, VideoError, VideosClient } from '@dailies/core'
import { createSandbox, listen } from '@dailies/sandbox'
import type { Sandbox } from '@dailies/sandbox'
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { memoryArchive, memoryStore } from '../../memory'
import { toNode } from '../../node'
import { openaiUpstream } from '../../openai'
import type { DialectName } from '../../openai'
import { createVideoServer } from '../../video-server'
import { createPng } from '../create-png'

/** A real gateway in front of the sandbox. */
export interface Gateway {
  baseURL: string
  apiKey: string
  /** What it calls the smallest model of the sandbox. */
  model: string
  dialect: DialectName
}

/** The sandbox on a port, whose jobs take two seconds. */
export async function openSandbox() {
  const sandbox = createSandbox({ jobDurationMs: 2_000, pollAfterMs: 500, concurrency: 4 })
  const server = await listen(sandbox)
  return {
    sandbox,
    baseURL: server.baseURL,
    close: async (): Promise<void> => {
      await server.close()
      await sandbox.close()
    },
  }
}

const size = '320x192'
const timeout = (): AbortSignal => AbortSignal.timeout(60_000)

/** Our server in front of the gateway, and a browser's client of it, over HTTP. */
async function openApp({ baseURL, apiKey, dialect, model }: Gateway) {
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL,
      apiKey,
      dialect,
      models: [{ id: model, sizes: [size], seconds: ['1'], input_reference: true }],
    }),
    authorize: () => ({ owner: 'ada' }),
    store: memoryStore(),
    archive: memoryArchive(),
  })
  videos.start()
  const server = createServer(toNode(videos))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    client: createVideosClient({ baseURL: `http://127.0.0.1:${port}/api` }),
    close: async (): Promise<void> => {
      server.closeAllConnections()
      server.close()
      await videos.close()
    },
  }
}

type Step = (client: VideosClient, sandbox: Sandbox, gateway: Gateway) => Promise<void>

const make = (client: VideosClient, model: string, changes: object = {}): Promise<Video> =>
  createAndWatch(client, { prompt: 'A brass lamp on a desk.', model, ...changes }, { signal: timeout() })

/** What a page does, and what must be true then. */
const steps: Record<string, Step> = {
  'a video is made once, and served whole and in parts': async (client, sandbox, { model }) => {
    const before = sandbox.counters.creates
    const video = await make(client, model)
    assert.equal(video.status, 'completed')
    assert.equal(video.progress, 100)
    assert.equal(sandbox.counters.creates - before, 1)
    assert.deepEqual(sandbox.creates.at(-1)?.request?.size, size)
    const whole = new Uint8Array(await (await client.content(video.id)).arrayBuffer())
    assert.equal(new TextDecoder().decode(whole.subarray(4, 8)), 'ftyp')
    const part = await client.content(video.id, 'video', { range: 'bytes=4-7' })
    assert.equal(part.status, 206)
    assert.equal(await part.text(), 'ftyp')
  },
  'a repeated create makes no second video': async (client, sandbox, { model }) => {
    const before = sandbox.counters.creates
    const request = { prompt: 'A lamp, once.', model }
    const [one, other] = await Promise.all([
      client.create(request, { idempotencyKey: 'the-same-key-0123456789' }),
      client.create(request, { idempotencyKey: 'the-same-key-0123456789' }),
    ])
    assert.equal(one.id, other.id)
    assert.equal(sandbox.counters.creates - before, 1)
  },
  'a first frame arrives': async (client, sandbox, { model }) => {
    const input_reference = new Blob([createPng(320, 192)], { type: 'image/png' })
    const video = await make(client, model, { input_reference })
    assert.equal(video.status, 'completed')
    assert.ok(sandbox.creates.at(-1)?.request?.referenceImage, 'The provider got no image.')
  },
  // The gateway takes one, and its provider bills it, but it does not find it again.
  'no remix is offered': async (client, sandbox, { model }) => {
    const source = await make(client, model)
    const before = sandbox.counters.creates
    assert.equal((await client.capabilities()).operations.remix, false)
    await assert.rejects(client.remix(source.id, { prompt: 'The lamp is blue.' }), { code: 'unsupported' })
    assert.equal(sandbox.counters.creates - before, 0)
  },
  'a rejected create says what the provider said': async (client, sandbox, { model }) => {
    sandbox.faults.add({ kind: 'error', status: 400, on: 'create', times: 1 })
    const { creates } = sandbox.counters
    await assert.rejects(client.create({ prompt: 'A lamp.', model }), (error: VideoError) => {
      assert.doesNotMatch(error.message, /litellm|Exception/)
      return error.status === 400
    })
    assert.equal(sandbox.counters.creates, creates)
  },
  'a moderated prompt fails with its reason': async (client, _sandbox, { model }) => {
    const video = await make(client, model, { prompt: 'All of the gore.' })
    assert.equal(video.status, 'failed')
    assert.equal(video.error?.code, 'moderation_blocked')
  },
  'a deleted video is gone, although the gateway cannot delete': async (client, _sandbox, { model }) => {
    const { id } = await make(client, model)
    await client.delete(id)
    await assert.rejects(client.retrieve(id), { code: 'not_found' })
  },
}

/** Plays every step, and resolves with the failed ones. */
export async function playGateway(gateway: Gateway, sandbox: Sandbox): Promise<Map<string, unknown>> {
  const app = await openApp(gateway)
  const failed = new Map<string, unknown>()
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step(app.client, sandbox, gateway)
    } catch (error) {
      failed.set(name, error)
    }
  }
  await app.close()
  return failed
}

/** Names of the steps, for a report. */
export const stepNames: readonly string[] = Object.keys(steps)
