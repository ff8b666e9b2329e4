import type { Capabilities, Video, VideoList } from '@dailies/core'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryStore } from '../memory'
import { fakeUpstream } from '../testing/fake-upstream'
import type { FakeUpstream } from '../testing/fake-upstream'
import { jsonPost } from '../testing/test-app'
import { createTestServer } from '../testing/test-server'
import { routeUpstreams } from '../upstream/route-upstreams'
import type { Upstream } from '../upstream/upstream'
import type { UpstreamOption } from './upstreams'

const model = (id: string, fields = {}) => ({
  id,
  label: id,
  description: '',
  sizes: ['320x192'],
  seconds: ['4'],
  input_reference: false,
  ...fields,
})

/** An upstream with one model of this name. Both number their jobs alike: `up-1`, `up-2`. */
const upstreamOf = (id: string, changes: Partial<FakeUpstream> = {}): FakeUpstream =>
  fakeUpstream({ capabilities: { models: [model(id)] }, ...changes })

function open(changes: Partial<FakeUpstream> = {}) {
  const sun = upstreamOf('sun-1')
  const moon = upstreamOf('moon-1', changes)
  const store = memoryStore()
  const serve = (upstream: UpstreamOption) => createTestServer({ upstream, store, basePath: '/api' })
  return { sun, moon, store, serve, server: serve(routeUpstreams({ sun, moon })) }
}

