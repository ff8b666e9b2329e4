import { memoryArchive } from '@dailies/server/memory'
import { aiSdkUpstream } from '@dailies/server/ai-sdk'
import { sqliteStore } from '@dailies/server/sqlite'
import { createSandbox } from '@dailies/sandbox'
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { bedKey } from '../testing/sandbox-test-bed'
import { createTestServer } from '../testing/test-server'
import { createVeoModel, veoOffer, veoOrigin } from './testing/veo-model'

it('a key in the URL of a file reaches neither the store, nor an event, nor a client', async () => {
  const sandbox = createSandbox({ clock: 'manual', apiKey: bedKey })
  const folder = await mkdtemp(join(tmpdir(), 'keys-'))
  const urls: string[] = []
  const server = createTestServer({
    upstream: aiSdkUpstream({
      models: [{ ...veoOffer, model: createVeoModel(sandbox.fetch, bedKey).model }],
      secrets: [bedKey],
      trustedMediaOrigins: [veoOrigin],
      fetch: async (request) => {
        urls.push(request.url)
        return sandbox.fetch(request)
      },
    }),
    store: sqliteStore({ file: join(folder, 'videos.db') }),
    archive: memoryArchive(),
  })
  onTestFinished(async () => {
    await server.videos.close()
    await sandbox.close()
    await rm(folder, { recursive: true })
  })

  const { id } = await server.create({ size: '720x1280' })
  for (const seconds of [5, 5, 5]) {
    await sandbox.advance(seconds)
    await server.advance(seconds)
  }
  const video = await server.request(`/videos/${id}`)
  const file = await server.request(`/videos/${id}/content`)
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  // The provider serves the file with the key only.
  expect(urls.some((url) => url.includes(`key=${bedKey}`))).toBe(true)

  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'latin1')))
  const written = [...files, inspect(server.events, { depth: 9 }), await video.text(), inspect([...file.headers])].join(
    '\n',
  )
  expect(written).toContain('"status":"completed"')
  expect(written).not.toContain(bedKey)
})
