import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../../archive/archive'
import { memoryArchive } from '../../archive/memory-archive'
import { memoryStore } from '../../store/memory'
import type { Store } from '../../store/store'
import { createTestServer } from '../../testing/test-server'
import type { UpstreamContent } from '../../upstream/upstream'

const day = 86_400

const file = (start: number[], contentType: string): UpstreamContent => ({
  status: 200,
  contentType,
  contentLength: undefined,
  contentRange: undefined,
  body: new Blob([Uint8Array.from([...start, ...new Uint8Array(100)])]).stream(),
})
const thumbnail = () => file([0xff, 0xd8, 0xff, 0xe0], 'image/jpeg')
const video = () => file([0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109], 'video/mp4')

/** An archive that records the keys of its files. */
function observedArchive(): { archive: Archive; files: Set<string> } {
  const inner = memoryArchive()
  const files = new Set<string>()
  const archive: Archive = {
    ...inner,
    write: async (key, body, entry) => {
      const bytes = await inner.write(key, body, entry)
      files.add(key)
      return bytes
    },
    delete: async (key) => {
      await inner.delete(key)
      files.delete(key)
    },
  }
  return { archive, files }
}

/** A scene with a copy in progress, which ignores aborts and completes only after `completeCopy`. */
async function openSceneDuringCopy(archive: Archive, store: Store = memoryStore()) {
  let completeCopy = (): void => undefined
  const copyAllowed = new Promise<void>((resolve) => (completeCopy = resolve))
  let isStarted = false
  const slow: Archive = {
    ...archive,
    write: async (key, body, entry) => {
      const whole = await new Response(body).blob()
      isStarted = true
      await copyAllowed
      return archive.write(key, whole.stream(), { ...entry, signal: undefined })
    },
  }
  const content = async (_ref: unknown, variant: string) => (variant === 'video' ? video() : thumbnail())
  const scene = createTestServer({ archive: slow, store }, { content })
  const { id } = await scene.create()
  scene.upstream.nextUpdate = { status: 'completed' }
  scene.clock.now += 10_000
  const ticking = scene.videos.tick()
  await expect.poll(() => isStarted).toBe(true)
  return { scene, id, ticking, completeCopy }
}

it('deletes previews after retainForMs although the video itself was never archived', async () => {
  const { archive, files } = observedArchive()
  const content = async (_ref: unknown, variant: string) => {
    if (variant === 'video') throw new VideoError('Expired.', { code: 'expired' })
    return thumbnail()
  }
  const scene = createTestServer({ archive, retainForMs: 2 * day * 1_000 }, { content })
  const { id } = await scene.create()
  scene.upstream.nextUpdate = { status: 'completed' }
  await scene.advance(60, 10)
  expect([...files].sort()).toEqual([`${id}/spritesheet`, `${id}/thumbnail`])
  const current = await scene.retrieve(id)
  expect(current.expires_at).toBe((current.completed_at ?? 0) + 2 * day)
  await scene.advance(2 * day, day / 2)
  expect([...files]).toEqual([])
})

it('deletes the files of a video that is deleted during its copy, although the first deletion fails', async () => {
  const { archive, files } = observedArchive()
  let failures = 0
  const failing: Archive = {
    ...archive,
    delete: async (key) => {
      if (files.has(key) && (failures += 1) === 1) throw new Error('Not now')
      return archive.delete(key)
    },
  }
  const { scene, id, ticking, completeCopy } = await openSceneDuringCopy(failing)
  expect((await scene.request(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  completeCopy()
  await ticking
  expect(files.size).toBe(1)
  await scene.advance(600, 60)
  expect([...files]).toEqual([])
})

it('waits for the copy of a deleted video on close, before it closes the store', async () => {
  const { archive, files } = observedArchive()
  let isClosed = false
  const inner = memoryStore()
  const callsAfterClose: string[] = []
  const store: Store = {
    ...inner,
    saveUpdate: (...call) => {
      if (isClosed) callsAfterClose.push('saveUpdate')
      return inner.saveUpdate(...call)
    },
    retrieve: (id) => {
      if (isClosed) callsAfterClose.push('retrieve')
      return inner.retrieve(id)
    },
    close: async () => {
      isClosed = true
    },
  }
  const { scene, id, ticking, completeCopy } = await openSceneDuringCopy(archive, store)
  await scene.request(`/videos/${id}`, { method: 'DELETE' })
  const closing = scene.videos.close()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isClosed).toBe(false)
  completeCopy()
  await closing
  await ticking
  expect([isClosed, callsAfterClose, [...files]]).toEqual([true, [], []])
})
