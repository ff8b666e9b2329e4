import { createSandbox, listen } from '@dailies/sandbox'
import { afterEach, expect, it, vi } from 'vitest'
import { run } from '../cli'

afterEach(() => vi.restoreAllMocks())

function listenToOutput() {
  const out: string[] = []
  const stderr: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => stderr.push(String(text)) > 0)
  return { out, stderr }
}

async function withServer(test: (baseURL: string, creates: () => number) => Promise<void>) {
  const sandbox = createSandbox({ jobDurationMs: 100 })
  const server = await listen(sandbox)
  await test(server.baseURL, () => sandbox.counters.creates)
  await server.close()
  await sandbox.close()
}

const quick = ['--model', 'mini', '--poll-every', '0.02', '--deadline', '5']

it('prints the maximum cost before it creates anything, then a table and JSON', async () => {
  await withServer(async (baseURL) => {
    const { out, stderr } = listenToOutput()
    expect(await run(['conform', '--base-url', baseURL, ...quick])).toBe(0)
    expect(stderr[0]).toMatch(/^This will create up to 5 videos at .* with the model mini/)
    const [table = '', , json = ''] = out
    expect(table).toContain('Dailies works with this server.')
    expect(JSON.parse(json)).toMatchObject({ object: 'conformance', base_url: baseURL, usable: true })
  })
})

it('a plan creates nothing', async () => {
  await withServer(async (baseURL, creates) => {
    const { stderr } = listenToOutput()
    expect(await run(['conform', '--base-url', baseURL, '--plan'])).toBe(0)
    expect([stderr.length, creates()]).toEqual([1, 0])
  })
})

it.each([[[]], [['--base-url', 'nowhere']], [['--base-url', 'http://127.0.0.1:1/v1', '--format', 'xml']]])(
  '%j is rejected in one line',
  async (args) => {
    const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
    listenToOutput()
    expect(await run(['conform', ...args])).toBe(1)
    expect(complained).toHaveBeenCalledTimes(1)
  },
)

it('prints one clear line if the server does not respond', async () => {
  const complained = vi.spyOn(console, 'error').mockImplementation(() => {})
  listenToOutput()
  expect(await run(['conform', '--base-url', 'http://127.0.0.1:1/v1'])).toBe(1)
  expect(String(complained.mock.calls[0]?.[0])).toContain('http://127.0.0.1:1/v1')
})
