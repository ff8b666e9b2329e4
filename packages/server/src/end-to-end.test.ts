import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { createTestApp, jsonPost } from './testing/test-app'

const read = async (response: Response): Promise<Video> => response.json() as Promise<Video>

it('creates a video from a prompt and serves its file', async () => {
  const { request, advance } = createTestApp()
  const created = await read(await request('/videos', jsonPost({ prompt: 'A lamp.' })))
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
  expect(await read(await request(`/videos/${created.id}`))).toMatchObject({ status: 'in_progress' })
  await advance(30)
  const done = await read(await request(`/videos/${created.id}`))
  expect(done).toMatchObject({
    status: 'completed',
    progress: 100,
    assets: { thumbnail: { state: 'ready', url: `/api/videos/${created.id}/content?variant=thumbnail` } },
  })
  const file = await request(`/videos/${created.id}/content`, { headers: { Range: 'bytes=4-7' } })
  expect([file.status, await file.text()]).toEqual([206, 'ftyp'])
})
