import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Video, VideoList } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox'
import { build } from 'esbuild'
import { toNode } from '../node'
import { jsonPost } from './test-app'

const directory = fileURLToPath(new URL('.', import.meta.url))
// In node_modules, so that the bundle finds the database drivers and no lint or test tool reads it.
const folder = path.join(directory, '../../node_modules/.cache/dailies')

/** Bundles instance.ts; returns the path of the program. */
export const buildInstance = (): Promise<string> => buildProgram('instance.ts')

/** Bundles a program of this folder; the database drivers stay external. */
export async function buildProgram(name: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const outfile = path.join(folder, `${path.parse(name).name}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.join(directory, name)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql', 'pg', 'kysely', 'openai'],
    logLevel: 'error',
  })
  return outfile
}

/** A running instance in its own process. */
export interface Instance {
  /** Sends a request as the owner `ada`. */
  request(path: string, init?: RequestInit): Promise<Response>
  /** Where its API is mounted. */
  baseURL: string
  /** Sets its clock this far ahead of the real one, or behind. */
  setClock(aheadMs: number): void
  /** Stops the process with SIGSTOP until `resume`; its sockets stay open. */
  pause(): void
  resume(): void
  /** Kills the process with SIGKILL (`kill -9`), without a shutdown. */
  kill(): Promise<void>
}

/** Starts an instance; with CLOCK_AHEAD its clock is ahead, so that the leases of a killed instance have expired. */
export async function startInstance(program: string, env: Record<string, string>): Promise<Instance> {
  const child: ChildProcess = fork(program, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }))
    child.once('exit', (code) => reject(new Error(`The instance ended with ${code}.`)))
  })
  const baseURL = `http://127.0.0.1:${port}/api`
  return {
    baseURL,
    setClock: (clockAhead) => void child.send({ clockAhead }, () => undefined),
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    request: (route, init = {}) =>
      fetch(`${baseURL}${route}`, {
        ...init,
        headers: { Authorization: 'Bearer ada', ...Object.fromEntries(new Headers(init.headers)) },
      }),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

/** The sandbox on a port, with a hook to intercept its requests. */
export interface UpstreamServer {
  sandbox: Sandbox
  baseURL: string
  /** Called with each request; its result is the response. `pass` forwards the request to the sandbox. */
  intercept: (request: Request, pass: () => Promise<Response>) => Promise<Response>
  close(): Promise<void>
}

/** Starts a sandbox on a free loopback port. */
export async function openUpstreamServer(options: Partial<SandboxOptions> = {}): Promise<UpstreamServer> {
  const sandbox = createSandbox({ jobDurationMs: 1_000, ...options })
  const upstreamServer: UpstreamServer = {
    sandbox,
    baseURL: '',
    intercept: (_request, pass) => pass(),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await sandbox.close()
    },
  }
  const handler = {
    fetch: (request: Request) => upstreamServer.intercept(request, () => sandbox.fetch(request)),
    matches: () => true,
  }
  const server = createServer(toNode(handler))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  upstreamServer.baseURL = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`
  return upstreamServer
}

/** Creates a video on an instance with this idempotency key. */
export const createVideoOn = (instance: Instance, key: string): Promise<Response> =>
  instance.request('/videos', jsonPost({ prompt: 'A lamp.', model: 'mini' }, { 'Idempotency-Key': key }))

/** Lists the videos of the owner `ada` on an instance. */
export const listVideosOn = async (instance: Instance): Promise<Video[]> =>
  ((await (await instance.request('/videos')).json()) as VideoList).data
