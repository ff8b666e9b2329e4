import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installHostPackages } from '../../../../.ci/host-packages.mjs'
import { bundleWorker, startWorker } from '../testing/workers/workerd'

const resolveDir = fileURLToPath(new URL('.', import.meta.url))

/** Fetches from a host of a public name, which resolves to this machine. */
const program = (port: string | number) => `
  import { publicAddressFetch } from './public-address-fetch'

  async function fetchFile(isAllowed) {
    const asked = []
    const lookup = (hostname, options, callback) => {
      asked.push(hostname)
      if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }])
      else callback(null, '127.0.0.1', 4)
    }
    const get = publicAddressFetch({ lookup, ...isAllowed })
    const url = new URL('http://files.example:${port}/')
    const signal = AbortSignal.timeout(5_000)
    const answer = await get(url, { headers: {}, signal }).then((response) => response.text(), ({ message }) => message)
    return { asked, answer }
  }
  const run = async () => ({ refused: await fetchFile({}), allowed: await fetchFile({ isAllowed: () => true }) })
`

const run = (command: string, args: string[], env: Record<string, string>) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(command, args, { env: { ...process.env, ...env } })
    let printed = ''
    let failure = ''
    child.stdout.on('data', (text) => (printed += text))
    child.stderr.on('data', (text) => (failure += text))
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve(printed) : reject(new Error(failure))))
  })

let requests = 0
const server = createServer((_, response) => {
  requests += 1
  response.end('the file')
})
let directory: string
let script: string
let runtimes: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  directory = await mkdtemp(join(tmpdir(), 'dailies-lookup-'))
  script = join(directory, 'fetch-file.mjs')
  const contents = `${program((server.address() as AddressInfo).port)}
    console.log(JSON.stringify(await run()))`
  await build({
    stdin: { contents, resolveDir, loader: 'js' },
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  runtimes = join(installHostPackages({ bun: '1.3.14', deno: '2.9.6' }), 'node_modules')
  // Puts Bun's binary in place, which its package does after an installation with scripts.
  await run('node', [join(runtimes, 'bun/install.js')], {})
})
afterAll(async () => {
  server.close()
  await rm(directory, { recursive: true })
})

const commands: [name: string, command: () => string, args: () => string[]][] = [
  ['Node.js', () => 'node', () => [script]],
  ['Bun', () => join(runtimes, 'bun/bin/bun.exe'), () => [script]],
  ['Deno', () => 'node', () => [join(runtimes, 'deno/bin.cjs'), 'run', '--allow-all', '--no-config', script]],
]

describe.each(commands)('%s', (_, command, args) => {
  it('asks our lookup for the address that it connects to, and does not connect to a private one', async () => {
    const before = requests
    const { refused, allowed } = JSON.parse(await run(command(), args(), { DENO_NO_UPDATE_CHECK: '1' }))
    expect(refused).toEqual({ asked: ['files.example'], answer: expect.stringContaining('not on the public internet') })
    expect(allowed).toEqual({ asked: ['files.example'], answer: 'the file' })
    expect(requests - before).toBe(1)
  })
})

it('workerd does not ask it, so no file of another host is fetched', async () => {
  const before = requests
  const { port } = server.address() as AddressInfo
  const contents = `${program(port)}
    export default { fetch: async () => Response.json(await run()) }`
  const worker = await startWorker(await bundleWorker(contents, resolveDir), { durableObjects: {} })
  const { refused, allowed } = (await (await worker.dispatchFetch('http://worker/')).json()) as Record<string, unknown>
  await worker.dispose()
  const unchecked = { asked: [], answer: expect.stringContaining('cannot check the address') }
  expect([refused, allowed]).toEqual([unchecked, unchecked])
  expect(requests).toBe(before)
})
