import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { installPython } from './python.mjs'

/** The versions that are tested, an older one and a newer one. */
export const litellmVersions = ['1.100.4', '1.106.12']

const masterKey = 'sk-interop'
const startTimeoutMs = 180_000

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

/** Starts LiteLLM's proxy with one model, which it requests from the sandbox. */
export async function startLiteLLM(version, baseURL) {
  const bin = installPython(`litellm-${version}`, `litellm[proxy]==${version}`)
  const folder = mkdtempSync(join(tmpdir(), 'dailies-interop-'))
  const config = join(folder, 'config.yaml')
  writeFileSync(
    config,
    `model_list:
  - model_name: lamp
    litellm_params: { model: openai/mini, api_base: '${baseURL}', api_key: sandbox-key }
general_settings: { master_key: ${masterKey} }
litellm_settings: { telemetry: false, num_retries: 0 }
`,
  )
  const port = await freePort()
  const proxy = spawn(join(bin, 'litellm'), ['--config', config, '--host', '127.0.0.1', '--port', String(port)], {
    cwd: folder,
    // Without a proxy's price list from the internet.
    env: { ...process.env, LITELLM_LOCAL_MODEL_COST_MAP: 'True', OPENAI_API_KEY: 'sandbox-key', NO_PROXY: '*' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [proxy.stdout, proxy.stderr])
    stream.on('data', (bytes) => (output = (output + bytes).slice(-8_000)))
  const ended = new Promise((resolve) => proxy.once('exit', resolve))
  const close = async () => {
    proxy.kill('SIGTERM')
    const killer = setTimeout(() => proxy.kill('SIGKILL'), 5_000)
    await ended
    clearTimeout(killer)
    rmSync(folder, { recursive: true, force: true })
  }
  const baseOfProxy = `http://127.0.0.1:${port}`
  for (const giveUpAt = Date.now() + startTimeoutMs; ;) {
    const response = await fetch(`${baseOfProxy}/health/liveliness`).catch(() => undefined)
    if (response?.ok) break
    if (Date.now() > giveUpAt || proxy.exitCode !== null) {
      await close()
      throw new Error(`LiteLLM ${version} did not start.\n${output}`)
    }
    await wait(500)
  }
  return { baseURL: `${baseOfProxy}/v1`, apiKey: masterKey, model: 'lamp', output: () => output, close }
}
