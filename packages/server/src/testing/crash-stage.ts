import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Video, VideoList } from '@dailies/core'
import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox/browser'
import { build } from 'esbuild'
import { toNode } from '../node'
import { posting } from './stage'

const here = fileURLToPath(new URL('.', import.meta.url))
// Below node_modules, so that the bundle finds the drivers, and no tool looks at it.
const folder = path.join(here, '../../node_modules/.cache/dailies')

/** Bundles the instance once. */
export const buildInstance = (): Promise<string> => buildProgram('instance.ts')

/** Bundles a program of this folder; the drivers stay what they are. */
export async function buildProgram(name: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const outfile = path.join(folder, `${path.parse(name).name}-${process.pid}.mjs`)
  await build({
    entryPoints: [path.join(here, name)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['libsql', 'pg', 'kysely', 'openai'],
    logLevel: 'error',
  })
  return outfile
}

/** One running instance. */
export interface Instance {
  /** As this owner. */
  ask(path: string, init?: RequestInit): Promise<Response>
  /** `kill -9`: nothing is finished, nothing is said. */
  kill(): Promise<void>
}

/** Starts an instance; its clock may be ahead, so that the leases of a dead one have lapsed. */
export async function startInstance(program: string, env: Record<string, string>): Promise<Instance> {
  const child: ChildProcess = fork(program, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const { port } = await new Promise<{ port: number }>((resolve, reject) => {
    child.once('message', (message) => resolve(message as { port: number }))
    child.once('exit', (code) => reject(new Error(`The instance ended with ${code}.`)))
  })
  return {
    ask: (route, init = {}) =>
      fetch(`http://127.0.0.1:${port}/api${route}`, {
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

/** The sandbox on a port, with a place to interrupt what arrives there. */
export interface UpstreamServer {
  sandbox: Sandbox
  baseURL: string
  /** Called with each request; what it answers is the answer. */
  intercept: (request: Request, pass: () => Promise<Response>) => Promise<Response>
  close(): Promise<void>
}

export async function openUpstreamServer(options: Partial<SandboxOptions> = {}): Promise<UpstreamServer> {
  const sandbox = createSandbox({ renderer: fixtureRenderer(), jobDurationMs: 1_000, ...options })
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

export const createAt = (instance: Instance, key: string): Promise<Response> =>
  instance.ask('/videos', posting({ prompt: 'A lamp.', model: 'mini' }, { 'Idempotency-Key': key }))

export const listAt = async (instance: Instance): Promise<Video[]> =>
  ((await (await instance.ask('/videos')).json()) as VideoList).data
