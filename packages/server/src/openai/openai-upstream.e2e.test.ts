import { createSandbox } from '@dailies/sandbox'
import type { SandboxOptions } from '@dailies/sandbox'
import { openaiUpstream } from '@dailies/server/openai'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { UpstreamContent } from '../upstream/upstream'

const open = (options: Partial<SandboxOptions> = {}) => {
  const sandbox = createSandbox({ clock: 'manual', apiKey: 'secret', ...options })
  const upstream = openaiUpstream({
    baseURL: 'http://sandbox/v1',
    apiKey: 'secret',
    models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1', '2'] }],
    fetch: sandbox.fetch,
  })
  return { sandbox, upstream }
}
let row = 0
const key = () => ({ idempotencyKey: `row-${(row += 1)}` })
const sizeOf = async ({ body }: UpstreamContent) => (await new Response(body).arrayBuffer()).byteLength

it('takes a video from prompt to deletion', async () => {
  const { sandbox, upstream } = open()
  const { ref, update } = await upstream.create({ prompt: 'A lamp at dusk', size: '320x192', seconds: '1' }, key())
  expect(update).toMatchObject({ status: 'queued', model: 'mini', size: '320x192', seconds: '1' })
  await expect(upstream.content(ref, 'video')).rejects.toMatchObject({ code: 'not_ready' })
  await sandbox.advance(30)
  const { update: done } = await upstream.retrieve(ref)
  expect(done).toMatchObject({ status: 'completed', progress: 100 })

  for (const [variant, contentType] of [
    ['video', 'video/mp4'],
    ['thumbnail', 'image/webp'],
    ['spritesheet', 'image/jpeg'],
  ] as const) {
    const content = await upstream.content(ref, variant)
    expect(content).toMatchObject({ status: 200, contentType })
    expect(await sizeOf(content)).toBe(content.contentLength)
  }

  const remix = await upstream.remix!(ref, { prompt: 'A lamp at dawn' }, key())
  expect(remix.ref).not.toBe(ref)
  expect((await upstream.list!({ limit: 10 })).map((item) => item.ref)).toEqual([remix.ref, ref])
  const page = await upstream.list!({ limit: 1, after: String(remix.ref) })
  expect(page.map((item) => item.ref)).toEqual([ref])

  await upstream.delete!(ref)
  await upstream.delete!(ref)
  await expect(upstream.retrieve(ref)).rejects.toMatchObject({ code: 'not_found' })
  expect(sandbox.counters).toMatchObject({ creates: 2, openStreams: 0 })
  await sandbox.close()
})

it('edits and extends by the id of the source', async () => {
  const { sandbox, upstream } = open()
  const { ref } = await upstream.create({ prompt: 'A lamp', seconds: '1' }, key())
  await sandbox.advance(30)
  const edit = await upstream.edit!(ref, { prompt: 'Make it blue' }, key())
  const extension = await upstream.extend!(ref, { prompt: 'It goes out', seconds: '4' }, key())
  expect(edit.update.seconds).toBe('1')
  expect(extension.update.seconds).toBe('5')
  await sandbox.close()
})

it('sends a reference image that the server uses as the first frame', async () => {
  const { sandbox, upstream } = open()
  const image = (width: number) =>
    sharp({ create: { width, height: 192, channels: 3, background: '#a33' } })
      .png()
      .toBuffer()
  const request = { prompt: 'A lamp', size: '320x192', seconds: '1' }
  await upstream.create({ ...request, input_reference: new Blob([await image(320)]) }, key())
  const wrong = upstream.create({ ...request, input_reference: new Blob([await image(64)]) }, key())
  await expect(wrong).rejects.toThrow('must match')
  await expect(wrong).rejects.toBeInstanceOf(SubmissionRejectedError)
  expect(sandbox.counters.creates).toBe(1)
  await sandbox.close()
})

it.each([
  [true, 206, 100],
  [false, 200, 300],
])('sends a range request, and accepts a full response (range honoured: %s)', async (ranges, status, atLeast) => {
  const { sandbox, upstream } = open({ ranges })
  const { ref } = await upstream.create({ prompt: 'A lamp', seconds: '1' }, key())
  await sandbox.advance(30)
  const content = await upstream.content(ref, 'video', { range: 'bytes=100-199' })
  expect([content.status, content.contentType]).toEqual([status, 'video/mp4'])
  expect(await sizeOf(content)).toBeGreaterThanOrEqual(atLeast)
  await sandbox.close()
})

it('reports a wrong API key without repeating it', async () => {
  const { sandbox } = open()
  const upstream = openaiUpstream({ baseURL: 'http://sandbox/v1', apiKey: 'sk-wrong-key', fetch: sandbox.fetch })
  const error = await upstream.create({ prompt: 'A lamp' }, key()).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'upstream_rejected', status: 502 })
  expect(String(error)).not.toContain('sk-wrong')
  await sandbox.close()
})

it('closes the connection to the upstream when the reader cancels', async () => {
  const { sandbox, upstream } = open()
  const { ref } = await upstream.create({ prompt: 'A lamp', seconds: '2' }, key())
  await sandbox.advance(30)
  const abort = new AbortController()
  const { body } = await upstream.content(ref, 'video', { signal: abort.signal })
  expect(sandbox.counters.openStreams).toBeLessThanOrEqual(1)
  await body.cancel()
  expect(sandbox.counters.openStreams).toBe(0)
  await sandbox.close()
})
