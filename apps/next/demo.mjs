// Starts the sandbox, unless VIDEOS_BASE_URL names another server, and the built app in front of it; ends both when asked to stop.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomInt } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createSandbox, listen } from '@dailies/sandbox'

const { PORT = '3000', SANDBOX_PORT = '4010', SANDBOX_PACE = '8', SANDBOX_KEY = 'sandbox-demo-key' } = process.env
const folder = fileURLToPath(new URL('.', import.meta.url))
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))

/** @returns {Promise<{ environment: Record<string, string>, close(): Promise<void> }>} */
const startSandbox = async () => {
  // Ids follow from the seed: those of an earlier start are in the app's rows and must not come again.
  const sandbox = createSandbox({ pace: Number(SANDBOX_PACE), apiKey: SANDBOX_KEY, seed: randomInt(2 ** 31) })
  const { baseURL, close } = await listen(sandbox, { port: Number(SANDBOX_PORT) })
  return {
    environment: { VIDEOS_BASE_URL: baseURL, VIDEOS_API_KEY: SANDBOX_KEY },
    close: async () => {
      await close()
      await sandbox.close()
    },
  }
}

const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
const sandbox = process.env.VIDEOS_BASE_URL ? undefined : await startSandbox()
const app = spawn(process.execPath, [next, 'start', '--port', PORT], {
  cwd: folder,
  env: { ...process.env, ...sandbox?.environment },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const ended = once(app, 'exit')
app.stdout.on('data', (text) => {
  if (/Ready in/.test(text)) console.log(`Dailies in Next: http://localhost:${PORT}`)
})

await Promise.race([asked, ended])
app.kill('SIGTERM')
const [code] = await ended
await sandbox?.close()
process.exitCode = code ?? 0
