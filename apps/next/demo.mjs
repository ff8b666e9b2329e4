// Starts the built app, and the sandbox unless VIDEOS_BASE_URL is set; stops both on SIGINT or SIGTERM.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createSandbox, listen } from '@dailies/sandbox'
import { videoRenderer } from '@dailies/sandbox-renderer'

const {
  PORT = '3000',
  SANDBOX_PORT = '4010',
  SANDBOX_JOB_SECONDS = '8',
  SANDBOX_KEY = 'sandbox-demo-key',
} = process.env
const folder = fileURLToPath(new URL('.', import.meta.url))
const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'))

const patience = 2_000

/** @type {(() => Promise<unknown>)[]} */
const stops = []

const startSandbox = async () => {
  // Ids are derived from the seed. Those of an earlier start are in the database and must not repeat.
  const sandbox = createSandbox({
    renderer: videoRenderer(),
    jobDurationMs: 1_000 * Number(SANDBOX_JOB_SECONDS),
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
    // Next waits until the last connection is closed, and a browser keeps idle ones open for a minute.
    const killTimer = setTimeout(() => app.kill('SIGKILL'), patience)
    await ended
    clearTimeout(killTimer)
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
    throw new Error(`Port ${port} is in use by another program. Choose another with ${variable}, such as ${another}.`, {
      cause: error,
    })
  }
}

const stopSignal = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
try {
  const { ended } = await startApp(process.env.VIDEOS_BASE_URL ? {} : await startSandbox())
  const [code] = await Promise.race([stopSignal, ended])
  if (code === 1) process.exitCode = 1
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
for (const stop of stops.toReversed()) await stop()
