import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../../archive/archive'
import { memoryArchive } from '../../archive/memory-archive'
import { createMp4 } from '../../testing/create-mp4'
import { createTestApp, jsonPost } from '../../testing/test-app'
import { createTestServer } from '../../testing/test-server'
import type { TestServer } from '../../testing/test-server'
import type { UpstreamContent } from '../../upstream/upstream'

const day = 86_400
const mp4 = createMp4()
const video = async (): Promise<UpstreamContent> => ({
  status: 200,
  contentType: 'video/mp4',
  contentLength: mp4.byteLength,
  contentRange: undefined,
  body: new Blob([mp4]).stream(),
})

/** A server that archives one video, whose previews the upstream does not have. */
async function openScene(archive: Archive, content = video, more = {}) {
  let downloads = 0
  const server: TestServer = createTestServer(
    { archive, ...more },
    {
      content: async (_ref, variant) => {
        if (variant !== 'video') throw new VideoError('No previews.', { code: 'unsupported' })
        downloads += 1
        return content()
      },
    },
  )
  const { id } = await server.create()
  server.upstream.nextUpdate = { status: 'completed' }
  const failures = () => server.events.filter(({ type }) => type === 'archiving_failed')
  return { ...server, id, failures, downloads: () => downloads }
}

const fullDisk = (): Archive => ({
  ...memoryArchive(),
  write: async (_key, body) => {
    await new Response(body).arrayBuffer()
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
  },
})

it('a full disk fetches the same file fewer than twenty times a day, and tells the operator each time', async () => {
  const { advance, downloads, failures, id } = await openScene(fullDisk())
  await advance(day - 60, 60)
  expect(downloads()).toBeGreaterThan(5)
  expect(downloads()).toBeLessThan(20)
  expect(failures()).toHaveLength(downloads())
  expect(failures()[0]).toMatchObject({
    operation: 'copy',
    videoId: id,
    owner: 'ada',
    variant: 'video',
    code: 'overloaded',
    reason: expect.stringContaining('ENOSPC: no space left on device'),
  })
})

it('a file that the provider could not send is tried again soon, since only the provider has it', async () => {
  const failing = () => Promise.reject(new VideoError('Reset.', { code: 'upstream_failed' }))
  const { advance, downloads, failures } = await openScene(memoryArchive(), failing)
  await advance(600, 10)
  expect(downloads()).toBeGreaterThan(8)
  expect(failures()[0]).toMatchObject({ operation: 'copy', code: 'upstream_failed', reason: 'Reset.' })
})

it.each([
  ['a body that breaks', new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('cut')) })],
  ['a body that is too short', new Blob([mp4.slice(0, 50)]).stream()],
])('%s is a failure of the provider, not of the archive', async (_, body) => {
  const { advance, failures } = await openScene(memoryArchive(), async () => ({ ...(await video()), body }))
  await advance(30, 10)
  expect(failures()[0]).not.toMatchObject({ code: 'overloaded' })
})

it('the operator learns of previews that cannot be made', async () => {
  const previews = { make: () => Promise.reject(new Error('spawn ffmpeg ENOENT')) }
  const { advance, failures } = await openScene(memoryArchive(), video, { previews })
  await advance(60, 10)
  expect(failures()).toMatchObject(
    ['thumbnail', 'spritesheet'].map((variant) => ({ operation: 'preview', variant, reason: 'spawn ffmpeg ENOENT' })),
  )
})

it('the operator learns of a file on a private host, and which host it is', async () => {
  const app = createTestApp({
    server: { archive: memoryArchive() },
    upstream: {
      fetch: async (request) => {
        const { pathname } = new URL(request.url)
        if (!pathname.endsWith('/content')) return app.sandbox.fetch(request)
        return new Response(null, { status: 302, headers: { location: 'http://10.1.2.3/file.mp4?token=secret' } })
      },
    },
  })
  await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))
  await app.advance(30)
  const failed = app.events.find((event) => event.type === 'archiving_failed' && event.variant === 'video')
  expect(failed).toMatchObject({ operation: 'copy', code: 'upstream_rejected' })
  const { reason } = failed as unknown as { reason: string }
  expect(reason).toContain('trustedMediaOrigins')
  expect(reason).toContain('10.1.2.3')
  expect(reason).not.toContain('secret')
})
