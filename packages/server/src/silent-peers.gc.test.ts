import type { Video } from '@dailies/core'
import { expect, it, onTestFinished, vi } from 'vitest'
import { memoryArchive } from './archive/memory-archive'
import { s3Archive } from './archive/s3/s3-archive'
import { openaiUpstream } from './openai'
import { openSilentPeer, settleUnderGc } from './testing/silent-peer'
import { testModels } from './testing/fixtures'
import { createTestServer } from './testing/test-server'
import { openS3 } from './testing/s3-server'
import { createMp4 } from './testing/create-mp4'

const video = createMp4()
const soon = { timeout: 10_000, interval: 50 }

/** A server in front of a provider that accepts creates and never responds to anything else. */
async function openSilentProvider(options: Parameters<typeof createTestServer>[0] = {}) {
  let created = 0
  let respondsToCreates = true
  const origin = await openSilentPeer((request, response) => {
    if (request.method !== 'POST' || !respondsToCreates) return false
    response.writeHead(200).end(JSON.stringify({ id: `up_${(created += 1)}`, status: 'queued' }))
    return true
  })
  const upstream = openaiUpstream({ baseURL: `${origin}/v1`, apiKey: 'sk-test', models: testModels })
  const server = createTestServer({ upstream, pollTimeoutMs: 400, createTimeoutMs: 400, ...options })
  return Object.assign(server, { stopResponding: () => (respondsToCreates = false) })
}

it('16 hanging polls end in time, and the next jobs are polled', async () => {
  const server = await openSilentProvider()
  for (let count = 0; count < 20; count += 1) await server.create()
  server.clock.now += 60_000
  server.videos.start()
  const polled = () => server.events.filter((event) => event.type === 'polled' && event.code === 'upstream_timeout')
  const polledIds = () => new Set(polled().map((event) => 'videoId' in event && event.videoId))
  await settleUnderGc(
    vi.waitFor(() => expect(polledIds().size).toBe(20), soon),
    8_000,
  )
  expect(polledIds().size).toBe(20)
  expect(await settleUnderGc(server.videos.close(), 2_000)).toBe('resolved')
})

it('a create is answered after createTimeoutMs, and may have been billed', async () => {
  const server = await openSilentProvider()
  server.stopResponding()
  const answer = server.create()
  expect(await settleUnderGc(answer, 2_000)).toBe('resolved')
  expect(await answer).toMatchObject({ status: 'failed', error: { code: 'submission_unknown', final: false } })
})

it('a create whose provider answers after all, too late, is found again', async () => {
  let answer = (): void => undefined
  const server = createTestServer(
    { createTimeoutMs: 200 },
    {
      onCreate: () =>
        new Promise((resolve) => (answer = () => resolve({ ref: 'late', update: { status: 'in_progress' } }))),
    },
  )
  const { id, status } = await server.create()
  expect(status).toBe('failed')
  answer()
  await expect.poll(async () => (await server.retrieve(id)).status, soon).toBe('in_progress')
})

it('close ends while a poll, a copy and a deletion hang', async () => {
  const never = (): Promise<never> => new Promise(() => undefined)
  const archive = { ...memoryArchive(), delete: never, write: never }
  const server = createTestServer(
    { archive, pollTimeoutMs: 300 },
    {
      content: async () => ({
        status: 200,
        contentType: 'video/mp4',
        contentLength: 9,
        contentRange: undefined,
        body: new Blob([new Uint8Array(9)]).stream(),
      }),
    },
  )
  const [copied, polled] = [await server.create(), await server.create()]
  server.upstream.nextUpdate = { status: 'completed' }
  server.clock.now += 10_000
  const reading = server.retrieve(copied.id)
  await reading
  server.upstream.retrieve = never
  server.videos.start()
  server.clock.now += 60_000
  await new Promise((resolve) => setTimeout(resolve, 200))
  void server.retrieve(polled.id)
  // An aborted write may take ten seconds to end.
  expect(await settleUnderGc(server.videos.close(), 13_000)).toBe('resolved')
})

it('a reader gets the file from the provider while the bucket does not respond, and copying goes on afterwards', async () => {
  const s3 = await openS3()
  onTestFinished(() => s3.close())
  let isSilent = false
  const archive = s3Archive({
    ...s3.options,
    retries: 0,
    timeoutMs: 500,
    fetch: (input, init) => (isSilent ? new Promise(() => undefined) : fetch(input, init)),
  })
  const content = async () => ({
    status: 200 as const,
    contentType: 'video/mp4',
    contentLength: video.byteLength,
    contentRange: undefined,
    body: new Blob([video]).stream(),
  })
  const server = createTestServer({ archive }, { content })
  const [first, second] = [await server.create(), await server.create()]
  server.upstream.nextUpdate = { status: 'completed' }
  const stateOf = async ({ id }: Video) => (await server.retrieve(id)).assets?.video.state
  await server.advance(60, 10)
  expect(await stateOf(first)).toBe('ready')

  isSilent = true
  const third = await server.create()
  expect(await settleUnderGc(server.advance(60, 10), 20_000)).toBe('resolved')
  expect(await stateOf(third)).toBe('archiving')
  const response = server.request(`/videos/${second.id}/content`)
  expect(await settleUnderGc(response, 7_000)).toBe('resolved')
  expect(Buffer.from(await (await response).arrayBuffer()).equals(video)).toBe(true)
  expect(server.events).toContainEqual(
    expect.objectContaining({ type: 'archiving_failed', operation: 'read', variant: 'video', code: 'overloaded' }),
  )

  isSilent = false
  await server.advance(600, 60)
  expect(await stateOf(third)).toBe('ready')
})
