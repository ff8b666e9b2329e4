import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
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

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`
const never = (): Promise<Response> => new Promise(() => undefined)

let program: string
let postgres: PostgresCluster | undefined
const directory = mkdtempSync(path.join(tmpdir(), 'dailies-crash-'))
const cleanups: (() => Promise<void>)[] = []

beforeAll(async () => {
  program = await buildInstance()
  if (hasPostgres) postgres = await startPostgres()
})
afterAll(() => {
  postgres?.stop()
  rmSync(directory, { recursive: true, force: true })
})
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

describe.each(['SQLite', 'PostgreSQL'])('kill -9 on %s', { timeout: 60_000 }, (store) => {
  let upstreamServer: UpstreamServer
  let rows: string
  const start = async (env: Record<string, string> = {}): Promise<Instance> => {
    const instance = await startInstance(program, {
      STORE: rows,
      UPSTREAM: upstreamServer.baseURL,
      ...env,
    })
    cleanups.unshift(instance.kill)
    return instance
  }
  // The clock of the next instance is ahead, so the leases of the killed one have expired.
  const restart = (env: Record<string, string> = {}): Promise<Instance> => start({ CLOCK_AHEAD: '20000', ...env })
  const open = async (
    context: { skip(note: string): void },
    options: Parameters<typeof openUpstreamServer>[0] = {},
  ) => {
    if (store === 'PostgreSQL' && !postgres) context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
    upstreamServer = await openUpstreamServer(options)
    cleanups.push(upstreamServer.close)
    rows = store === 'SQLite' ? path.join(directory, `${Math.random()}.db`) : ((await postgres?.createDatabase()) ?? '')
  }
  /** Kills the instance when a matching request arrives upstream; with `isPassed`, after the upstream handled it. */
  const killAt = (
    instance: Instance,
    method: string,
    ending: RegExp,
    { isPassed }: { isPassed: boolean },
  ): Promise<void> =>
    new Promise((resolve) => {
      upstreamServer.intercept = async (request, pass) => {
        if (request.method !== method || !ending.test(new URL(request.url).pathname)) return pass()
        if (isPassed) await pass()
        upstreamServer.intercept = (_request, pass) => pass()
        await instance.kill()
        resolve()
        return never()
      }
    })
  const eventually = async (read: () => Promise<unknown>, expected: unknown): Promise<void> => {
    await expect.poll(read, { timeout: 40_000, interval: 100 }).toEqual(expected)
  }

  it('after the row is saved and before the upstream call: reports submission_unknown and never sends again', async (context) => {
    await open(context)
    const first = await start()
    const killed = killAt(first, 'POST', /\/videos$/, { isPassed: false })
    await createVideoOn(first, 'key').catch(() => undefined)
    await killed
    const second = await restart()
    await eventually(
      async () => (await listVideosOn(second)).map(({ status, error }) => [status, error?.code, error?.final]),
      [['failed', 'submission_unknown', false]],
    )
    const repeated = await createVideoOn(second, 'key')
    expect(await repeated.json()).toMatchObject({ id: (await listVideosOn(second))[0]?.id })
    expect(upstreamServer.sandbox.counters.creates).toBe(0)
  })

  it('after the upstream call and before its response is saved: reports submission_unknown, creates once', async (context) => {
    await open(context)
    const first = await start()
    const killed = killAt(first, 'POST', /\/videos$/, { isPassed: true })
    await createVideoOn(first, 'key').catch(() => undefined)
    await killed
    const second = await restart()
    await eventually(async () => (await listVideosOn(second)).map(({ error }) => error?.code), ['submission_unknown'])
    await createVideoOn(second, 'key')
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('after the upstream call, with adoptOrphans: finds the job and completes it', async (context) => {
    await open(context)
    const first = await start()
    const killed = killAt(first, 'POST', /\/videos$/, { isPassed: true })
    await createVideoOn(first, 'key').catch(() => undefined)
    await killed
    const second = await restart({ ADOPT_ORPHANS: '1' })
    await eventually(async () => (await listVideosOn(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('while the job runs: resumes polling and completes it', async (context) => {
    await open(context)
    const first = await start()
    const killed = killAt(first, 'GET', /\/videos\/[^/]+$/, { isPassed: true })
    expect((await createVideoOn(first, 'key')).status).toBe(200)
    await killed
    const second = await restart()
    await eventually(async () => (await listVideosOn(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('during a webhook: accepts the next delivery and completes the job', async (context) => {
    let receiver: Instance | undefined
    const statuses: number[] = []
    await open(context, {
      webhook: {
        url: '/videos/webhook',
        secret,
        fetch: async (route, init) => {
          const response = (await receiver?.request(route, init)) ?? new Response(null, { status: 502 })
          statuses.push(response.status)
          return response
        },
      },
    })
    const first = await start({ WEBHOOK_SECRET: secret })
    expect((await createVideoOn(first, 'key')).status).toBe(200)
    // The instance is killed while it receives the delivery.
    upstreamServer.intercept = (_request, pass) => pass()
    receiver = {
      ...first,
      request: async (route, init) => {
        const delivery = first.request(route, init).catch(() => new Response(null, { status: 502 }))
        await first.kill()
        return delivery
      },
    }
    await eventually(
      async () =>
        first.request('/videos').then(
          () => 'alive',
          () => 'dead',
        ),
      'dead',
    )
    const second = await restart({ WEBHOOK_SECRET: secret })
    receiver = second
    await eventually(async () => (await listVideosOn(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
    expect(statuses).not.toContain(500)
  })

  it.for([true, false])(
    'during a delete (executed upstream: %s): deletes the job on both sides',
    async (isPassed, context) => {
      await open(context, { jobDurationMs: 60_000 })
      const first = await start()
      const { id } = (await (await createVideoOn(first, 'key')).json()) as { id: string }
      const killed = killAt(first, 'DELETE', /\/videos\/[^/]+$/, { isPassed })
      await first.request(`/videos/${id}`, { method: 'DELETE' }).catch(() => undefined)
      await killed
      const second = await restart()
      expect(await listVideosOn(second)).toEqual([])
      expect((await second.request(`/videos/${id}`)).status).toBe(404)
      await eventually(async () => {
        const list = await upstreamServer.sandbox.fetch('http://sandbox/v1/videos')
        return ((await list.json()) as { data: unknown[] }).data
      }, [])
      expect(upstreamServer.sandbox.counters.creates).toBe(1)
    },
  )
})
