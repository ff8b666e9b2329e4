import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { quantile } from './measurement'
import type { Measurement } from './measurement'

const count = 2_000
/** An owner may have 32. */
const each = 20
const rounds = 5

interface Streams {
  /** Kibibytes per open stream. */
  memory: number
  /** Milliseconds from a change until the last stream has received its event. */
  latency: number
}

const start = (name: string, args: string[], execArgv: string[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), args, { execArgv })

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory')
  return (await nextMessage<{ rss: number }>(server)).rss / 1_024
}

/** Opens the streams on a new server: memory that a process once had is not given back. */
async function run(variant: 'ours' | 'bare'): Promise<Streams> {
  const server = start('stream-server.js', [variant, String(count / each)], ['--expose-gc'])
  const { url } = await nextMessage<{ url: string }>(server)
  const before = await memoryOf(server)
  const readers = start('stream-readers.js', [])
  readers.send({ url, count, each })
  await once(readers, 'message')
  const memory = ((await memoryOf(server)) - before) / count
  const received = once(readers, 'message')
  const started = performance.now()
  server.send('publish')
  await received
  const latency = performance.now() - started
  readers.kill()
  server.disconnect()
  return { memory, latency }
}

/**
 * Measures the memory of 2,000 open server-sent event streams, in turn with a bare Node response that sends events, and
 * the time until the last of them has received an event.
 */
export async function measureStreams(): Promise<Measurement[]> {
  const pairs: { ours: Streams; bare: Streams }[] = []
  while (pairs.length < rounds) pairs.push({ ours: await run('ours'), bare: await run('bare') })
  const median = (of: (pair: (typeof pairs)[number]) => number): number => quantile(pairs.map(of), 0.5)
  const what = `${count} open event streams`
  return [
    { what: `${what}: memory per stream`, value: median(({ ours }) => ours.memory), unit: 'KiB' },
    {
      what: `${what}: the same, bare Node response`,
      value: median(({ bare }) => bare.memory),
      unit: 'KiB',
      isPeer: true,
    },
    {
      what: `${what}: memory relative to the bare response`,
      value: median(({ ours, bare }) => ours.memory / bare.memory),
      unit: '',
      bound: { atMost: 1.3 },
    },
    {
      what: `${what}: from a create request of each owner to the last stream that receives its event`,
      value: median(({ ours }) => ours.latency),
      unit: 'ms',
    },
  ]
}
