import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const connections = 32
/** Long enough for the JIT compiler to optimize every function of a request. */
const warmUpMs = 3_000
const roundMs = 750
const rounds = 15
export const headers = { Authorization: 'Bearer ada' }

/** A server in a process of its own, and the path that is measured. */
export interface ServerProcess {
  child: ChildProcess
  port: number
  path: string
}

/** Result of one round: requests per second, and the server's CPU time per request in microseconds. */
export interface RoundResult {
  rate: number
  cpu: number
}

const scriptPath = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

export async function serve(...args: string[]): Promise<ServerProcess> {
  const child = fork(scriptPath('get-server.js'), args)
  return { child, ...(await nextMessage<{ port: number; path: string }>(child)) }
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const { cpu } = await nextMessage<{ cpu: NodeJS.CpuUsage }>(child)
  return cpu.user + cpu.system
}

async function load({ child, port, path }: ServerProcess, durationMs: number): Promise<RoundResult> {
  const before = await cpuOf(child)
  const loadProcess = fork(scriptPath('http-load.js'))
  loadProcess.send({ port, path, headers, connections, durationMs })
  const { count } = await nextMessage<{ count: number }>(loadProcess)
  return { rate: count / (durationMs / 1_000), cpu: ((await cpuOf(child)) - before) / count }
}

/** Measures servers in turn, round by round, since other load on the machine then affects all of them. Ends them. */
export async function measureInTurn<Name extends string>(
  servers: Record<Name, ServerProcess>,
): Promise<Record<Name, RoundResult>[]> {
  const named = Object.entries(servers) as [Name, ServerProcess][]
  for (const [, server] of named) await load(server, warmUpMs)
  const results: Record<Name, RoundResult>[] = []
  while (results.length < rounds) {
    const round: [Name, RoundResult][] = []
    for (const [name, server] of named) round.push([name, await load(server, roundMs)])
    results.push(Object.fromEntries(round) as Record<Name, RoundResult>)
  }
  for (const [, { child }] of named) child.disconnect()
  return results
}
