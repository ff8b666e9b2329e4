import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildInstance, createAt, listAt, openUpstreamServer, startInstance } from './testing/crash-stage'
import type { UpstreamServer, Instance } from './testing/crash-stage'
import { hasPostgres, startPostgres } from './testing/postgres-cluster'
import type { PostgresCluster } from './testing/postgres-cluster'
import { readEvents } from './testing/read-events'
import { posting } from './testing/stage'

describe.skipIf(!hasPostgres)('two instances on one PostgreSQL', () => {
  let program: string
  let postgres: PostgresCluster
  let upstreamServer: UpstreamServer
  let instances: [Instance, Instance]

  beforeAll(async () => {
    program = await buildInstance()
    postgres = await startPostgres()
  })
  afterAll(() => postgres.stop())
  beforeEach(async () => {
    upstreamServer = await openUpstreamServer({ jobDurationMs: 2_000 })
    const env = { STORE: await postgres.createDatabase(), UPSTREAM: upstreamServer.baseURL }
    instances = await Promise.all([startInstance(program, env), startInstance(program, env)])
  })
  afterEach(async () => {
    await Promise.all(instances.map(({ kill }) => kill()))
    await upstreamServer.close()
  })

  it('each job is polled by one, and events from either reach clients of both', async () => {
    const [one, other] = instances
    const streams = await Promise.all(instances.map(async ({ ask }) => readEvents(await ask('/videos/events'))))
    const looks = new Map<string, number>()
    let atOnce = 0
    let most = 0
    upstreamServer.intercept = async (request, pass) => {
      const id = /\/videos\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1]
      if (request.method !== 'GET' || id === undefined) return pass()
      looks.set(id, (looks.get(id) ?? 0) + 1)
      most = Math.max(most, (atOnce += 1))
      const answer = await pass()
      atOnce -= 1
      return answer
    }
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, index) => createAt(index % 2 ? one : other, `key ${index}`)),
    )
    const ids = await Promise.all(made.map(async (response) => ((await response.json()) as { id: string }).id))
    for (const stream of streams) {
      const completed = new Set<unknown>()
      while (completed.size < ids.length) {
        const [event] = await stream.next()
        if (event?.data['status'] === 'completed') completed.add(event.data['id'])
      }
      expect([...completed].sort()).toEqual([...ids].sort())
    }
    // Two seconds each: were both to poll, this would be twice as much.
    for (const count of looks.values()) expect(count).toBeLessThanOrEqual(4)
    expect(upstreamServer.sandbox.counters.creates).toBe(6)
    await Promise.all(streams.map((stream) => stream.cancel()))
  })

  it('killing one loses nothing', { timeout: 60_000 }, async () => {
    const [one, other] = instances
    for (const key of ['a', 'b', 'c']) expect((await createAt(one, key)).status).toBe(200)
    await one.kill()
    await expect
      .poll(async () => (await listAt(other)).map(({ status }) => status), { timeout: 45_000, interval: 200 })
      .toEqual(['completed', 'completed', 'completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(3)
  })

  it('twins sent to both are one film', async () => {
    const [one, other] = instances
    const made = await Promise.all([createAt(one, 'key'), createAt(other, 'key'), createAt(one, 'key')])
    const ids = await Promise.all(made.map(async (response) => ((await response.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
    const clash = await other.ask('/videos', posting({ prompt: 'Other.' }, { 'Idempotency-Key': 'key' }))
    expect(clash.status).toBe(409)
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })
})
