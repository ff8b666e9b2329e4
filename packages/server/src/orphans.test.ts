import { VideoError } from '@dailies/core'
import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { openScene } from './testing/scene'
import { posting } from './testing/stage'

const timeout = () => Promise.reject(new VideoError('No answer.', { code: 'upstream_timeout' }))

describe('an orphan', () => {
  const listed = (changes: Partial<Video> = {}, ref = 'listed') => ({
    ref,
    heard: {
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
    scene.upstream.hears = listed().heard
    await scene.videos.adopt('bob', 'listed')
    const { id } = await scene.create()
    await scene.pass(5)
    expect(await scene.see(id)).toMatchObject({ status: 'queued' })
  })
})
