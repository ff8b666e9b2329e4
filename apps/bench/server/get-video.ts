import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Measurement } from './measurement'
import { quantile } from './measurement'

const connections = 32
/** Long enough for every function on the way to be compiled. Milliseconds. */
const warmUp = 3_000
const milliseconds = 750
const rounds = 15
const headers = { Authorization: 'Bearer ada' }

interface Served {
  child: ChildProcess
  port: number
  path: string
}

/** One round of asking: requests a second, and the server's CPU for each in microseconds. */
interface Effort {
  rate: number
  cpu: number
}

const program = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

async function serve(...args: string[]): Promise<Served> {
  const child = fork(program('get-server.js'), args)
  return { child, ...(await told<{ port: number; path: string }>(child)) }
}

async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const { cpu } = await told<{ cpu: NodeJS.CpuUsage }>(child)
  return cpu.user + cpu.system
}

async function load({ child, port, path }: Served, milliseconds: number): Promise<Effort> {
  const before = await cpuOf(child)
  const asking = fork(program('load.js'))
  asking.send({ port, path, headers, connections, milliseconds })
  const { count } = await told<{ count: number }>(asking)
  return { rate: count / (milliseconds / 1_000), cpu: ((await cpuOf(child)) - before) / count }
}

/** GET of one video, with authorization, ownership and the SQLite store, beside a bare Express route that answers the same JSON. */
export async function measureGet(): Promise<Measurement[]> {
  const ours = await serve('ours')
  const answer = await fetch(`http://127.0.0.1:${ours.port}${ours.path}`, { headers })
  const bare = await serve('bare', await answer.text())
  for (const served of [ours, bare]) await load(served, warmUp)
  const pairs: { ours: Effort; bare: Effort }[] = []
  while (pairs.length < rounds) {
    pairs.push({ ours: await load(ours, milliseconds), bare: await load(bare, milliseconds) })
  }
  for (const { child } of [ours, bare]) child.disconnect()
  // Of the rounds' own ratios: a moment in which the machine is busy then meets both.
  const median = (of: (pair: { ours: Effort; bare: Effort }) => number): number => quantile(pairs.map(of), 0.5)
  const what = 'GET one video'
  return [
    {
      what: `${what}: bare Express route with the same JSON`,
      value: median(({ bare }) => bare.rate),
      unit: 'requests/s',
      isPeer: true,
    },
    { what: `${what}: the same, CPU a request`, value: median(({ bare }) => bare.cpu), unit: 'µs', isPeer: true },
    {
      what: `${what}: authorization, ownership, SQLite`,
      value: median(({ ours }) => ours.rate),
      unit: 'requests/s',
    },
    { what: `${what}: the same, CPU a request`, value: median(({ ours }) => ours.cpu), unit: 'µs' },
    {
      what: `${what}: share of the bare route's requests/s`,
      value: median(({ ours, bare }) => ours.rate / bare.rate),
      unit: '',
      bound: { atLeast: 0.45 },
    },
    {
      what: `${what}: the bare route's CPU for each of ours`,
      value: median(({ ours, bare }) => bare.cpu / ours.cpu),
      unit: '',
    },
  ]
}
