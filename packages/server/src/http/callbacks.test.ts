import { createSandbox } from '@dailies/sandbox'
import type { Fault } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import type { ServerEvent, Upstream, VideoServerOptions } from '@dailies/server'
import { falUpstream } from '@dailies/server/fal'
import { openaiUpstream } from '@dailies/server/openai'
import { memoryStore } from '@dailies/server/memory'
import { replicateUpstream } from '@dailies/server/replicate'
import { describe, expect, it, onTestFinished, vi } from 'vitest'

const publicURL = 'https://app.example.com/api'
const apiKey = 'very-secret-key'

type Fetch = (request: Request) => Promise<Response>
interface Network {
  fetch: Fetch
  now: () => number
}
const upstreams: Record<string, (network: Network) => Upstream> = {
  fal: (network) => falUpstream({ apiKey, models: ['fal-ai/veo3.1/fast'], ...network }),
  replicate: (network) => replicateUpstream({ apiKey, models: ['google/veo-3.1-fast'], ...network }),
  openrouter: (network) =>
    openaiUpstream({
      apiKey,
      dialect: 'openrouter',
      baseURL: 'https://openrouter.ai/api/v1',
      models: [{ id: 'google/veo-3.1', sizes: ['1280x720'], seconds: ['8'] }],
      ...network,
    }),
}

interface Options {
  name?: string
  server?: Partial<VideoServerOptions>
  faults?: Fault[]
  /** @default true */
  isPublic?: boolean
  /** How the provider's call reaches the server. @default as it is */
  deliver?: (call: () => Promise<Response>) => Promise<Response>
}

/** A server behind a public URL, and a provider on the same clock that calls it. */
function open({ name = 'fal', server = {}, faults = [], isPublic = true, deliver = (call) => call() }: Options = {}) {
  const calls: { url: string; init: RequestInit }[] = []
  const named: string[] = []
  const background: Promise<unknown>[] = []
  const sandbox = createSandbox({
    clock: 'manual',
    apiKey,
    faults,
    callbacks: {
      fetch: (url, init) => {
        calls.push({ url, init })
        return deliver(() => videos.fetch(new Request(url, init)))
      },
    },
  })
  const events: ServerEvent[] = []
  const now = () => sandbox.now() * 1_000
  const store = memoryStore()
  const videos = createVideoServer({
    upstream: upstreams[name]!({
      fetch: (request) => {
        const url = new URL(request.url).searchParams.get('fal_webhook')
        if (url !== null) named.push(url)
        return sandbox.fetch(request)
      },
      now,
    }),
    authorize: () => ({ owner: 'ada' }),
    store,
    ...(isPublic && { publicURL }),
    now,
    waitUntil: (work) => background.push(work),
    onEvent: (event) => events.push(event),
    ...server,
  })
  onTestFinished(() => videos.close())
  const ask = (path: string, init?: RequestInit) => videos.fetch(new Request(`http://10.0.0.7:3000/api${path}`, init))
  const polls = () => sandbox.counters.requests.retrieve
  return {
    sandbox,
    videos,
    store,
    events,
    calls,
    polls,
    ask,
    async create(): Promise<string> {
      const headers = { 'content-type': 'application/json', host: 'evil.test', 'x-forwarded-host': 'evil.test' }
      const response = await ask('/videos', { method: 'POST', headers, body: JSON.stringify({ prompt: 'A lamp.' }) })
      return ((await response.json()) as { id: string }).id
    },
    /** The URL that the create of fal named. */
    url: () => named[0] ?? '',
    call: (url: string, init: RequestInit = {}) => videos.fetch(new Request(url, { method: 'POST', ...init })),
    /** Waits for the polls that calls have caused. */
    settled: () => Promise.all(background),
    async run(seconds: number) {
      for (let passed = 0; passed < seconds; passed += 1) {
        await sandbox.advance(1)
        await videos.tick()
      }
    },
  }
}

const answerOf = async (response: Response) => [response.status, await response.text()]
/** A call that does not arrive. */
const lost = async () => new Response(null, { status: 503 })

