import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  buildInstance,
  createVideoOn,
  listVideosOn,
  openUpstreamServer,
  startInstance,
} from '../testing/instance-process'
import type { UpstreamServer, Instance } from '../testing/instance-process'
import { hasPostgres, startPostgres } from '../testing/postgres-cluster'
import type { PostgresCluster } from '../testing/postgres-cluster'
import { readEvents } from '../testing/read-events'
import { jsonPost } from '../testing/test-app'

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

  it('each job is polled by one instance, and events of either reach the clients of both', async () => {
    const [one, other] = instances
    const streams = await Promise.all(instances.map(async ({ request }) => readEvents(await request('/videos/events'))))
    const polls = new Map<string, number>()
    upstreamServer.intercept = async (request, pass) => {
      const id = /\/videos\/([^/]+)$/.exec(new URL(request.url).pathname)?.[1]
      if (request.method !== 'GET' || id === undefined) return pass()
      polls.set(id, (polls.get(id) ?? 0) + 1)
      return pass()
    }
    const responses = await Promise.all(
      Array.from({ length: 6 }, (_, index) => createVideoOn(index % 2 ? one : other, `key ${index}`)),
    )
    const ids = await Promise.all(responses.map(async (response) => ((await response.json()) as { id: string }).id))
    for (const stream of streams) {
      const completed = new Set<unknown>()
      while (completed.size < ids.length) {
        const [event] = await stream.next()
        if (event?.data['status'] === 'completed') completed.add(event.data['id'])
      }
      expect([...completed].sort()).toEqual([...ids].sort())
    }
    // A job takes two seconds: if both instances polled it, there would be twice as many polls.
    for (const count of polls.values()) expect(count).toBeLessThanOrEqual(4)
    expect(upstreamServer.sandbox.counters.creates).toBe(6)
    await Promise.all(streams.map((stream) => stream.cancel()))
  })

  it('killing one instance loses no job', { timeout: 60_000 }, async () => {
    const [one, other] = instances
    for (const key of ['a', 'b', 'c']) expect((await createVideoOn(one, key)).status).toBe(200)
    await one.kill()
    await expect
      .poll(async () => (await listVideosOn(other)).map(({ status }) => status), { timeout: 45_000, interval: 200 })
      .toEqual(['completed', 'completed', 'completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(3)
  })

  it('duplicate creates sent to both instances create one video', async () => {
    const [one, other] = instances
    const responses = await Promise.all([
      createVideoOn(one, 'key'),
      createVideoOn(other, 'key'),
      createVideoOn(one, 'key'),
    ])
    const ids = await Promise.all(responses.map(async (response) => ((await response.json()) as { id: string }).id))
    expect(new Set(ids).size).toBe(1)
    const conflict = await other.request('/videos', jsonPost({ prompt: 'Other.' }, { 'Idempotency-Key': 'key' }))
    expect(conflict.status).toBe(409)
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })
})
