import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from '../../archive/memory-archive'
import { sqliteStore } from '../../sqlite'
import { createTestApp, jsonPost } from '../../testing/test-app'

const file = new Uint8Array(300_000).map((_, index) => index % 251)
file.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d])

/** A app whose upstream returns the video inline in its create response, and has no other route. */
async function openInline() {
  const [store, archive] = [sqliteStore({ file: ':memory:' }), memoryArchive()]
  const requests: string[] = []
  const app = createTestApp({
    server: { store, archive },
    upstream: {
      dialect: 'dynamo',
      fetch: async ({ url }) => {
        requests.push(url)
        const b64_json = Buffer.from(file).toString('base64')
        return Response.json({ id: 'v', status: 'completed', data: [{ b64_json }] })
      },
    },
  })
  const { id }: Video = await (await app.request('/videos', jsonPost({ prompt: 'A lamp.' }))).json()
  const rowLength = async () => JSON.stringify(await store.retrieve(id)).length
  return { app, archive, requests, id, rowLength }
}

it('stores an inline video in the row until it is archived, and serves it from either', async () => {
  const { app, requests, id, rowLength } = await openInline()
  const content = async () => (await app.request(`/videos/${id}/content`)).bytes()
  expect(await rowLength()).toBeGreaterThan(400_000)
  expect(await content()).toEqual(file)
  await app.advance(30)
  expect(await rowLength()).toBeLessThan(2_000)
  expect(await content()).toEqual(file)
  expect(requests).toHaveLength(1)
  await app.videos.close()
})

it('responds with 410 for an inline video that the archive has lost for a minute, without a request to the upstream', async () => {
  const { app, archive, requests, id } = await openInline()
  await app.advance(30)
  await archive.delete(`${id}/video`)
  const statuses: number[] = []
  for (let request = 0; request < 4; request += 1) {
    statuses.push((await app.request(`/videos/${id}/content`)).status)
    await app.advance(30)
  }
  expect(statuses).toEqual([409, 409, 410, 410])
  expect(requests).toHaveLength(1)
  await app.videos.close()
})
