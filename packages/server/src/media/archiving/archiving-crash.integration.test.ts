import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  buildInstance,
  createVideoOn,
  listVideosOn,
  openUpstreamServer,
  startInstance,
} from '../../testing/instance-process'
import type { UpstreamServer, Instance } from '../../testing/instance-process'

const file = new Uint8Array(3_000_000).fill(7)
file.set(sampleVideo().video)

const directory = mkdtempSync(path.join(tmpdir(), 'dailies-kill-'))
const archive = path.join(directory, 'archive')
const instances: Instance[] = []
let upstreamServer: UpstreamServer
let program: string

beforeAll(async () => {
  program = await buildInstance()
  upstreamServer = await openUpstreamServer({ renderer: { render: async () => ({ ...sampleVideo(), video: file }) } })
})
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.kill()))
  await upstreamServer.close()
  rmSync(directory, { recursive: true, force: true })
})

async function start(ahead = 0): Promise<Instance> {
  const instance = await startInstance(program, {
    STORE: path.join(directory, 'videos.db'),
    ARCHIVE: archive,
    UPSTREAM: upstreamServer.baseURL,
    CLOCK_AHEAD: String(ahead),
  })
  instances.push(instance)
  return instance
}

it('leaves no partial file after kill -9 during archiving, and archives the video after a restart', async () => {
  const isHalfSent = new Promise<void>((resolve) => {
    upstreamServer.intercept = async (request, pass) => {
      const response = await pass()
      const { pathname, search } = new URL(request.url)
      if (!pathname.endsWith('/content') || search !== '' || !response.body) return response
      let sent = 0
      const half = response.body.pipeThrough(
        new TransformStream<Uint8Array, Uint8Array>({
          transform(chunk, controller) {
            controller.enqueue(chunk)
            sent += chunk.byteLength
            if (sent < file.length / 2) return undefined
            resolve()
            return new Promise(() => undefined)
          },
        }),
      )
      return new Response(half, response)
    }
  })
  const first = await start()
  const { id }: Video = await (await createVideoOn(first, 'kill')).json()
  await isHalfSent
  // Half of the file is sent, but the instance may not have opened its temporary file yet.
  const incoming = path.join(archive, '.incoming')
  await expect.poll(() => existsSync(incoming) && readdirSync(incoming).length > 0, { timeout: 20_000 }).toBe(true)
  await first.kill()
  expect(
    readdirSync(archive).flatMap((name) => (name === id ? readdirSync(path.join(archive, id)) : [])),
  ).not.toContain('video')

  upstreamServer.intercept = (_request, pass) => pass()
  const second = await start(60_000)
  await expect
    .poll(async () => (await listVideosOn(second))[0]?.assets?.video.state, { timeout: 30_000, interval: 100 })
    .toBe('ready')
  expect(readFileSync(path.join(archive, id, 'video')).equals(file)).toBe(true)
  const served = await second.request(`/videos/${id}/content`)
  expect(Buffer.from(await served.arrayBuffer()).equals(file)).toBe(true)
}, 60_000)
