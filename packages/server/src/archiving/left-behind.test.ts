import { VideoError } from '@dailies/core'
import { expect, it } from 'vitest'
import type { Archive } from '../archive/archive'
import { memoryArchive } from '../archive/memory-archive'
import { memoryStore } from '../store/memory'
import type { Store } from '../store/store'
import { openScene } from '../testing/scene'
import type { UpstreamContent } from '../upstream/upstream'

const day = 86_400

const file = (start: number[], contentType: string): UpstreamContent => ({
  status: 200,
  contentType,
  contentLength: undefined,
  contentRange: undefined,
  body: new Blob([Uint8Array.from([...start, ...new Uint8Array(100)])]).stream(),
})
const still = () => file([0xff, 0xd8, 0xff, 0xe0], 'image/jpeg')
const film = () => file([0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109], 'video/mp4')

/** An archive that tells which files are in it. */
function watchedArchive(): { archive: Archive; files: Set<string> } {
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

/** A scene in which a film is being copied whose last byte arrives when it is told to, whatever the server wants meanwhile. */
async function whileCopied(archive: Archive, store: Store = memoryStore()) {
  let arrive = (): void => undefined
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  let isStarted = false
  const slow: Archive = {
    ...archive,
    write: async (key, body, entry) => {
      isStarted = true
      await arrived
      return archive.write(key, body, { ...entry, signal: undefined })
    },
  }
  const content = async (_ref: unknown, variant: string) => (variant === 'video' ? film() : still())
  const scene = openScene({ archive: slow, store }, { content })
  const { id } = await scene.create()
  scene.upstream.hears = { status: 'completed' }
  scene.clock.now += 10_000
  const ticking = scene.videos.tick()
  await expect.poll(() => isStarted).toBe(true)
  return { scene, id, ticking, arrive }
}

it('pictures are let go after retainForMs although the film itself never came', async () => {
  const { archive, files } = watchedArchive()
  const content = async (_ref: unknown, variant: string) => {
    if (variant === 'video') throw new VideoError('Gone.', { code: 'expired' })
    return still()
  }
  const scene = openScene({ archive, retainForMs: 2 * day * 1_000 }, { content })
  const { id } = await scene.create()
  scene.upstream.hears = { status: 'completed' }
  await scene.pass(60, 10)
  expect([...files].sort()).toEqual([`${id}/spritesheet`, `${id}/thumbnail`])
  const video = await scene.see(id)
  expect(video.expires_at).toBe((video.completed_at ?? 0) + 2 * day)
  await scene.pass(2 * day, day / 2)
  expect([...files]).toEqual([])
})

it('a film that is deleted while it is copied leaves nothing, although the archive fails once to delete it', async () => {
  const { archive, files } = watchedArchive()
  let failures = 0
  const failing: Archive = {
    ...archive,
    delete: async (key) => {
      if (files.has(key) && (failures += 1) === 1) throw new Error('Not now')
      return archive.delete(key)
    },
  }
  const { scene, id, ticking, arrive } = await whileCopied(failing)
  expect((await scene.ask(`/videos/${id}`, { method: 'DELETE' })).status).toBe(200)
  arrive()
  await ticking
  expect(files.size).toBe(1)
  await scene.pass(600, 60)
  expect([...files]).toEqual([])
})

it('a closing server waits for the copy of a film that was deleted, and closes its store after it', async () => {
  const { archive, files } = watchedArchive()
  let isClosed = false
  const inner = memoryStore()
  const late: string[] = []
  const store: Store = {
    ...inner,
    saveUpdate: (...call) => {
      if (isClosed) late.push('settle')
      return inner.saveUpdate(...call)
    },
    retrieve: (id) => {
      if (isClosed) late.push('retrieve')
      return inner.retrieve(id)
    },
    close: async () => {
      isClosed = true
    },
  }
  const { scene, id, ticking, arrive } = await whileCopied(archive, store)
  await scene.ask(`/videos/${id}`, { method: 'DELETE' })
  const closing = scene.videos.close()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(isClosed).toBe(false)
  arrive()
  await closing
  await ticking
  expect([isClosed, late, [...files]]).toEqual([true, [], []])
})
