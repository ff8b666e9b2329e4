import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildInstance, createAt, listAt, openUpstreamServer, startInstance } from './testing/crash-stage'
import type { UpstreamServer, Instance } from './testing/crash-stage'
import { hasPostgres, startPostgres } from './testing/postgres-cluster'
import type { PostgresCluster } from './testing/postgres-cluster'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`
const never = (): Promise<Response> => new Promise(() => undefined)

let program: string
let postgres: PostgresCluster | undefined
const directory = mkdtempSync(path.join(tmpdir(), 'dailies-crash-'))
const cleaning: (() => Promise<void>)[] = []

beforeAll(async () => {
  program = await buildInstance()
  if (hasPostgres) postgres = await startPostgres()
})
afterAll(() => {
  postgres?.stop()
  rmSync(directory, { recursive: true, force: true })
})
afterEach(async () => {
  for (const clean of cleaning.splice(0)) await clean()
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
    cleaning.unshift(instance.kill)
    return instance
  }
  // The clock of the next one is ahead, so that nobody waits for the leases of the dead.
  const restart = (env: Record<string, string> = {}): Promise<Instance> => start({ CLOCK_AHEAD: '20000', ...env })
  const open = async (
    context: { skip(note: string): void },
    options: Parameters<typeof openUpstreamServer>[0] = {},
  ) => {
    if (store === 'PostgreSQL' && !postgres) context.skip('no PostgreSQL here: install it, or set DATABASE_URL')
    upstreamServer = await openUpstreamServer(options)
    cleaning.push(upstreamServer.close)
    rows = store === 'SQLite' ? path.join(directory, `${Math.random()}.db`) : ((await postgres?.createDatabase()) ?? '')
  }
  /** Kills the instance when such a request arrives at the far end. */
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

  it('after the row and before the upstream call: told as unknown, never sent again', async (context) => {
    await open(context)
    const first = await start()
    const dead = killAt(first, 'POST', /\/videos$/, { isPassed: false })
    await createAt(first, 'key').catch(() => undefined)
    await dead
    const second = await restart()
    await eventually(
      async () => (await listAt(second)).map(({ status, error }) => [status, error?.code, error?.final]),
      [['failed', 'submission_unknown', false]],
    )
    const again = await createAt(second, 'key')
    expect(await again.json()).toMatchObject({ id: (await listAt(second))[0]?.id })
    expect(upstreamServer.sandbox.counters.creates).toBe(0)
  })

  it('after the call and before its answer is stored: told as unknown, and made once', async (context) => {
    await open(context)
    const first = await start()
    const dead = killAt(first, 'POST', /\/videos$/, { isPassed: true })
    await createAt(first, 'key').catch(() => undefined)
    await dead
    const second = await restart()
    await eventually(async () => (await listAt(second)).map(({ error }) => error?.code), ['submission_unknown'])
    await createAt(second, 'key')
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('the same, with adoptOrphans: found and finished', async (context) => {
    await open(context)
    const first = await start()
    const dead = killAt(first, 'POST', /\/videos$/, { isPassed: true })
    await createAt(first, 'key').catch(() => undefined)
    await dead
    const second = await restart({ ADOPT_ORPHANS: '1' })
    await eventually(async () => (await listAt(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('while running: goes on and is completed', async (context) => {
    await open(context)
    const first = await start()
    const dead = killAt(first, 'GET', /\/videos\/[^/]+$/, { isPassed: true })
    expect((await createAt(first, 'key')).status).toBe(200)
    await dead
    const second = await restart()
    await eventually(async () => (await listAt(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })

  it('during a webhook: it comes again, and nothing is missed', async (context) => {
    let receiver: Instance | undefined
    const answered: number[] = []
    await open(context, {
      webhook: {
        url: '/videos/webhook',
        secret,
        fetch: async (route, init) => {
          const response = (await receiver?.ask(route, init)) ?? new Response(null, { status: 502 })
          answered.push(response.status)
          return response
        },
      },
    })
    const first = await start({ WEBHOOK_SECRET: secret })
    expect((await createAt(first, 'key')).status).toBe(200)
    // Killed while it takes the delivery.
    upstreamServer.intercept = (_request, pass) => pass()
    receiver = {
      ...first,
      ask: async (route, init) => {
        const asked = first.ask(route, init).catch(() => new Response(null, { status: 502 }))
        await first.kill()
        return asked
      },
    }
    await eventually(
      async () =>
        first.ask('/videos').then(
          () => 'alive',
          () => 'dead',
        ),
      'dead',
    )
    const second = await restart({ WEBHOOK_SECRET: secret })
    receiver = second
    await eventually(async () => (await listAt(second)).map(({ status }) => status), ['completed'])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
    expect(answered).not.toContain(500)
  })

  it.for([true, false])('during a delete (the upstream did it: %s): gone here and there', async (isPassed, context) => {
    await open(context, { jobDurationMs: 60_000 })
    const first = await start()
    const { id } = (await (await createAt(first, 'key')).json()) as { id: string }
    const dead = killAt(first, 'DELETE', /\/videos\/[^/]+$/, { isPassed })
    await first.ask(`/videos/${id}`, { method: 'DELETE' }).catch(() => undefined)
    await dead
    const second = await restart()
    expect(await listAt(second)).toEqual([])
    expect((await second.ask(`/videos/${id}`)).status).toBe(404)
    await eventually(async () => {
      const list = await upstreamServer.sandbox.fetch('http://sandbox/v1/videos')
      return ((await list.json()) as { data: unknown[] }).data
    }, [])
    expect(upstreamServer.sandbox.counters.creates).toBe(1)
  })
})
