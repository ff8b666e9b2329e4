import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { openScene } from './testing/scene'
import type { Scene } from './testing/scene'
import { posting } from './testing/stage'

const timeout = () => Promise.reject(new VideoError('No answer.', { code: 'upstream_timeout' }))

describe('an orphan', () => {
  const listed = (changes: Partial<Video> = {}, ref = 'listed') => ({
    ref,
    update: {
      status: 'completed' as const,
      model: 'mini',
      size: '320x192',
      seconds: '4',
      prompt: 'A lamp.',
      created_at: Date.UTC(2026, 10, 22, 12) / 1_000 + 1,
      ...changes,
    },
  })
  const open = (list: ReturnType<typeof listed>[]) =>
    openScene({ adoptOrphans: true }, { submits: timeout, list: async () => list })

  it('is found where it is the only one that fits', async () => {
    const scene = open([listed(), listed({ prompt: 'Another.' }, 'b'), listed({ seconds: '8' }, 'c')])
    const video = await scene.create()
    expect(video.status).toBe('queued')
    await scene.pass(5)
    expect(await scene.see(video.id)).toMatchObject({ status: 'completed' })
  })

  it.each([
    ['two fit', [listed(), listed({}, 'b')]],
    ['its time does not fit', [listed({ created_at: Date.UTC(2026, 10, 22, 11) / 1_000 })]],
    ['its prompt is not told', [listed({ prompt: null })]],
    ['none is listed', []],
  ])('is not guessed where %s', async (_, list) => {
    const scene = open(list)
    const video = await scene.create()
    await scene.pass(300, 10)
    expect(await scene.see(video.id)).toMatchObject({
      status: 'failed',
      error: { code: 'submission_unknown', final: false },
    })
    expect(scene.upstream.keys).toHaveLength(1)
  })

  it('is not taken where somebody else wants the same', async () => {
    const scene = open([listed()])
    const { id } = await scene.create()
    await scene.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as: 'bob' })
    await scene.pass(5)
    expect(await scene.see(id)).toMatchObject({ status: 'queued' })
  })

  it("claimed by a row is nobody else's", async () => {
    const scene = open([listed()])
    scene.upstream.hears = listed().update
    await scene.videos.adopt('bob', 'listed')
    const { id } = await scene.create()
    await scene.pass(5)
    expect(await scene.see(id)).toMatchObject({ status: 'queued' })
  })

  describe('whose film may be that of somebody else', () => {
    const deleteOnly = async (scene: Scene, as: string): Promise<void> => {
      const { data } = (await (await scene.ask('/videos', { as })).json()) as { data: Video[] }
      await scene.ask(`/videos/${data[0]?.id}`, { method: 'DELETE', as })
    }

    /** Bob asks, and the far end holds its answer back until it is told to. */
    const askAndWait = async (scene: Scene, prompt: string): Promise<{ asked: Promise<Response>; answer(): void }> => {
      let answer = (): void => undefined
      const { submits } = scene.upstream
      scene.upstream.submits = () =>
        new Promise((resolve) => (answer = () => resolve({ ref: 'listed', update: { status: 'queued' } })))
      const asked = scene.ask('/videos', { ...posting({ prompt }), as: 'bob' })
      await expect.poll(() => scene.upstream.keys).toHaveLength(1)
      scene.upstream.submits = submits
      return { asked, answer }
    }

    it('is not guessed, also where that row was deleted while it was created', async () => {
      const scene = open([listed()])
      const { asked, answer } = await askAndWait(scene, 'A lamp.')
      await deleteOnly(scene, 'bob')
      const { id } = await scene.create()
      await scene.pass(10)
      expect(await scene.see(id)).toMatchObject({ status: 'queued' })
      answer()
      await asked
      await scene.pass(300, 10)
      expect(await scene.see(id)).toMatchObject({ error: { code: 'submission_unknown' } })
      expect(scene.upstream.deleted).toEqual(['listed'])
    })

    it('is not guessed, also where that row was deleted and its create never answered', async () => {
      const scene = open([listed()])
      await scene.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as: 'bob' })
      await deleteOnly(scene, 'bob')
      const { id } = await scene.create()
      await scene.pass(10)
      expect(await scene.see(id)).toMatchObject({ status: 'queued' })
    })

    it('keeps a film that was given to it, whatever is deleted by whom', async () => {
      const scene = open([listed()])
      // Not alike here, and told as if it were there.
      const { asked, answer } = await askAndWait(scene, 'A  lamp.')
      const { id } = await scene.create()
      await scene.pass(10)
      expect(await scene.see(id)).toMatchObject({ status: 'completed' })
      answer()
      expect(await (await asked).json()).toMatchObject({ status: 'queued' })
      await deleteOnly(scene, 'bob')
      await scene.pass(300, 10)
      expect(scene.upstream.deleted).toEqual([])
    })
  })
})

it('a reference that the upstream uses anew, counting from the start after a restart, is taken', async () => {
  const scene = openScene({}, { submits: async () => ({ ref: 'first', update: { status: 'queued' } }) })
  scene.upstream.hears = { status: 'completed' }
  const { id } = await scene.create()
  await scene.pass(60, 30)
  expect(await scene.see(id)).toMatchObject({ status: 'completed' })
  expect(await scene.create()).toMatchObject({ status: 'queued', error: null })
})
