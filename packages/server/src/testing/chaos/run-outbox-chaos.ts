import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { postgresStore } from '../../postgres'
import { buildInstance, createVideoOn, openUpstreamServer, startInstance } from '../instance-process'
import type { Instance } from '../instance-process'
import { startPostgres } from '../postgres-cluster'
import { randomOf } from './plan'

/** Options of a run. */
export interface OutboxChaosOptions {
  seed: number
  /** How often an instance is killed or paused. */
  disruptions: number
}

/** What happened in a run. */
export interface OutboxChaosReport {
  kills: number
  pauses: number
  /** The videos that have settled. */
  videos: number
  /** The calls that reached the backend, and those of them that it answered with success. */
  calls: number
  answered: number
  /** The videos that it never answered with success. */
  lost: string[]
}

type Name = 'one' | 'other'
const names: readonly Name[] = ['one', 'other']

/** Ahead of every lease, so that the other instance takes over what a paused one was delivering. */
const clockAheadMs = 60_000
const restMs = 60_000

/**
 * Two instances on one PostgreSQL deliver `onSettled` to a backend that is slow and fails now and then, while they are
 * killed and paused: in the middle of a call, and at any other time.
 */
export async function runOutboxChaos({ seed, disruptions }: OutboxChaosOptions): Promise<OutboxChaosReport> {
  const random = randomOf(seed)
  const program = await buildInstance()
  const postgres = await startPostgres()
  const upstream = await openUpstreamServer({ jobDurationMs: 100 })
  const instances = new Map<Name, Instance>()
  const report: OutboxChaosReport = { kills: 0, pauses: 0, videos: 0, calls: 0, answered: 0, lost: [] }
  const settled = new Set<string>()
  let disruption: Promise<void> | undefined

  const backend = createServer(async (request, response) => {
    const { id } = JSON.parse(await text(request)) as { id: string }
    report.calls += 1
    // In the middle of the call, at the instance that makes it.
    if (random() < 0.3) disrupt(request.url === '/one' ? 'one' : 'other')
    await delay(random() * 150)
    const isSuccess = random() < 0.85
    response.writeHead(isSuccess ? 204 : 500).end(() => {
      if (!isSuccess) return
      report.answered += 1
      settled.add(id)
    })
  })
  await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve))
  const { port } = backend.address() as AddressInfo
  const connectionString = await postgres.createDatabase()
  const start = async (name: Name): Promise<void> => {
    const url = `http://127.0.0.1:${port}/${name}`
    const env = { STORE: connectionString, UPSTREAM: upstream.baseURL, SETTLED_URL: url }
    instances.set(name, await startInstance(program, env))
  }

  /** One at a time, so that there is always an instance that goes on. */
  function disrupt(name: Name): void {
    const count = report.kills + report.pauses
    if (disruption || count >= disruptions) return
    disruption = (count % 3 === 2 ? pause(name) : kill(name)).finally(() => (disruption = undefined))
  }
  async function kill(name: Name): Promise<void> {
    report.kills += 1
    await instances.get(name)?.kill()
    await start(name)
  }
  async function pause(name: Name): Promise<void> {
    report.pauses += 1
    const other = instances.get(name === 'one' ? 'other' : 'one')
    instances.get(name)?.pause()
    other?.setClock(clockAheadMs)
    await delay(500 + random() * 1_000)
    other?.setClock(0)
    instances.get(name)?.resume()
  }

  const rows = postgresStore({ connectionString })
  try {
    await Promise.all(names.map(start))
    for (let count = 0; report.kills + report.pauses < disruptions; count += 1) {
      const instance = instances.get(random() < 0.5 ? 'one' : 'other')
      // A killed or paused one does not answer; its video is made or not.
      if (instance) void createVideoOn(instance, `key ${count}`).catch(() => undefined)
      await delay(100 + random() * 300)
      if (random() < 0.2) disrupt(random() < 0.5 ? 'one' : 'other')
    }
    await disruption
    for (const instance of instances.values()) instance.setClock(2 * clockAheadMs)
    for (const deadline = Date.now() + restMs; ;) {
      const ended: string[] = []
      const { jobs } = await rows.list('ada', { limit: 100_000, order: 'asc' })
      for (const { video } of jobs) if (video.status === 'completed' || video.status === 'failed') ended.push(video.id)
      report.videos = ended.length
      report.lost = ended.filter((id) => !settled.has(id))
      const isOver = ended.length === jobs.length && report.lost.length === 0
      if (isOver || Date.now() > deadline) return report
      await delay(200)
    }
  } finally {
    await Promise.all([...instances.values()].map((instance) => instance.kill()))
    await rows.close?.()
    backend.closeAllConnections()
    backend.close()
    await upstream.close()
    postgres.stop()
  }
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
