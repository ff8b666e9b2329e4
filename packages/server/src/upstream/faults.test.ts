import type { ErrorBody, Video } from '@dailies/core'
import type { Fault } from '@dailies/sandbox/browser'
import type { DialectName } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'
import type { VideoServerOptions } from '../video-server'
import { posting } from '../testing/stage'
import { openDialect } from './testing/dialect-stage'

/** Where nothing ever comes, a wait has to end by the machine's clock: short there, and nowhere else, so that no slow machine is taken for it. */
const open = (dialect: DialectName, fault?: Fault, server: Partial<VideoServerOptions> = {}, idempotent = false) => {
  const isEndless = fault?.kind === 'hang' || fault?.kind === 'stall'
  const ofCreate = isEndless && fault.on === 'create'
  return openDialect({
    dialect,
    sandbox: { faults: fault ? [fault] : [], idempotent },
    upstream: {
      idempotent,
      ...(isEndless && !ofCreate ? { readTimeoutMs: 200, mediaIdleTimeoutMs: 200 } : {}),
      ...(ofCreate ? { createTimeoutMs: 100 } : {}),
    },
    server: {
      deadlineMs: 600_000,
      ...(isEndless && !ofCreate ? { pollTimeoutMs: 200 } : {}),
      ...(ofCreate ? { createTimeoutMs: 200 } : {}),
      ...server,
    },
  })
}

const times = 3
const bent: DialectName[] = ['openai', 'litellm', 'tensorrt-llm', 'sglang', 'new-api', 'relay']

describe.each(bent)('while a job of %s is followed', (dialect) => {
  it.each<Fault>([
    { kind: 'latency', seconds: 5, on: 'create' },
    { kind: 'error', status: 429, retryAfter: 7, on: 'retrieve', times },
    { kind: 'error', status: 500, on: 'retrieve', times },
    { kind: 'error', status: 503, on: 'retrieve', times },
    { kind: 'error', status: 401, on: 'retrieve', times },
    { kind: 'error', status: 404, on: 'retrieve', times: 2 },
    { kind: 'html', on: 'retrieve', times },
    { kind: 'html', status: 200, on: 'retrieve', times },
    { kind: 'invalid_json', on: 'retrieve', times },
    { kind: 'cut', on: 'retrieve', times },
    { kind: 'drop', on: 'retrieve', times },
    { kind: 'hang', on: 'retrieve', times },
    { kind: 'stall', on: 'retrieve', times },
    { kind: 'status', status: 'warming_up', times },
  ])('$kind $status passes, and the film comes', async (fault) => {
    const stage = open(dialect, fault)
    const { status, body } = await stage.create()
    expect(status).toBe(200)
    expect(await stage.watch(body.id, { turns: 100 })).toMatchObject({ status: 'completed', error: null })
    expect(stage.sandbox.counters.creates).toBe(1)
    await stage.close()
  })

  it.each<[string, Fault]>([
    ['deadline_exceeded', { kind: 'stuck' }],
    ['deadline_exceeded', { kind: 'status', status: 'warming_up' }],
    ['deadline_exceeded', { kind: 'error', status: 500, on: 'retrieve' }],
    ['deadline_exceeded', { kind: 'error', status: 401, on: 'retrieve' }],
    ['deadline_exceeded', { kind: 'invalid_json', on: 'retrieve' }],
    ['lost', { kind: 'error', status: 404, on: 'retrieve' }],
    ['expired', { kind: 'status', status: 'expired' }],
    ['nsfw', { kind: 'status', status: 'NSFW' }],
    ['cancelled', { kind: 'status', status: 'cancelled' }],
  ])('%s is told in plain words, in time, where %j', async (code, fault) => {
    const stage = open(dialect, fault)
    const { body } = await stage.create()
    const ended = await stage.watch(body.id, { step: 10, turns: 75 })
    expect(ended).toMatchObject({ status: 'failed', error: { code } })
    expect(ended.error?.message.length).toBeGreaterThan(20)
    expect(stage.sandbox.counters.creates).toBe(1)
    await stage.close()
  })

  it('a server that was restarted has lost it', async () => {
    const stage = open(dialect)
    const { body } = await stage.create()
    stage.sandbox.restart()
    expect(await stage.watch(body.id)).toMatchObject({ status: 'failed', error: { code: 'lost', final: false } })
    expect(stage.sandbox.counters.creates).toBe(1)
    await stage.close()
  })
})

