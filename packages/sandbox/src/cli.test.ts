import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { run } from './cli'

afterEach(() => vi.restoreAllMocks())

function listenToConsole() {
  return {
    said: vi.spyOn(console, 'log').mockImplementation(() => {}),
    complained: vi.spyOn(console, 'error').mockImplementation(() => {}),
  }
}

async function start(...args: string[]) {
  const { said, complained } = listenToConsole()
  const before = process.listenerCount('SIGINT')
  const ended = run(['--port', '0', ...args])
  await vi.waitFor(() => expect(process.listenerCount('SIGINT')).toBeGreaterThan(before))
  const [, address = ''] = /^Sandbox listens at (http:\S+\/v1)$/.exec(String(said.mock.calls[0]?.[0])) ?? []
  return { address, ended, said, complained }
}

it('prints its address and that its videos are samples, requires the API key, and exits on SIGINT', async () => {
  const { address, ended, said } = await start('--api-key', 'sk-test', '--job-seconds', '1')
  expect(said.mock.calls.slice(1)).toEqual([
    [expect.stringContaining(new URL('/v1beta', address).href)],
    [expect.stringContaining('--renderer @dailies/sandbox-renderer')],
  ])
  expect((await fetch(`${address}/videos`)).status).toBe(401)
  expect((await fetch(`${address}/videos`, { headers: { authorization: 'Bearer sk-test' } })).status).toBe(200)
  process.emit('SIGINT')
  expect(await ended).toBe(0)
  await expect(fetch(`${address}/videos`)).rejects.toThrow('fetch failed')
})

it('prints one clear line when the port is in use', async () => {
  const first = await start()
  const { port } = new URL(first.address)
  expect(await run(['--port', port])).toBe(1)
  expect(first.complained.mock.calls).toEqual([[expect.stringContaining(`address already in use 127.0.0.1:${port}`)]])
  process.emit('SIGINT')
  await first.ended
})

it('imitates the dialect and injects the faults', async () => {
  const fault = JSON.stringify({ kind: 'error', status: 503, on: 'create', times: 1 })
  const { address, ended } = await start('--dialect', 'aisix', '--job-seconds', '0.01', '--fault', fault)
  const create = () =>
    fetch(`${address}/videos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: 'gore', model: 'mini' }),
    })
  expect((await create()).status).toBe(503)
  expect((await create()).status).toBe(200)
  expect((await fetch(`${address}/videos`)).status).toBe(405)
  process.emit('SIGINT')
  await ended
})

it('takes a module that exports videoRenderer, found from the working directory, and says nothing of samples', async () => {
  const folder = await mkdtemp(path.join(process.cwd(), 'node_modules/.renderer-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const text = new TextEncoder().encode('a file of the module').join()
  await writeFile(
    path.join(folder, 'renderer.mjs'),
    `const bytes = new Uint8Array([${text}])
     const files = { video: bytes, thumbnail: bytes, spritesheet: bytes, width: 2, height: 2, seconds: 1 }
     export const videoRenderer = () => ({ render: async () => files })`,
  )
  const module = `./${path.relative(process.cwd(), folder)}/renderer.mjs`
  const { address, ended, said } = await start('--renderer', module, '--job-seconds', '0.01')
  expect(said).toHaveBeenCalledTimes(2)
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ prompt: 'A lamp.', model: 'mini' })
  const { id } = await (await fetch(`${address}/videos`, { method: 'POST', headers, body })).json()
  const content = async () => (await fetch(`${address}/videos/${id}/content`)).text()
  await vi.waitFor(async () => expect(await content()).toBe('a file of the module'))
  process.emit('SIGINT')
  expect(await ended).toBe(0)
})

it.each([
  [['--dialect', 'klingon']],
  [['--quirk', 'odd']],
  [['--dialect', 'openai', '--quirk', 'avi']],
  [['--fault', '{"kind":"gremlin"}']],
  [['--job-seconds', 'fast']],
  [['--port', '70000']],
  [['--seed', '']],
  [['--renderer', 'a-package-that-is-not-installed']],
  [['--renderer', 'node:path']],
  [['--nonsense']],
])('%j is rejected in one line', async (args) => {
  const { complained } = listenToConsole()
  expect(await run(args)).toBe(1)
  expect(complained).toHaveBeenCalledTimes(1)
})

it('--help lists every option', async () => {
  const { said } = listenToConsole()
  expect(await run(['--help'])).toBe(0)
  expect(String(said.mock.calls[0]?.[0])).toMatch(/--port[^]*--job-seconds[^]*--api-key[^]*--seed/)
})
