import { createSandbox } from '@dailies/sandbox'
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { videoRenderer } from './video-renderer'

const sandbox = createSandbox({ clock: 'manual', renderer: videoRenderer() })
afterAll(() => sandbox.close())

const ask = (path: string, init?: RequestInit) => sandbox.fetch(`http://sandbox/v1/videos${path}`, init)

async function make(path: string, fields: Record<string, string | Blob>): Promise<string> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const { id } = await (await ask(path, { method: 'POST', body })).json()
  await sandbox.advance(8)
  return id
}

const contentOf = async (id: string, variant = 'video') =>
  Buffer.from(await (await ask(`/${id}/content?variant=${variant}`)).arrayBuffer())

const lengthOf = (video: Buffer) =>
  new Input({ formats: ALL_FORMATS, source: new BufferSource(video) }).computeDuration()

let original = ''
beforeAll(async () => {
  original = await make('', { prompt: 'A brass lamp on a desk.', model: 'mini', seconds: '1' })
}, 30_000)

it('a sandbox with the renderer makes videos of the requested size and length', async () => {
  const { width, height } = await sharp(await contentOf(original, 'thumbnail')).metadata()
  expect([width, height, await lengthOf(await contentOf(original))]).toEqual([320, 192, 1])
})

it('an extension has the total length of both', async () => {
  const extended = await make('/extensions', { prompt: 'It goes out.', 'video[id]': original, seconds: '2' })
  expect(await lengthOf(await contentOf(extended))).toBe(3)
})

it('a remix differs from its original', async () => {
  const remix = await make(`/${original}/remix`, { prompt: 'At night, in the rain.' })
  expect((await contentOf(remix)).equals(await contentOf(original))).toBe(false)
})

it('a reference image is the first frame of the spritesheet', async () => {
  const red = await sharp({ create: { width: 192, height: 320, channels: 3, background: '#c02020' } })
    .png()
    .toBuffer()
  const id = await make('', { prompt: 'A red wall.', model: 'mini', size: '192x320', input_reference: new Blob([red]) })
  const corner = sharp(await contentOf(id, 'spritesheet')).extract({ left: 0, top: 0, width: 16, height: 16 })
  const { dominant } = await sharp(await corner.png().toBuffer()).stats()
  expect(dominant.r).toBeGreaterThan(2 * (dominant.g + dominant.b))
})
