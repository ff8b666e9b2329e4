import type { Video } from '@dailies/core'
import { VideoError } from '@dailies/core'
import { expect, it, onTestFinished } from 'vitest'
import { memoryArchive, memoryStore } from './memory'
import { openScene } from './testing/scene'
import type { Scene } from './testing/scene'
import { posting } from './testing/stage'

const soon = { timeout: 4_000, interval: 20 }
const never = <T>(): Promise<T> => new Promise(() => undefined)
const makeAs = async ({ ask }: Scene, as: string): Promise<Video> =>
  (await ask('/videos', { ...posting({ prompt: 'A lamp.' }), as })).json()
const statusOf = async ({ ask }: Scene, id: string, as = 'ada'): Promise<string> =>
  ((await (await ask(`/videos/${id}`, { as })).json()) as Video).status

/** An upstream that answers at once, but for these jobs, which are answered when the test says so. */
function openSlow(slow: number[], options: Parameters<typeof openScene>[0] = {}) {
  let answer = (): void => undefined
  const answered = new Promise<void>((resolve) => (answer = resolve))
  const scene = openScene(options, {
    retrieve: async (ref) => {
      scene.upstream.looks += 1
      if (slow.some((at) => ref === `up-${at}`)) await answered
      return { update: { status: 'completed' } }
    },
  })
  return Object.assign(scene, { answer: () => answer() })
}

it('a look that hangs holds up no other', async () => {
  const scene = openSlow([1])
  await scene.create()
  scene.clock.now += 60_000
  scene.videos.start()
  await expect.poll(() => scene.upstream.looks, soon).toBe(1)
  const { id } = await makeAs(scene, 'bob')
  scene.clock.now += 60_000
  await expect.poll(() => statusOf(scene, id, 'bob'), soon).toBe('completed')
  scene.answer()
  await scene.videos.close()
})

it('a submission that is asked again holds up no look, nor another owner’s submission', async () => {
  const scene = openScene({}, { idempotent: true })
  const lost = () => Promise.reject(new VideoError('Broken line.', { code: 'upstream_failed' }))
  scene.upstream.submits = lost
  for (let count = 0; count < 6; count += 1) await scene.create()
  const { id } = await makeAs(scene, 'bob')
  const keys = scene.upstream.keys.length
  scene.upstream.submits = async () =>
    scene.upstream.keys.at(-1) === id ? { ref: 'bobs', update: { status: 'queued' } } : never()
  scene.upstream.hears = { status: 'completed' }
  scene.clock.now += 60_000
  scene.videos.start()
  // Four of the first owner's places, and the other's.
  await expect.poll(() => scene.upstream.keys.length - keys, soon).toBe(5)
  scene.clock.now += 60_000
  await expect.poll(() => statusOf(scene, id, 'bob'), soon).toBe('completed')
})

it('where looks take every place, the next begins as soon as one is free', async () => {
  const scene = openSlow(Array.from({ length: 15 }, (_, index) => index + 1))
  const made: Video[] = []
  for (let count = 0; count < 20; count += 1) {
    made.push(await scene.create())
    scene.clock.now += 1
  }
  scene.clock.now += 60_000
  scene.videos.start()
  await expect.poll(() => scene.upstream.looks, soon).toBe(20)
  await expect
    .poll(async () => Promise.all(made.slice(15).map(({ id }) => statusOf(scene, id))), soon)
    .toEqual(Array(5).fill('completed'))
  scene.answer()
  await scene.videos.close()
})

it('films whose host trickles keep no other owner’s out of the archive', async () => {
  const film = Uint8Array.from([0, 0, 0, 24, 102, 116, 121, 112, 105, 115, 111, 109, ...new Uint8Array(100)])
  const scene = openScene(
    { archive: memoryArchive() },
    {
      content: async (ref, variant) => ({
        status: 200,
        contentType: variant === 'video' ? 'video/mp4' : 'image/jpeg',
        contentLength: undefined,
        contentRange: undefined,
        body: new ReadableStream<Uint8Array>({
          pull: async (controller) => {
            if (ref !== 'up-7' && variant === 'video') return never()
            controller.enqueue(film)
            controller.close()
          },
        }),
      }),
      submits: async (count) => ({ ref: `up-${count}`, update: { status: 'completed' } }),
    },
  )
  for (let count = 0; count < 6; count += 1) await scene.create()
  scene.videos.start()
  const { id } = await makeAs(scene, 'bob')
  const stateOf = async () => {
    const video: Video = await (await scene.ask(`/videos/${id}`, { as: 'bob' })).json()
    return video.assets?.video.state
  }
  await expect.poll(stateOf, soon).toBe('ready')
  await scene.videos.close()
})

it('a tick is over when what it started is, and close waits as well', async () => {
  const scene = openSlow([1])
  const [slow, quick] = [await scene.create(), await scene.create()]
  scene.clock.now += 60_000
  const over: string[] = []
  const ticking = scene.videos.tick().then((looks) => over.push(`tick of ${looks}`))
  await expect.poll(() => statusOf(scene, quick.id), soon).toBe('completed')
  const closing = scene.videos.close().then(() => over.push('close'))
  expect(over).toEqual([])
  scene.answer()
  await Promise.all([ticking, closing])
  expect(over.toSorted()).toEqual(['close', 'tick of 2'])
  expect(await statusOf(scene, slow.id)).toBe('completed')
})

it('everything that a tick starts is handed to waitUntil', async () => {
  const works: Promise<unknown>[] = []
  const scene = openSlow([1], { waitUntil: (work) => void works.push(work) })
  const { id } = await scene.create()
  works.length = 0
  scene.clock.now += 60_000
  void scene.videos.tick()
  await expect.poll(() => works.length, soon).toBe(1)
  scene.answer()
  await Promise.all(works)
  expect(await statusOf(scene, id)).toBe('completed')
})

it('a row that cannot be written fails no tick, and is tried again once its lease has lapsed', async () => {
  const store = memoryStore()
  let broken: string | undefined
  const settle: typeof store.saveUpdate = (id, ...rest) =>
    id === broken ? Promise.reject(new Error('No space left.')) : store.saveUpdate(id, ...rest)
  const scene = openScene({ store: { ...store, saveUpdate: settle } })
  const [first, second] = [await scene.create(), await scene.create()]
  broken = first.id
  scene.upstream.hears = { status: 'completed' }
  await scene.pass(60)
  expect(await statusOf(scene, second.id)).toBe('completed')
  broken = undefined
  await scene.pass(16)
  expect(await statusOf(scene, first.id)).toBe('completed')
  onTestFinished(() => scene.videos.close())
})
