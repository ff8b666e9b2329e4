import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { quantile } from './measurement'
import type { Measurement } from './measurement'

const count = 2_000
/** An owner may have 32. */
const each = 20
const rounds = 5
/** V8 gives memory back in steps, after some seconds without work. */
const settleMs = 9_000
const maxSettles = 6

interface Streams {
  /** Kibibytes per stream after all have been opened, with what opening them has left behind. */
  opened: number
  /** Kibibytes per stream when the collector has settled. */
  idle: number
}

interface Side {
  server: ChildProcess
  url: string
}

const start = (name: string, args: string[], execArgv: string[] = []): ChildProcess =>
  fork(fileURLToPath(new URL(name, import.meta.url)), args, { execArgv })

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T]
  return message
}

/** Kibibytes, after a collection. */
async function memoryOf(server: ChildProcess): Promise<number> {
  server.send('memory')
  return (await nextMessage<{ rss: number }>(server)).rss / 1_024
}

/** Kibibytes, when a further wait changes less than a hundredth. */
async function settledMemoryOf(server: ChildProcess): Promise<number> {
  let memory = await memoryOf(server)
  for (let settles = 0; settles < maxSettles; settles += 1) {
    await sleep(settleMs)
    const earlier = memory
    memory = await memoryOf(server)
    if (settles > 0 && Math.abs(earlier - memory) < earlier / 100) break
  }
  return memory
}

async function openStreams(url: string, opened: number): Promise<ChildProcess> {
  const readers = start('stream-readers.js', [])
  readers.send({ url, count: opened, each })
  await once(readers, 'message')
  return readers
}

/** A new server that has served streams before: what it loads and compiles for the first one belongs to none. */
async function open(variant: 'ours' | 'bare'): Promise<Side> {
  const server = start('stream-server.js', [variant, String(count / each)], ['--expose-gc'])
  const { url } = await nextMessage<{ url: string }>(server)
  const readers = await openStreams(url, count / 10)
  readers.kill()
  await once(readers, 'exit')
  return { server, url }
}

async function measure({ server, url }: Side): Promise<Streams & { readers: ChildProcess }> {
  const before = await settledMemoryOf(server)
  const readers = await openStreams(url, count)
  const opened = ((await memoryOf(server)) - before) / count
  return { readers, opened, idle: ((await settledMemoryOf(server)) - before) / count }
}

/** Milliseconds from a change of each owner until the last stream has received its event. */
async function latencyOf(server: ChildProcess, readers: ChildProcess): Promise<number> {
  const received = once(readers, 'message')
  const started = performance.now()
  server.send('publish')
  await received
  return performance.now() - started
}

/** Both servers wait at the same time, and neither works then. */
async function runRound(): Promise<{ ours: Streams; bare: Streams; latency: number }> {
  const sides = await Promise.all([open('ours'), open('bare')])
  const [ours, bare] = await Promise.all([measure(sides[0]), measure(sides[1])])
  const latency = await latencyOf(sides[0].server, ours.readers)
  for (const { readers } of [ours, bare]) readers.kill()
  for (const { server } of sides) server.disconnect()
  return { ours, bare, latency }
}

/**
 * Measures the memory of 2,000 idle server-sent event streams, beside a bare Node response that sends events, and the
 * time until the last of them has received an event.
 */
export async function measureStreams(): Promise<Measurement[]> {
  const results: Awaited<ReturnType<typeof runRound>>[] = []
  while (results.length < rounds) results.push(await runRound())
  const median = (of: (result: (typeof results)[number]) => number): number => quantile(results.map(of), 0.5)
  const what = `${count} event streams`
  return [
    { what: `${what}: memory per idle stream`, value: median(({ ours }) => ours.idle), unit: 'KiB' },
    {
      what: `${what}: the same, bare Node response`,
      value: median(({ bare }) => bare.idle),
      unit: 'KiB',
      isPeer: true,
    },
    {
      what: `${what}: memory of an idle stream relative to the bare response`,
      value: median(({ ours, bare }) => ours.idle / bare.idle),
      unit: '',
      bound: { atMost: 1.3 },
    },
    {
      what: `${what}: memory per stream just after opening them`,
      value: median(({ ours }) => ours.opened),
      unit: 'KiB',
    },
    {
      what: `${what}: the same, bare Node response`,
      value: median(({ bare }) => bare.opened),
      unit: 'KiB',
      isPeer: true,
    },
    {
      what: `${what}: from a create request of each owner to the last stream that receives its event`,
      value: median(({ latency }) => latency),
      unit: 'ms',
    },
  ]
}