describe.each<DialectName>(['openai', 'sglang', 'dynamo', 'relay'])('while a job of %s is created', (dialect) => {
  it.each<[number, string, Fault]>([
    [429, 'rate_limited', { kind: 'error', status: 429, retryAfter: 7, on: 'create' }],
    [502, 'upstream_rejected', { kind: 'error', status: 401, on: 'create' }],
    [400, 'invalid_request', { kind: 'error', status: 400, message: 'No such style', on: 'create' }],
  ])('a refusal leaves nothing behind: %s %s', async (status, code, fault) => {
    const stage = open(dialect, fault)
    const refused = await stage.create()
    expect(refused).toMatchObject({ status, body: { error: { code } } })
    expect(await stage.list()).toEqual([])
    expect(stage.sandbox.counters.creates).toBe(0)
    await stage.close()
  })

  it.each<[number, Fault]>([
    [0, { kind: 'error', status: 500 }],
    [1, { kind: 'error', status: 500, takesEffect: true }],
    [0, { kind: 'html' }],
    [1, { kind: 'html', status: 504, takesEffect: true }],
    [1, { kind: 'html', status: 503, retryAfter: 5, takesEffect: true }],
    [1, { kind: 'invalid_json' }],
    [1, { kind: 'drop', takesEffect: true }],
    [0, { kind: 'hang' }],
    [1, { kind: 'hang', takesEffect: true }],
    [1, { kind: 'stall' }],
  ])('an answer that is lost is never paid for twice (%s made): %j', async (made, fault) => {
    const stage = open(dialect, { ...fault, on: 'create' })
    const { body } = await stage.create()
    expect(await stage.watch(body.id)).toMatchObject({
      status: 'failed',
      error: { code: 'submission_unknown', final: false },
    })
    expect(stage.sandbox.counters.creates).toBe(made)
    expect(stage.sandbox.counters.requests.create).toBe(1)
    await stage.close()
  })
})

it.each(['remix', 'edit', 'extend'] as const)('a %s whose answer is lost is never paid for twice', async (verb) => {
  for (const fault of [
    { kind: 'drop' },
    { kind: 'invalid_json' },
    { kind: 'html', status: 503, retryAfter: 5 },
  ] as const) {
    const stage = open('openai', { ...fault, on: verb, ...(fault.kind !== 'invalid_json' && { takesEffect: true }) })
    const source = (await stage.create()).body
    await stage.watch(source.id)
    const path = verb === 'remix' ? `/${source.id}/remix` : verb === 'edit' ? '/edits' : '/extensions'
    const video = verb === 'remix' ? {} : { video: { id: source.id } }
    const seconds = verb === 'extend' ? { seconds: '1' } : {}
    const wish = posting({ prompt: 'At dawn', ...video, ...seconds }, { 'Idempotency-Key': 'one' })
    const { body } = await stage.call<Video>(`/videos${path}`, wish)
    expect(await stage.watch(body.id)).toMatchObject({ status: 'failed', error: { code: 'submission_unknown' } })
    expect((await stage.call<Video>(`/videos${path}`, wish)).body.id).toBe(body.id)
    const { creates, requests } = stage.sandbox.counters
    expect([creates, requests[verb]]).toEqual([2, 1])
    await stage.close()
  }
})

it.each<DialectName>(['openai', 'vllm-omni', 'tensorrt-llm', 'qvac'])(
  'a lost create of %s is found again in its list, once',
  async (dialect) => {
    const stage = open(dialect, { kind: 'drop', takesEffect: true, on: 'create', times: 1 }, { adoptOrphans: true })
    const { body } = await stage.create()
    expect((await stage.watch(body.id)).status).toBe('completed')
    expect(stage.sandbox.counters.creates).toBe(1)
    await stage.close()
  },
)

it('a server that is declared idempotent is asked again under the same key', async () => {
  const stage = open('openai', { kind: 'drop', takesEffect: true, on: 'create', times: 2 }, {}, true)
  const { body } = await stage.create()
  expect((await stage.watch(body.id)).status).toBe('completed')
  const { creates, idempotencyKeys, requests } = stage.sandbox.counters
  expect([creates, new Set(idempotencyKeys).size, requests.create]).toEqual([1, 1, 3])
  await stage.close()
})

