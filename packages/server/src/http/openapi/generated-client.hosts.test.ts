import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { installHostPackages } from '../../../../../.ci/host-packages.mjs'
import { toNode } from '../../node'
import { createTestApp } from '../../testing/test-app'

const root = new URL('../../../../..', import.meta.url).pathname
const app = createTestApp({ server: { basePath: '/api', sharing: true } })
const server = createServer(toNode(app.videos))

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(async () => {
  server.close()
  await app.videos.close()
})

/** Runs a command, which must succeed. */
function run(folder: string, command: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
  expect([stdout + stderr, status]).toEqual([expect.any(String), 0])
}

it('the client of the guide compiles with the generated types, and creates a video', async () => {
  const packages = { 'openapi-typescript': '7.13.0', 'openapi-fetch': '0.17.0', typescript: '5.9.3' }
  const folder = join(installHostPackages(packages), 'client')
  mkdirSync(folder, { recursive: true })
  const guide = readFileSync(join(root, 'docs/openapi.md'), 'utf8')
  const [, example = ''] = /```typescript\n([\s\S]*?)```/.exec(guide) ?? []
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(app.videos.openapi()))
  writeFileSync(join(folder, 'client.ts'), example)
  run(folder, '../node_modules/.bin/openapi-typescript', 'openapi.json', '-o', 'videos-api.ts')
  const options = '--strict --target es2022 --module esnext --moduleResolution bundler --lib es2022,dom --outDir out'
  run(folder, '../node_modules/.bin/tsc', ...options.split(' '), 'client.ts')

  const { connect } = await import(/* @vite-ignore */ pathToFileURL(join(folder, 'out/client.js')).href)
  const create = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, 'ada')
  expect(await create('A lamp.', 'key-1')).toMatch(/^video_\w+ is queued$/)
  await expect(create('', 'key-2')).rejects.toThrow('invalid_request: The prompt is empty')
  expect(await create('A lamp.', 'key-1')).toMatch(/^video_\w+ is queued$/)
  expect(app.sandbox.counters.creates).toBe(1)
}, 240_000)
