import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { VideoError } from '@dailies/core'
import type { ErrorBody } from '@dailies/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Archive } from '../archive/archive'
import { diskArchive } from '../archive/disk-archive'
import { memoryArchive } from '../archive/memory-archive'
import { createMp4 } from '../testing/create-mp4'
import { createTestServer } from '../testing/test-server'
import type { UpstreamContent } from '../upstream/upstream'

const mp4 = createMp4()
const file = async (): Promise<UpstreamContent> => ({
  status: 200,
  contentType: 'video/mp4',
  contentLength: mp4.byteLength,
  contentRange: undefined,
  body: new Blob([mp4]).stream(),
})
const gone = (code: 'expired' | 'not_found' | 'unsupported' | 'upstream_failed') => () =>
  Promise.reject(new VideoError('Nothing here.', { code }))

/** A server with one archived video. Afterwards archive and upstream fail as the test sets it. */
async function openArchived(archive: Archive = memoryArchive()) {
  let openFailure: (() => Promise<never>) | undefined
  const failing: Archive = { ...archive, open: (...call) => (openFailure ? openFailure() : archive.open(...call)) }
  const server = createTestServer({ archive: failing }, { content: file })
  const { id } = await server.create()
  server.upstream.nextUpdate = { status: 'completed' }
  await server.advance(60, 10)
  const get = () => server.request(`/videos/${id}/content`)
  return {
    ...server,
    id,
    get,
    failOpen: (failure: (() => Promise<never>) | undefined) => (openFailure = failure),
    state: async () => (await server.retrieve(id)).assets?.video.state,
  }
}

const away = [
  ['404 NoSuchBucket', new VideoError('The archive failed at reading (404, NoSuchBucket).', { code: 'overloaded' })],
  ['an error of the file system', Object.assign(new Error('EIO: i/o error'), { code: 'EIO' })],
] as const

describe.each(away)('an archive that cannot be read: %s', (_, failure) => {
  it.each(['expired', 'not_found', 'unsupported', 'upstream_failed'] as const)(
    'is 503 although the provider says %s, and the file is served once the archive is back',
    async (code) => {
      const { get, failOpen, state, upstream, advance } = await openArchived()
      failOpen(() => Promise.reject(failure))
      upstream.content = gone(code)
      for (let minute = 0; minute < 5; minute += 1) {
        const response = await get()
        const { error }: ErrorBody = await response.json()
        expect([response.status, error.code, response.headers.get('retry-after')]).toEqual([503, 'overloaded', '10'])
        await advance(60)
      }
      expect(await state()).toBe('ready')
      failOpen(undefined)
      expect((await get()).status).toBe(200)
    },
  )

  it('is not noticed while the provider has the file, except by the operator', async () => {
    const { get, failOpen, events, id } = await openArchived()
    failOpen(() => Promise.reject(failure))
    expect((await get()).status).toBe(200)
    const reason = expect.stringContaining(failure.message)
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'archiving_failed', operation: 'read', videoId: id, variant: 'video', reason }),
    )
  })
})

it('a file that the archive and the provider do not have is expired after three requests in a minute', async () => {
  const { get, failOpen, state, upstream, advance } = await openArchived()
  failOpen(() => Promise.resolve(null as never))
  upstream.content = gone('expired')
  const statuses: number[] = []
  for (let request = 0; request < 4; request += 1) {
    statuses.push((await get()).status)
    await advance(30)
  }
  expect([statuses, await state()]).toEqual([[409, 409, 410, 410], 'expired'])
})

it('a folder whose volume is not mounted is 503, and its files are not counted as deleted', async () => {
  const parent = await mkdtemp(path.join(tmpdir(), 'dailies-volume-'))
  onTestFinished(() => rm(parent, { recursive: true, force: true }))
  const [directory, unmounted] = [path.join(parent, 'videos'), path.join(parent, 'unmounted')]
  const { get, id, upstream, state, request, advance, events } = await openArchived(diskArchive({ directory }))
  upstream.content = gone('expired')
  expect((await get()).status).toBe(200)
  await rename(directory, unmounted)
  await mkdir(directory)
  expect((await get()).status).toBe(503)
  expect(await state()).toBe('ready')
  expect((await request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  await advance(600, 60)
  expect(events).toContainEqual(expect.objectContaining({ type: 'archiving_failed', operation: 'delete', videoId: id }))
  await rm(directory, { recursive: true })
  await rename(unmounted, directory)
  expect(await diskArchive({ directory }).open(`${id}/video`)).not.toBeNull()
  await advance(600, 60)
  expect(await diskArchive({ directory }).open(`${id}/video`)).toBeNull()
})