describe('several upstreams behind one mount', () => {
  it('sends a create to the upstream of its model, and polls each row at its own', async () => {
    const { server, sun, moon } = open()
    const bright = await server.create({ model: 'sun-1' })
    const dark = await server.create({ model: 'moon-1' }, { 'Idempotency-Key': 'b' })
    expect([sun.idempotencyKeys, moon.idempotencyKeys]).toEqual([[bright.id], [dark.id]])
    sun.nextUpdate = { status: 'completed' }
    moon.nextUpdate = { status: 'failed', error: { code: 'moderation_blocked', message: 'No.' } }
    await server.advance(60, 5)
    expect((await server.retrieve(bright.id)).status).toBe('completed')
    expect((await server.retrieve(dark.id)).status).toBe('failed')
    expect([sun.polls, moon.polls]).toEqual([1, 1])
  })

  it('equal refs of two upstreams belong to two owners', async () => {
    const { server, moon } = open()
    const own = (await (await server.request('/videos', jsonPost({ prompt: 'Ada.' }))).json()) as Video
    const other = (await (
      await server.request('/videos', { as: 'bob', ...jsonPost({ prompt: 'Bob.', model: 'moon-1' }) })
    ).json()) as Video
    moon.nextUpdate = { status: 'completed' }
    await server.advance(60, 5)
    expect((await server.retrieve(own.id)).status).toBe('queued')
    expect(await (await server.request(`/videos/${other.id}`, { as: 'bob' })).json()).toMatchObject({
      status: 'completed',
      prompt: 'Bob.',
    })
    expect((await server.request(`/videos/${other.id}`)).status).toBe(404)
  })

  it('offers the models of all, each with what its upstream can do', async () => {
    const sun = upstreamOf('sun-1')
    const moon = upstreamOf('moon-1', {
      capabilities: { models: [model('moon-1')], cancellation: 'cancels' },
      cancel: async () => undefined,
    })
    delete moon.remix
    const server = createTestServer({ upstream: routeUpstreams({ sun, moon }), basePath: '/api' })
    const capabilities = (await (await server.request('/videos/capabilities')).json()) as Capabilities
    expect(capabilities.models.map(({ id, operations, cancellation }) => [id, operations, cancellation])).toEqual([
      ['sun-1', ['remix'], 'unknown'],
      ['moon-1', ['cancel'], 'cancels'],
    ])
    expect(capabilities.operations).toEqual({ remix: true, edit: false, extend: false, cancel: true })
    expect(capabilities.cancellation).toBe('unknown')
  })

  it('a remix goes to the upstream of its source, and is unsupported where that has none', async () => {
    const sun = upstreamOf('sun-1')
    const moon = upstreamOf('moon-1')
    delete moon.remix
    const server = createTestServer({ upstream: routeUpstreams({ sun, moon }), basePath: '/api' })
    const ids = [await server.create({ model: 'sun-1' }), await server.create({ model: 'moon-1' })].map(({ id }) => id)
    for (const upstream of [sun, moon]) upstream.nextUpdate = { status: 'completed' }
    await server.advance(60, 5)
    const remix = (id: string | undefined) => server.request(`/videos/${id}/remix`, jsonPost({ prompt: 'Brighter.' }))
    const [bright, dark] = await Promise.all(ids.map(remix))
    expect([bright?.status, dark?.status]).toEqual([200, 501])
    expect([sun.idempotencyKeys.length, moon.idempotencyKeys.length]).toEqual([2, 1])
  })

  it('a row of an upstream that is gone stays as it is, is reported, and goes on once it is back', async () => {
    const { sun, moon, serve, server } = open()
    const { id } = await server.create({ model: 'moon-1' })
    const without = serve(routeUpstreams({ sun }))
    without.clock.now = server.clock.now
    await without.advance(4_200, 600)
    expect(without.events.filter(({ type }) => type === 'upstream_missing')).toEqual([
      expect.objectContaining({ upstreamId: 'moon' }),
      expect.objectContaining({ upstreamId: 'moon' }),
    ])
    const [listed] = ((await (await without.request('/videos')).json()) as VideoList).data
    for (const shown of [await without.retrieve(id), listed])
      expect(shown).toMatchObject({ status: 'queued', assets: { disconnected: true } })
    expect((await server.retrieve(id)).assets?.disconnected).toBeUndefined()
    expect((await without.request(`/videos/${id}/cancel`, { method: 'POST' })).status).toBe(502)
    moon.nextUpdate = { status: 'completed' }
    // Alone, under the same id: the row goes on.
    const back = serve(fakeUpstream({ ...moon, id: 'moon' }))
    back.clock.now = without.clock.now
    await back.advance(60, 5)
    expect((await back.retrieve(id)).status).toBe('completed')
  })

  it('verifies a webhook by the upstream in its path, and counts equal delivery ids of two upstreams twice', async () => {
    const hook = async () => ({ id: 'delivery', ref: 'up-1', type: 'video.completed' })
    const sun = upstreamOf('sun-1', { verifyWebhook: hook })
    const moon = upstreamOf('moon-1', { verifyWebhook: hook })
    const server = createTestServer({ upstream: routeUpstreams({ sun, moon }), basePath: '/api' })
    await server.create({ model: 'sun-1' })
    await server.create({ model: 'moon-1' })
    const post = async (path: string) => (await server.request(path, { method: 'POST', as: null })).status
    expect(await post('/videos/webhook')).toBe(404)
    expect(await post('/videos/webhook/mars')).toBe(404)
    for (const id of ['sun', 'moon', 'sun']) expect(await post(`/videos/webhook/${id}`)).toBe(200)
    expect(server.events.flatMap((event) => (event.type === 'webhook' ? [event.isRepeat] : []))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('adopts a video of the upstream that is named, and of no other', async () => {
    const { server, sun, moon } = open()
    await expect(server.videos.adopt('ada', 'old')).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('one of sun, moon') as string,
    })
    moon.nextUpdate = { status: 'completed' }
    const mine = await server.videos.adopt('ada', 'old', { upstreamId: 'moon' })
    const theirs = await server.videos.adopt('bob', 'old', { upstreamId: 'sun' })
    expect(mine.id).not.toBe(theirs.id)
    expect([sun.polls, moon.polls]).toEqual([1, 1])
  })

  it('routes to an upstream that is a frozen class with private fields', async () => {
    class Lamp implements Upstream {
      readonly #jobs: string[] = []
      readonly id = 'lamp'
      readonly capabilities = { models: [model('lamp-1')] }
      async create() {
        this.#jobs.push('up-1')
        return { ref: 'up-1', update: { status: 'queued' as const } }
      }
      async retrieve() {
        return { update: { status: this.#jobs.length > 0 ? ('completed' as const) : ('failed' as const) } }
      }
      async content(): Promise<never> {
        throw new Error('There are no files.')
      }
    }
    const server = createTestServer({ upstream: routeUpstreams({ hall: Object.freeze(new Lamp()) }) })
    const { id } = await server.create()
    await server.advance(60, 5)
    expect((await server.retrieve(id)).status).toBe('completed')
  })

  it.each<[string, () => unknown, string]>([
    ['no upstream', () => routeUpstreams({}), 'at least one upstream'],
    [
      'a model that two offer',
      () => routeUpstreams({ a: upstreamOf('same'), b: upstreamOf('same') }),
      'The model "same" is offered by "a" and by "b"',
    ],
    ['a key that is no id', () => routeUpstreams({ 'a/b': upstreamOf('x') }), 'letters, digits'],
    ['no models', () => routeUpstreams({ a: fakeUpstream({ capabilities: { models: [] } }) }), 'declares no models'],
    [
      'two currencies',
      () =>
        routeUpstreams({
          a: upstreamOf('x'),
          b: upstreamOf('y', { capabilities: { models: [model('y')], currency: 'EUR' } }),
        }),
      'USD and EUR',
    ],
    [
      'a wrong price in one of them',
      () => {
        const wrong = upstreamOf('x', { capabilities: { models: [model('x', { prices: { '320x192': -1 } })] } })
        return createTestServer({ upstream: routeUpstreams({ wrong }) })
      },
      'must be a number from 0',
    ],
  ])('%s is an error at start', (_, start, words) => {
    expect(start).toThrow(expect.objectContaining({ code: 'misconfigured' }))
    expect(start).toThrow(words)
  })
})

describe('keys per tenant', () => {
  function openTenants() {
    const accounts = new Map(['ada', 'bob'].map((owner) => [owner, upstreamOf('shared-1', { id: `account_${owner}` })]))
    const store = memoryStore()
    let isBroken = false
    let hanging: string | undefined
    const server = createTestServer({
      store,
      upstream: {
        resolve: (owner) => {
          const found = accounts.get(owner)
          if (owner === hanging) return new Promise<never>(() => undefined)
          if (isBroken || !found) throw new Error('The vault does not answer.')
          return found
        },
        byId: (id) =>
          id === `account_${hanging}`
            ? new Promise<never>(() => undefined)
            : [...accounts.values()].find((upstream) => upstream.id === id),
      },
    })
    return {
      accounts,
      server,
      breakVault: () => (isBroken = true),
      hang: (owner: string | undefined) => void (hanging = owner),
    }
  }

  it('each owner pays by their own key, and each row is polled by the account that made it', async () => {
    const { accounts, server } = openTenants()
    const ada = await server.create()
    const bob = (await (
      await server.request('/videos', { as: 'bob', ...jsonPost({ prompt: 'Bob.' }) })
    ).json()) as Video
    expect([...accounts.values()].map(({ idempotencyKeys }) => idempotencyKeys)).toEqual([[ada.id], [bob.id]])
    for (const upstream of accounts.values()) upstream.nextUpdate = { status: 'completed' }
    await server.advance(60, 5)
    expect([...accounts.values()].map(({ polls }) => polls)).toEqual([1, 1])
    expect((await server.retrieve(ada.id)).status).toBe('completed')
  })

  it('a resolve that throws is 503 for that owner, and running videos go on', async () => {
    const { accounts, server, breakVault } = openTenants()
    const { id } = await server.create()
    expect((await server.request('/videos', { as: 'eve', ...jsonPost({ prompt: 'Eve.' }) })).status).toBe(503)
    breakVault()
    const response = await server.request('/videos', jsonPost({ prompt: 'More.' }))
    expect(response.status).toBe(503)
    expect(JSON.stringify(await response.json())).not.toContain('vault')
    for (const upstream of accounts.values()) upstream.nextUpdate = { status: 'completed' }
    await server.advance(60, 5)
    expect((await server.retrieve(id)).status).toBe('completed')
  })

  it('an operator who never answers fails the request of that owner in time, and delays no other job', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const { accounts, server, hang } = openTenants()
    const { id } = await server.create()
    const bob = (await (
      await server.request('/videos', { as: 'bob', ...jsonPost({ prompt: 'Bob.' }) })
    ).json()) as Video
    for (const upstream of accounts.values()) upstream.nextUpdate = { status: 'completed' }
    hang('ada')
    const response = server.request('/videos', jsonPost({ prompt: 'More.' }))
    await vi.advanceTimersByTimeAsync(10_000)
    expect((await response).status).toBe(503)
    server.clock.now += 60_000
    const first = server.videos.tick()
    await vi.advanceTimersByTimeAsync(10_000)
    await first
    // It is not asked for again in each run.
    await server.videos.tick()
    expect(await (await server.request(`/videos/${bob.id}`, { as: 'bob' })).json()).toMatchObject({
      status: 'completed',
    })
    hang(undefined)
    server.clock.now += 60_000
    await server.videos.tick()
    expect((await server.retrieve(id)).status).toBe('completed')
  })

  it.each([undefined, null, 'sun'])('an owner for whom resolve returns %j gets 503', async (nothing) => {
    const server = createTestServer({ upstream: { resolve: () => nothing as never, byId: () => undefined } })
    expect((await server.request('/videos', jsonPost({ prompt: 'A lamp.' }))).status).toBe(503)
  })

  it('asks no upstream of another id than that of the row', async () => {
    const sun = upstreamOf('sun-1', { id: 'sun' })
    const server = createTestServer({
      upstream: { resolve: () => sun, byId: () => upstreamOf('sun-1', { id: 'moon' }) },
    })
    const { id } = await server.create()
    await server.advance(60, 5)
    expect((await server.retrieve(id)).status).toBe('queued')
    expect(sun.polls).toBe(0)
  })

  it('leaves the rows of an account that is gone, and works on the others', async () => {
    const { accounts, server } = openTenants()
    const gone = await server.create()
    const bob = (await (
      await server.request('/videos', { as: 'bob', ...jsonPost({ prompt: 'Bob.' }) })
    ).json()) as Video
    accounts.delete('ada')
    for (const upstream of accounts.values()) upstream.nextUpdate = { status: 'completed' }
    await server.advance(60, 5)
    expect(await server.retrieve(gone.id)).toMatchObject({ status: 'queued', assets: { disconnected: true } })
    expect(await (await server.request(`/videos/${bob.id}`, { as: 'bob' })).json()).toMatchObject({
      status: 'completed',
    })
    expect(server.events).toContainEqual(
      expect.objectContaining({ type: 'upstream_missing', upstreamId: 'account_ada' }),
    )
  })
})
