import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Measurement } from './measurement'
import { quantile } from './measurement'

const connections = 32
/** Long enough for the JIT compiler to optimize every function of a request. */
const warmUpMs = 3_000
const roundMs = 750
const rounds = 15
const headers = { Authorization: 'Bearer ada' }

interface ServerProcess {
  child: ChildProcess
  port: number
  path: string
}

/** Result of one round: requests per second, and the server's CPU time per request in microseconds. */
interface RoundResult {
  rate: number
  cpu: number
}

const scriptPath = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

async function serve(...args: string[]): Promise<ServerProcess> {
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

/**
 * Measures GET of one video, with authorization, ownership and the SQLite store, and compares it with a bare Express
 * route that sends the same JSON.
 */
export async function measureGet(): Promise<Measurement[]> {
  const ours = await serve('ours')
  const response = await fetch(`http://127.0.0.1:${ours.port}${ours.path}`, { headers })
  const bare = await serve('bare', await response.text())
  for (const server of [ours, bare]) await load(server, warmUpMs)
  const pairs: { ours: RoundResult; bare: RoundResult }[] = []
  while (pairs.length < rounds) {
    pairs.push({ ours: await load(ours, roundMs), bare: await load(bare, roundMs) })
  }
  for (const { child } of [ours, bare]) child.disconnect()
  // Median of the ratio of each round, because other load on the machine affects both servers of a round.
  const median = (of: (pair: { ours: RoundResult; bare: RoundResult }) => number): number =>
    quantile(pairs.map(of), 0.5)
  const what = 'GET one video'
  return [
    {
      what: `${what}: bare Express route with the same JSON`,
      value: median(({ bare }) => bare.rate),
      unit: 'requests/s',
      isPeer: true,
    },
    { what: `${what}: the same, CPU per request`, value: median(({ bare }) => bare.cpu), unit: 'µs', isPeer: true },
    {
      what: `${what}: authorization, ownership, SQLite`,
      value: median(({ ours }) => ours.rate),
      unit: 'requests/s',
    },
    { what: `${what}: the same, CPU per request`, value: median(({ ours }) => ours.cpu), unit: 'µs' },
    {
      what: `${what}: share of the bare route's requests/s`,
      value: median(({ ours, bare }) => ours.rate / bare.rate),
      unit: '',
      bound: { atLeast: 0.45 },
    },
    {
      what: `${what}: the bare route's CPU relative to ours`,
      value: median(({ ours, bare }) => bare.cpu / ours.cpu),
      unit: '',
    },
  ]
}
