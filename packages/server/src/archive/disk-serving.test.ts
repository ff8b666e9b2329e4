import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Video } from '@dailies/core'
import { sampleVideo } from '@dailies/sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { toNode } from '../node'
import { createTestApp, jsonPost } from '../testing/test-app'
import type { TestApp } from '../testing/test-app'
import { diskArchive } from './disk-archive'

// No wrapper between the file and the socket, as in a real server.
const file = new Uint8Array(9_000_000).fill(7)
file.set(sampleVideo().video)
const directory = mkdtempSync(path.join(tmpdir(), 'dailies-disk-'))
let app: TestApp
let server: Server
let url: string
let id: string

beforeAll(async () => {
  const renderer = { render: async () => ({ ...sampleVideo(), video: file }) }
  app = createTestApp({ sandbox: { renderer }, server: { archive: diskArchive({ directory }) } })
  const request = { model: 'mini', prompt: 'A boat', size: '320x192', seconds: '1' }
  ;({ id } = (await (await app.request('/videos', jsonPost(request))).json()) as Video)
  await app.advance(60)
  server = createServer(toNode(app.videos)).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/videos/${id}/content`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await app.videos.close()
  rmSync(directory, { recursive: true, force: true })
})

const get = (init: RequestInit = {}) =>
  fetch(url, { ...init, headers: { authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) } })

/** Number of files of the archive that this process has open. */
const openFiles = (): number =>
  readdirSync('/proc/self/fd').filter((descriptor) => {
    try {
      return readlinkSync(`/proc/self/fd/${descriptor}`).startsWith(directory)
    } catch {
      return false
    }
  }).length

it.skipIf(process.platform !== 'linux')('closes a file at its end, and when the client disconnects', async () => {
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(file)).toBe(true)
  await expect.poll(openFiles).toBe(0)
  const abort = new AbortController()
  const response = await get({ signal: abort.signal })
  await response.body?.getReader().read()
  expect(openFiles()).toBe(1)
  abort.abort()
  await expect.poll(openFiles).toBe(0)
})

it('serves a range from the middle of the file', async () => {
  const response = await get({ headers: { range: 'bytes=262140-600000' } })
  expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([206, 600_000 - 262_140 + 1])
})

it('fails a response whose file is truncated while it is read', async () => {
  const reader = (await get()).body?.getReader()
  await reader?.read()
  truncateSync(path.join(directory, id, 'video'), 8_000_000)
  const readRest = async () => {
    while (!(await reader?.read())?.done);
  }
  await expect(readRest()).rejects.toThrow('terminated')
})

it('serves a truncated file from the upstream instead, as long as the upstream has the video', async () => {
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(file)).toBe(true)
  await app.advance(7_200)
  for (const status of [409, 409, 410]) {
    expect((await get()).status).toBe(status)
    await app.advance(30)
  }
})
