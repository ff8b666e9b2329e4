import { expect, it, onTestFinished } from 'vitest'
import { memoryArchive } from '../archive/memory-archive'
import { box, createMp4 } from '../testing/create-mp4'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

/** The `uuid` box in which C2PA embeds a manifest: https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html */
const c2paBox = box(
  'uuid',
  Buffer.from('d8fec3d61b0e483c92975828877ec481', 'hex'),
  Buffer.from('\0\0\0\0manifest\0a signed claim', 'latin1'),
)
const mp4 = new Uint8Array(Buffer.concat([createMp4(), c2paBox]))

it.each(['with an archive', 'without one'])('a file keeps its content credentials, byte for byte, %s', async (how) => {
  const server = createTestServer(
    { sharing: true, basePath: '/api', ...(how === 'with an archive' && { archive: memoryArchive() }) },
    {
      content: async () => ({
        status: 200,
        contentType: 'video/mp4',
        contentLength: mp4.byteLength,
        contentRange: undefined,
        body: new Blob([mp4]).stream(),
      }),
    },
  )
  onTestFinished(() => server.videos.close())
  const { id } = await server.create()
  server.upstream.nextUpdate = { status: 'completed' }
  await server.advance(60, 10)
  const shared = (await (await server.request(`/videos/${id}/shares`, jsonPost({}))).json()) as { token: string }
  for (const path of [
    `/videos/${id}/content`,
    `/videos/${id}/content?download`,
    `/videos/shared/${shared.token}/content?variant=video`,
  ]) {
    const response = await server.request(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(mp4)
  }
})
