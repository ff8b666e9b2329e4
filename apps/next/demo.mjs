// Starts the sandbox, unless VIDEOS_BASE_URL names another server, and the built app in front of it; ends both when asked to stop.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createSandbox, listen } from '@dailies/sandbox'

const { PORT = '3000', SANDBOX_PORT = '4010', SANDBOX_PACE = '8', SANDBOX_KEY = 'sandbox-demo-key' } = process.env
const folder = fileURLToPath(new URL('.', import.meta.url))
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))

const patience = 2_000

/** @type {(() => Promise<unknown>)[]} */
const stops = []

const startSandbox = async () => {
  // Ids follow from the seed: those of an earlier start are in the app's rows and must not come again.
  const sandbox = createSandbox({
    jobDurationMs: 1_000 * Number(SANDBOX_PACE),
    apiKey: SANDBOX_KEY,
    seed: randomInt(2 ** 31),
  })
  stops.push(() => sandbox.close())
  const { baseURL, close } = await naming('SANDBOX_PORT', SANDBOX_PORT, (port) => listen(sandbox, { port }))
  stops.push(close)
  return { VIDEOS_BASE_URL: baseURL, VIDEOS_API_KEY: SANDBOX_KEY }
}

/** @param {NodeJS.ProcessEnv} environment */
const startApp = async (environment) => {
  await naming('PORT', PORT, async (port) => {
    const probe = createServer().listen(port)
    await once(probe, 'listening')
    probe.close()
    await once(probe, 'close')
  })
  const app = spawn(process.execPath, [next, 'start', '--port', PORT], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(app, 'exit')
  stops.push(async () => {
    app.kill('SIGTERM')
    // Next waits until the last connection is gone, and a browser keeps spare ones open for a minute.
    const impatience = setTimeout(() => app.kill('SIGKILL'), patience)
    await ended
    clearTimeout(impatience)
  })
  app.stdout.on('data', (text) => {
    if (/Ready in/.test(text)) console.log(`Dailies in Next: http://localhost:${PORT}`)
  })
  return { ended }
}

/**
 * @template Opened
 * @param {string} variable
 * @param {string} port
 * @param {(port: number) => Promise<Opened>} open
 */
const naming = async (variable, port, open) => {
  try {
    return await open(Number(port))
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error
    const another = `${variable}=${Number(port) + 1}`
    throw new Error(`Port ${port} is taken by another program. Choose one with ${variable}, such as ${another}.`, {
      cause: error,
    })
  }
}

const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
try {
  const { ended } = await startApp(process.env.VIDEOS_BASE_URL ? {} : await startSandbox())
  const [code] = await Promise.race([asked, ended])
  if (code === 1) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
for (const stop of stops.toReversed()) await stop()