describe.each(Object.keys(upstreams))('%s', (name) => {
  it('calls the URL of its job below publicURL, and the job is polled then', async () => {
    const { create, sandbox, calls, polls, store, settled } = open({ name })
    const id = await create()
    expect(calls).toEqual([])
    await sandbox.advance(8)
    expect(calls.map(({ url }) => url)).toEqual([
      expect.stringMatching(/^https:\/\/app\.example\.com\/api\/videos\/callbacks\/video_/),
    ])
    await settled()
    expect(polls()).toBe(1)
    expect((await store.retrieve(id))?.video.status).toBe('completed')
  })

  it('is not given a URL without publicURL, and its jobs are polled', async () => {
    const { create, run, calls, polls, store, sandbox } = open({ name, isPublic: false })
    const id = await create()
    expect(JSON.stringify(sandbox.creates[0]?.body)).not.toMatch(/callback|webhook/)
    await run(20)
    expect([calls.length, (await store.retrieve(id))?.video.status]).toEqual([0, 'completed'])
    expect(polls()).toBeGreaterThan(2)
  })

  it('may lose its call: the job is polled all the same', async () => {
    const { create, run, store } = open({ name, faults: [{ kind: 'unsent' }] })
    const id = await create()
    await run(320)
    expect((await store.retrieve(id))?.video.status).toBe('completed')
  })
})

it('a job with a callback is polled rarely until the call', async () => {
  const { create, run, polls, store } = open()
  const id = await create()
  await run(7)
  expect(polls()).toBe(0)
  await run(1)
  expect([polls(), (await store.retrieve(id))?.video.status]).toEqual([1, 'completed'])
})

describe('a forged call', () => {
  it('is not found, and touches nothing', async () => {
    const { create, call, url, store, events, ask } = open({ deliver: lost })
    const id = await create()
    const target = url()
    const before = await store.retrieve(id)
    const [, code = ''] = target.split(`${id}.`)
    const forged = [
      `${publicURL}/videos/callbacks/${id}`,
      `${publicURL}/videos/callbacks/${id}.`,
      `${publicURL}/videos/callbacks/${id}.${'A'.repeat(43)}`,
      `${publicURL}/videos/callbacks/${id}.${code.slice(0, -1)}`,
      `${publicURL}/videos/callbacks/${id}.${code.toLowerCase()}`,
      `${publicURL}/videos/callbacks/video_other.${code}`,
      `${publicURL}/videos/callbacks/${id}.${code}.${code}`,
    ]
    const answers = await Promise.all(forged.map(async (one) => answerOf(await call(one))))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.[0]).toBe(404)
    expect(await store.retrieve(id)).toEqual(before)
    // A signature of this server for something else is none for a callback.
    const { assets } = await (await ask(`/videos/${id}`)).json()
    expect(JSON.stringify(assets ?? {})).not.toContain(code)
    const written = JSON.stringify(events)
    expect(written).toContain('/videos/callbacks/…')
    for (const part of [code, 'AAAA', `${id}.`]) expect(written).not.toContain(part)
  })

  it('of another server with the same job is not found', async () => {
    const [one, other] = [open({ deliver: lost }), open({ deliver: lost })]
    await one.create()
    await other.create()
    expect((await other.call(one.url())).status).toBe(404)
  })

  it('needs POST', async () => {
    const { create, call, url, polls } = open({ deliver: lost })
    await create()
    expect((await call(url(), { method: 'GET' })).status).toBe(405)
    expect(polls()).toBe(0)
  })
})

it('the Host of a request is in no URL', async () => {
  const { create, sandbox, calls } = open()
  await create()
  await sandbox.advance(8)
  expect(calls[0]?.url.startsWith(`${publicURL}/videos/callbacks/`)).toBe(true)
  expect(JSON.stringify(calls)).not.toMatch(/evil\.test|10\.0\.0\.7/)
})

