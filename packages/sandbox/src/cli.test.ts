import { afterEach, expect, it, vi } from 'vitest'
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

it('prints its address, requires the API key, and exits on SIGINT', async () => {
  const { address, ended, said } = await start('--api-key', 'sk-test', '--job-seconds', '1')
  expect(said).toHaveBeenCalledTimes(1)
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

it.each([
  [['--dialect', 'klingon']],
  [['--quirk', 'odd']],
  [['--dialect', 'openai', '--quirk', 'avi']],
  [['--fault', '{"kind":"gremlin"}']],
  [['--job-seconds', 'fast']],
  [['--port', '70000']],
  [['--seed', '']],
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