describe.each<DialectName>(['openai', 'litellm', 'sglang', 'aisix', 'relay'])(
  'while a film of %s is fetched',
  (dialect) => {
    const completed = async (fault: Fault) => {
      const stage = open(dialect, fault)
      const { body } = await stage.create()
      await stage.watch(body.id)
      const content = () => stage.ask(`/videos/${body.id}/content`)
      return { ...stage, id: body.id, content }
    }

    it.each<[number, string, Fault]>([
      [502, 'upstream_failed', { kind: 'error', status: 500 }],
      [503, 'overloaded', { kind: 'error', status: 503 }],
      [429, 'rate_limited', { kind: 'error', status: 429 }],
      [502, 'upstream_rejected', { kind: 'error', status: 403 }],
      [502, 'upstream_failed', { kind: 'html' }],
      [504, 'upstream_timeout', { kind: 'hang' }],
    ])('%s %s is told, and passes', async (status, code, fault) => {
      const stage = await completed({ ...fault, on: 'content', times: 1 })
      const refused = await stage.content()
      const { error }: ErrorBody = await refused.json()
      expect([refused.status, error.code]).toEqual([status, code])
      const served = await stage.content()
      expect(served.status).toBe(200)
      await served.arrayBuffer()
      await stage.close()
    })

    it('a connection that breaks once is not even noticed', async () => {
      const stage = await completed({ kind: 'drop', on: 'content', times: 1 })
      const served = await stage.content()
      expect([served.status, (await served.arrayBuffer()).byteLength]).toEqual([200, 879])
      await stage.close()
    })
  },
)

describe('a server that leads elsewhere', () => {
  const inside = 'http://169.254.169.254/latest/meta-data'
  it.each<[DialectName, Fault]>([
    ['openai', { kind: 'redirect', location: inside }],
    ['aisix', { kind: 'redirect', location: inside }],
    ['aisix', { kind: 'link', url: inside }],
    ['relay', { kind: 'link', url: inside }],
    ['sglang', { kind: 'link', url: 'http://[::ffff:10.0.0.1]/film.mp4' }],
    ['relay', { kind: 'link', url: 'file:///etc/passwd' }],
    ['relay', { kind: 'link', url: 'http://localhost/film.mp4' }],
  ])('%s: %j is not followed inside, and said so in plain words', async (dialect, fault) => {
    const stage = openDialect({
      dialect,
      variations: dialect === 'sglang' ? ['cloud-storage'] : [],
      sandbox: { faults: [fault] },
      server: { deadlineMs: 600_000 },
    })
    const { body } = await stage.create()
    expect((await stage.watch(body.id)).status).toBe('completed')
    const answer = await stage.ask(`/videos/${body.id}/content`)
    const text = await answer.text()
    expect(answer.status).toBe(502)
    expect(text).toMatch(/"message":"[^"]{20,}"/)
    expect(text).not.toMatch(/169\.254|10\.0\.0\.1|passwd|localhost/)
    expect(stage.sandbox.counters.leakedKeys).toBe(0)
    await stage.close()
  })
})

// A relay would find the film on the job, where it still is.
it.each<DialectName>(['openai', 'litellm', 'sglang', 'qvac'])(
  'a film of %s that is gone before its time is told as expired, once that is certain',
  async (dialect) => {
    const stage = open(dialect, { kind: 'expired' })
    const { id } = (await stage.create()).body
    await stage.watch(id)
    const statuses: number[] = []
    for (let turn = 0; turn < 3; turn += 1) {
      statuses.push((await stage.ask(`/videos/${id}/content`)).status)
      await stage.advance(30)
    }
    // This one alone says 410, which leaves no doubt; the others say 404, as a replica does that has not heard of it yet.
    expect(statuses).toEqual(dialect === 'qvac' ? [410, 410, 410] : [409, 409, 410])
    const { body } = await stage.call<Video>(`/videos/${id}`)
    expect([body.status, body.assets?.video.state]).toEqual(['completed', 'expired'])
    await stage.close()
  },
)

it.each<Fault>([{ kind: 'cut' }, { kind: 'stall' }])(
  'a film that breaks off ($kind) is never taken for a whole one',
  async (fault) => {
    const stage = open('openai', { ...fault, on: 'content', times: 1 })
    const { body } = await stage.create()
    await stage.watch(body.id)
    const broken = await stage.ask(`/videos/${body.id}/content`)
    await expect(broken.arrayBuffer()).rejects.toThrow(/terminated|sent nothing more/)
    const whole = await stage.ask(`/videos/${body.id}/content`)
    expect((await whole.arrayBuffer()).byteLength).toBe(879)
    await stage.close()
  },
)

it.each<Fault>([{ kind: 'error', status: 500 }, { kind: 'drop' }, { kind: 'hang' }])(
  'a deletion that the server does not answer ($kind) is asked again, and the owner waits for nothing',
  async (fault) => {
    const stage = open('openai', { ...fault, on: 'delete', times: 2 })
    const { body } = await stage.create()
    await stage.watch(body.id)
    expect((await stage.call(`/videos/${body.id}`, { method: 'DELETE' })).status).toBe(200)
    expect((await stage.call(`/videos/${body.id}`)).status).toBe(404)
    for (let turn = 0; turn < 20; turn += 1) await stage.advance(10)
    expect(stage.sandbox.counters.requests.delete).toBe(3)
    await stage.close()
  },
)