describe('the answer', () => {
  it('is the same for a job that runs, has ended, is deleted or unknown', async () => {
    const { create, call, url, ask, videos, store, sandbox } = open({ deliver: lost, faults: [{ kind: 'stuck' }] })
    const id = await create()
    sandbox.restart()
    const target = url()
    const answers = [await answerOf(await call(target))]
    await ask(`/videos/${id}`, { method: 'DELETE' })
    answers.push(await answerOf(await call(target)))
    await videos.tick()
    answers.push(await answerOf(await call(target)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set(['[200,"{\\"received\\":true}"]']))
    expect((await store.retrieve(id))?.phase.name ?? 'deleted').toBe('deleted')
  })
})

describe('a flood of calls', () => {
  it('makes at most one poll in 5 seconds, and the end is not lost', async () => {
    const { create, call, sandbox, polls, videos, store, url, settled } = open({
      deliver: lost,
      faults: [{ kind: 'stuck', times: 1 }],
    })
    const id = await create()
    const target = url()
    const times: number[] = []
    for (let passed = 0; passed < 30; passed += 0.5) {
      const before = polls()
      await Promise.all(Array.from({ length: 20 }, () => call(target)))
      await settled()
      await videos.tick()
      if (polls() > before) times.push(...Array.from({ length: polls() - before }, () => sandbox.now()))
      await sandbox.advance(0.5)
    }
    const gaps = times.slice(1).map((time, index) => time - times[index]!)
    expect(times.length).toBeGreaterThan(4)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5)
    expect((await store.retrieve(id))?.video.status).toBe('in_progress')
  })

  it('during a poll makes the next one 5 seconds later, not at once', async () => {
    const opened = open({ deliver: lost, faults: [{ kind: 'stuck', times: 1 }] })
    const { create, call, sandbox, polls, store, url, settled } = opened
    const id = await create()
    sandbox.faults.add({ kind: 'latency', seconds: 2, on: 'retrieve', times: 1 })
    await call(url())
    await vi.waitFor(() => expect(polls()).toBe(1))
    await sandbox.advance(1)
    await call(url())
    await sandbox.advance(2)
    await settled()
    const { dueAt } = (await store.retrieve(id))!
    expect([polls(), (dueAt ?? 0) - sandbox.now() * 1_000]).toEqual([1, 5_000])
  })
})

it('a replay of a call changes nothing', async () => {
  const { create, call, url, store, polls, events, sandbox, settled } = open({
    faults: [{ kind: 'repeat', count: 5 }],
  })
  const id = await create()
  await sandbox.advance(8)
  await settled()
  const target = url()
  const [ended, polled] = [await store.retrieve(id), polls()]
  for (let count = 0; count < 5; count += 1) expect((await call(target)).status).toBe(200)
  expect(await store.retrieve(id)).toEqual(ended)
  expect(polls()).toBe(polled)
  const all = events.filter((event) => event.type === 'callback')
  expect([all.length, all.slice(2).every(({ isIgnored }) => isIgnored)]).toEqual([11, true])
})

describe('the body of a call', () => {
  const callWith = async (body: string, headers: Record<string, string> = {}) => {
    const { create, call, url, polls, settled } = open({ deliver: lost, faults: [{ kind: 'stuck' }] })
    await create()
    let reads = 0
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          reads += 1
          if (reads > 1) return controller.close()
          controller.enqueue(new TextEncoder().encode(body))
          return undefined
        },
      },
      { highWaterMark: 0 },
    )
    const answer = await answerOf(await call(url(), { body: stream, headers, duplex: 'half' } as RequestInit))
    await settled()
    return { answer, polls: polls(), reads }
  }
  const withLength = (body: string) => ({ 'content-length': String(new TextEncoder().encode(body).length) })

  it('is answered if it is a challenge, and then nothing is polled', async () => {
    const body = JSON.stringify({ challenge: 'abc' })
    expect(await callWith(body, withLength(body))).toMatchObject({ answer: [200, '{"challenge":"abc"}'], polls: 0 })
  })

  it.each([
    ['is longer than 4 KiB', JSON.stringify({ challenge: 'a'.repeat(4_200) })],
    ['says no length', undefined],
  ])('that %s is not read', async (_, body) => {
    const answer = await callWith(body ?? '{"challenge":"abc"}', body === undefined ? {} : withLength(body))
    expect(answer).toEqual({ answer: [200, '{"received":true}'], polls: 1, reads: 0 })
  })

  it.each([
    ['says anything else', JSON.stringify({ status: 'failed', video: 'https://evil.test' }), undefined],
    ['is no JSON', 'challenge', undefined],
    ['is longer than it says', JSON.stringify({ challenge: 'a'.repeat(4_200) }), '20'],
  ])('that %s only means that the job is polled', async (_, body, length) => {
    const headers = length === undefined ? withLength(body) : { 'content-length': length }
    expect(await callWith(body, headers)).toMatchObject({ answer: [200, '{"received":true}'], polls: 1 })
  })
})

it.each([
  '/api',
  'app.example.com',
  'ftp://app.example.com',
  'https://app.example.com/api?x=1',
  'https://a:b@app.example.com',
])('publicURL cannot be %s', (url) => {
  expect(() => open({ server: { publicURL: url } })).toThrow(expect.objectContaining({ code: 'misconfigured' }))
})
