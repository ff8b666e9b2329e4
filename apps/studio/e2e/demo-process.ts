import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mount } from './mount'

/** The built demo as a child process on free ports. */
export interface DemoProcess {
  /** URL of the studio, without a trailing slash. */
  url: string
  port: number
  sandboxPort: number
  /** The API key of the sandbox; it must never leak. */
  apiKey: string
  dataDir: string
  /** The output so far. */
  output(): string
  /** Sends a signal; resolves with the exit code, or with the signal that terminated it. */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null>
}

/** A free port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.')
  return address.port
}

/** Starts the demo as its command does and waits for the line with its URL. @param env overrides short jobs, free ports and an empty data folder */
export async function startDemo(env: Record<string, string> = {}): Promise<DemoProcess> {
  const apiKey = `e2e-key-${crypto.randomUUID()}`
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(path.join(tmpdir(), 'dailies-e2e-')))
  const port = Number(env['PORT'] ?? (await freePort()))
  const sandboxPort = Number(env['SANDBOX_PORT'] ?? (await freePort()))
  const child = spawn(process.execPath, [mount.script], {
    env: {
      ...process.env,
      SANDBOX_JOB_SECONDS: '2',
      SANDBOX_KEY: apiKey,
      ...env,
      DATA_DIR: dataDir,
      PORT: String(port),
      SANDBOX_PORT: String(sandboxPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group, so that its child processes are killed too.
    detached: true,
  })
  // Also stops it if a test fails or times out.
  process.once('exit', () => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    process.kill(-child.pid, 'SIGKILL')
  })
  const exited = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null)
  let printed = ''
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: Buffer) => {
      printed += text.toString()
      const address = /http:\/\/\S+/.exec(printed)?.[0]
      if (address !== undefined) resolve(address)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void exited.then((code) => reject(new DemoExit(code, printed)))
  })

  return {
    url,
    port,
    sandboxPort,
    apiKey,
    dataDir,
    output: () => printed,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      const code = await exited
      if (env['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true })
      return code
    },
  }
}

/** The demo exited before it was ready. */
export class DemoExit extends Error {
  constructor(
    readonly code: number | NodeJS.Signals | null,
    readonly output: string,
  ) {
    super(`The demo ended with ${code}. It printed:\n${output}\nIf it is not built: pnpm build`)
  }
}
