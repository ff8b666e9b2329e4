import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { openStage, posting } from './testing/stage'

const read = async (response: Response): Promise<Video> => response.json() as Promise<Video>

it('a film goes from prompt to file', async () => {
  const { ask, advance } = openStage()
  const created = await read(await ask('/videos', posting({ prompt: 'A lamp.' })))
  expect(created).toMatchObject({
    object: 'video',
    status: 'queued',
    prompt: 'A lamp.',
    model: 'mini',
    size: '320x192',
    seconds: '1',
    remixed_from_video_id: null,
    error: null,
    assets: { version: 1, video: { state: 'waiting', url: null } },
  })
  await advance(4)
  expect(await read(await ask(`/videos/${created.id}`))).toMatchObject({ status: 'in_progress' })
  await advance(30)
  const done = await read(await ask(`/videos/${created.id}`))
  expect(done).toMatchObject({
    status: 'completed',
    progress: 100,
    assets: { thumbnail: { state: 'ready', url: `/api/videos/${created.id}/content?variant=thumbnail` } },
  })
  const film = await ask(`/videos/${created.id}/content`, { headers: { Range: 'bytes=4-7' } })
  expect([film.status, await film.text()]).toEqual([206, 'ftyp'])
})
