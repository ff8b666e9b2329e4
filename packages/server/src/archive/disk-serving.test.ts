import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Video } from '@dailies/core'
import { tinyVideo } from '@dailies/sandbox/browser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toNode } from '../node'
import { openStage, posting } from '../testing/stage'
import type { Stage } from '../testing/stage'
import { diskArchive } from './disk-archive'

// Nothing stands between the file and the socket here, as it is in a real server.
const film = new Uint8Array(9_000_000).fill(7)
film.set(tinyVideo().video)
const directory = mkdtempSync(path.join(tmpdir(), 'dailies-disk-'))
let stage: Stage
let server: Server
let url: string
let id: string

beforeAll(async () => {
  const renderer = { render: async () => ({ ...tinyVideo(), video: film }) }
  stage = openStage({ sandbox: { renderer }, server: { archive: diskArchive({ directory }) } })
  const wish = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
  ;({ id } = (await (await stage.ask('/videos', posting(wish))).json()) as Video)
  await stage.advance(60)
  server = createServer(toNode(stage.videos)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/videos/${id}/content`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await stage.videos.close()
  rmSync(directory, { recursive: true, force: true })
})

const get = (init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) } })

/** Files of the archive that this process holds open. */
const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(directory)
    } catch {
      return false
    }
  }).length

it.skipIf(process.platform !== 'linux')('a file is closed at its end, and when its reader leaves', async () => {
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(film)).toBe(true)
  await expect.poll(openFiles).toBe(0)
  const leave = new AbortController()
  const response = await get({ signal: leave.signal })
  await response.body?.getReader().read()
  expect(openFiles()).toBe(1)
  leave.abort()
  await expect.poll(openFiles).toBe(0)
})

it('a part is read from the middle of the file', async () => {
  const response = await get({ headers: { range: 'bytes=262140-600000' } })
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([206, 600_000 - 262_140 + 1])
})

it('a file that loses its end while it is read is an error, and never a short film', async () => {
  const reader = (await get()).body?.getReader()
  await reader?.read()
  truncateSync(path.join(directory, id, 'video'), 8_000_000)
  const rest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(rest()).rejects.toThrow('terminated')
})

it('a file that lost its end is not served: the upstream is asked, as long as it has the film', async () => {
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(film)).toBe(true)
  await stage.advance(7_200)
  for (const status of [409, 409, 410]) {
    expect((await get()).status).toBe(status)
    await stage.advance(30)
  }
})
