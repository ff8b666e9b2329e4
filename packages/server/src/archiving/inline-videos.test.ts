import type { Video } from '@dailies/core'
import { expect, it } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { sqliteStore } from '../sqlite'
import { openStage, posting } from '../testing/stage'

const film = new Uint8Array(300_000).map((_, index) => index % 251)
film.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d])

/** In front of a server that answers a create with the film itself, and can be asked nothing later. */
async function openInline() {
  const [store, archive] = [sqliteStore({ file: ':memory:' }), memoryArchive()]
  const asked: string[] = []
  const stage = openStage({
    server: { store, archive },
    upstream: {
      dialect: 'dynamo',
      fetch: async ({ url }) => {
        asked.push(url)
        const b64_json = Buffer.from(film).toString('base64')
        return Response.json({ id: 'v', status: 'completed', data: [{ b64_json }] })
      },
    },
  })
  const { id }: Video = await (await stage.ask('/videos', posting({ prompt: 'A lamp.' }))).json()
  const rowLength = async () => JSON.stringify(await store.retrieve(id)).length
  return { stage, archive, asked, id, rowLength }
}

it('a film that came in the only answer is in the row until it is archived, and served from either', async () => {
  const { stage, asked, id, rowLength } = await openInline()
  const content = async () => (await stage.ask(`/videos/${id}/content`)).bytes()
  expect(await rowLength()).toBeGreaterThan(400_000)
  expect(await content()).toEqual(film)
  await stage.advance(30)
  expect(await rowLength()).toBeLessThan(2_000)
  expect(await content()).toEqual(film)
  expect(asked).toHaveLength(1)
  await stage.videos.close()
})

it('such a film that the archive lost is told as gone, and nobody is asked for it', async () => {
  const { stage, archive, asked, id } = await openInline()
  await stage.advance(30)
  await archive.delete(`${id}/video`)
  expect((await stage.ask(`/videos/${id}/content`)).status).toBe(410)
  expect(asked).toHaveLength(1)
  await stage.videos.close()
})
