import { createSandbox, fixtureRenderer, listen } from '@dailies/sandbox'
import { afterEach, expect, it, vi } from 'vitest'
import { run } from '../cli'

afterEach(() => vi.restoreAllMocks())

function listenToOutput() {
  const out: string[] = []
  const told: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => told.push(String(text)) > 0)
  return { out, told }
}

async function withServer(test: (baseURL: string, creates: () => number) => Promise<void>) {
  const sandbox = createSandbox({ renderer: fixtureRenderer(), jobDurationMs: 100 })
  const server = await listen(sandbox)
  await test(server.baseURL, () => sandbox.counters.creates)
  await server.close()
  await sandbox.close()
}

const quick = ['--model', 'mini', '--poll-every', '0.02', '--deadline', '5']

it('says what it will spend before it creates anything, then prints a table and JSON', async () => {
  await withServer(async (baseURL) => {
    const { out, told } = listenToOutput()
    expect(await run(['conform', '--base-url', baseURL, ...quick])).toBe(0)
    expect(told[0]).toMatch(/^This will create up to 5 videos at .* with the model mini/)
    const [table = '', , json = ''] = out
    expect(table).toContain('Dailies works with this server.')
    expect(JSON.parse(json)).toMatchObject({ object: 'conformance', base_url: baseURL, usable: true })
  })
})

it('a plan creates nothing', async () => {
  await withServer(async (baseURL, creates) => {
    const { told } = listenToOutput()
    expect(await run(['conform', '--base-url', baseURL, '--plan'])).toBe(0)
    expect([told.length, creates()]).toEqual([1, 0])
  })
})

it.each([[[]], [['--base-url', 'nowhere']], [['--base-url', 'http://127.0.0.1:1/v1', '--format', 'xml']]])(
  '%j is refused in one line',
  async (args) => {
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    listenToOutput()
    expect(await run(['conform', ...args])).toBe(1)
    expect(complained).toHaveBeenCalledTimes(1)
  },
)

it('a server that does not answer is one clear line', async () => {
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
  listenToOutput()
  expect(await run(['conform', '--base-url', 'http://127.0.0.1:1/v1'])).toBe(1)
  expect(String(complained.mock.calls[0]?.[0])).toContain('http://127.0.0.1:1/v1')
})
