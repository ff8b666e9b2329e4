import { VideoError } from '@dailies/core'
import type { Capabilities, ErrorBody } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import { openScene } from './testing/scene'
import { scriptedUpstream } from './testing/scripted-upstream'
import type { ScriptedUpstream } from './testing/scripted-upstream'
import { posting } from './testing/stage'

const capabilitiesOf = async (scene: ReturnType<typeof openScene>, as = 'ada') =>
  (await scene.ask('/videos/capabilities', { as })).json() as Promise<Capabilities>
const fifty = (scene: ReturnType<typeof openScene>) =>
  Promise.all(Array.from({ length: 50 }, () => scene.ask('/videos', posting({ prompt: 'A lamp.' }))))
const count = (responses: Response[], status: number) =>
  responses.filter((response) => response.status === status).length

describe('limits', () => {
  it.each([
    [{ activeJobs: 3 }, 3],
    [{ requestsPerMinute: 7 }, 7],
    [{ spendPerDay: 2 }, 5],
  ])('%j is exact under fifty creates at once', async (limits, taken) => {
    const scene = openScene({ limits })
    const responses = await fifty(scene)
    expect([count(responses, 200), count(responses, 429)]).toEqual([taken, 50 - taken])
    expect(scene.upstream.keys).toHaveLength(taken)
    const [name] = Object.keys(limits)
    const refused = responses.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
    const { error } = (await refused!.json()) as ErrorBody
    expect(error).toMatchObject({ type: 'rate_limit_error', code: 'limit_reached' })
    expect(error.param?.replaceAll('_', '')).toBe(name?.toLowerCase())
    expect(error.message).toMatch(/lifts (when|at)/)
  })

  it('can differ from owner to owner', async () => {
    const scene = openScene({ limits: (owner) => ({ activeJobs: owner === 'ada' ? 1 : 2 }) })
    expect(count(await fifty(scene), 200)).toBe(1)
    expect((await capabilitiesOf(scene, 'bob')).limits).toMatchObject([{ name: 'active_jobs', limit: 2, remaining: 2 }])
  })

  it('what was refused or failed is not paid, what may have been rendered is', async () => {
    const scene = openScene({ limits: { spendPerDay: 1 } })
    const { id } = await scene.create()
    const spent = async () => (await capabilitiesOf(scene)).limits[0]?.remaining
    expect(await spent()).toBe(0.6)
    await scene.ask(`/videos/${id}`, { method: 'DELETE' })
    expect(await spent()).toBe(0.6)
    await scene.create()
    scene.upstream.hears = { status: 'failed' }
    await scene.pass(30)
    expect(await spent()).toBe(0.6)
  })

  describe('of active jobs count a deleted one', () => {
    const deleteAll = async (scene: ReturnType<typeof openScene>): Promise<void> => {
      for (const id of await listed(scene)) await scene.ask(`/videos/${id}`, { method: 'DELETE' })
    }
    const ask = async (scene: ReturnType<typeof openScene>): Promise<number> =>
      (await scene.ask('/videos', posting({ prompt: 'A lamp.' }))).status
    const never = () => new Promise<never>(() => undefined)
    const rejectDelete = (code: string) => () => Promise.reject(new VideoError('No.', { code }))

    it.each<[string, (upstream: ScriptedUpstream) => void]>([
      ['has no deletion', (upstream) => delete upstream.delete],
      ['cannot delete it', (upstream) => (upstream.delete = rejectDelete('unsupported'))],
      ['deletes none that runs', (upstream) => (upstream.delete = rejectDelete('not_ready'))],
      ['lets it run on', (upstream) => (upstream.capabilities.cancellation = 'continues')],
      ['has not answered its create', (upstream) => (upstream.submits = never)],
    ])('for a while where the upstream %s, and not for ever', async (_, change) => {
      const scene = openScene({ limits: { activeJobs: 1 } })
      change(scene.upstream)
      void scene.create()
      await expect.poll(() => listed(scene)).toHaveLength(1)
      await deleteAll(scene)
      for (let turn = 0; turn < 3; turn += 1) expect(await ask(scene)).toBe(429)
      await scene.pass(480, 60)
      expect(await ask(scene)).toBe(429)
      // Nobody watches here, and so the first refusal makes somebody look.
      scene.clock.now += 180_000
      await ask(scene)
      await expect.poll(async () => (await capabilitiesOf(scene)).limits[0]?.remaining).toBe(1)
      expect(scene.upstream.keys).toHaveLength(1)
    })

    it('for twice as long as such a job usually runs, where that was measured', async () => {
      const scene = openScene({ limits: { activeJobs: 1 } })
      await scene.create()
      scene.upstream.hears = { status: 'completed' }
      await scene.pass(40)
      // What was measured is read anew after half a minute.
      await scene.pass(31)
      delete scene.upstream.delete
      scene.upstream.hears = { status: 'queued' }
      await scene.create()
      const [latest] = await listed(scene)
      await scene.ask(`/videos/${latest}`, { method: 'DELETE' })
      await scene.pass(70, 10)
      expect(await ask(scene)).toBe(429)
      await scene.pass(20, 10)
      expect(await ask(scene)).toBe(200)
    })

    it('no more once the upstream let it go', async () => {
      const scene = openScene({ limits: { activeJobs: 1 } })
      const deleteJob = scene.upstream.delete!
      scene.upstream.delete = rejectDelete('not_ready')
      await scene.create()
      await deleteAll(scene)
      expect(await ask(scene)).toBe(429)
      scene.upstream.delete = deleteJob
      await scene.pass(60)
      expect(await ask(scene)).toBe(200)
      await deleteAll(scene)
      expect(await ask(scene)).toBe(200)
    })
  })

  it('with a limit of spending a model without a price is refused', async () => {
    const { ask } = openScene({ limits: { spendPerDay: 1 } })
    const refused = await ask('/videos', posting({ prompt: 'A lamp.', model: 'free' }))
    expect([refused.status, ((await refused.json()) as ErrorBody).error.param]).toEqual([400, 'model'])
  })

  it('beforeCreate may refuse with a reason, and knows the cost', async () => {
    const seen: unknown[] = []
    const scene = openScene({
      beforeCreate: ({ owner, verb, cost, request }) => {
        seen.push([owner, verb, cost, request.prompt])
        return owner === 'ada' ? 'Your class has no lesson today.' : undefined
      },
    })
    const refused = await scene.ask('/videos', posting({ prompt: 'A lamp.' }))
    expect([refused.status, ((await refused.json()) as ErrorBody).error.message]).toEqual([
      403,
      'Your class has no lesson today.',
    ])
    expect(seen).toEqual([['ada', 'create', 0.4, 'A lamp.']])
    expect((await scene.ask('/videos', { ...posting({ prompt: 'A lamp.' }), as: 'bob' })).status).toBe(200)
  })
})

it.each([
  ['one length', ['4'], ['4'], ['8', '20', '1']],
  ['several, in the order of the wire', ['8', '4'], ['4', '8'], ['12', '2']],
  ['lengths of the upstream’s own, which the wire does not name', ['5', '10'], ['5', '10'], ['4', '20']],
])('an extension adds only what is allowed: %s', async (_, seconds, taken, refused) => {
  const added: unknown[] = []
  const upstream = scriptedUpstream()
  upstream.capabilities.models = [
    { id: 'any', label: 'Any', description: '', sizes: ['320x192'], seconds, input_reference: false },
  ]
  upstream.hears = { status: 'completed' }
  upstream.extend = async (_source, request, options) => {
    added.push(request.seconds)
    return upstream.create({ prompt: '' }, options)
  }
  const scene = openScene({ upstream, allow: { seconds } })
  const { id } = await scene.create()
  await scene.pass(60)
  const extend = async (fields: object) =>
    (await scene.ask('/videos/extensions', posting({ prompt: 'More.', video: { id }, ...fields }))).status
  for (const length of refused) expect(await extend({ seconds: length })).toBe(400)
  expect(added).toEqual([])
  for (const length of taken) expect(await extend({ seconds: length })).toBe(200)
  expect(await extend({})).toBe(200)
  expect(added).toEqual([...taken, taken[0]])
})

describe('capabilities', () => {
  it('tell what is allowed, what it costs, what is left and how long it takes', async () => {
    const scene = openScene({ allow: { models: ['mini'], seconds: ['4'] }, limits: { activeJobs: 5 } })
    for (const took of [20, 30, 40]) {
      scene.upstream.hears = { status: 'queued' }
      await scene.create()
      await scene.pass(took - 1)
      scene.upstream.hears = { status: 'completed' }
      scene.clock.now += 1_000
      for (const video of await listed(scene)) await scene.see(video)
      await scene.pass(60)
    }
    await scene.pass(1)
    const told = await capabilitiesOf(scene)
    expect(told).toMatchObject({
      object: 'videos.capabilities',
      models: [
        {
          id: 'mini',
          seconds: ['4'],
          prices: { '320x192': 0.1 },
          durations: [{ size: '320x192', seconds: '4', count: 3 }],
        },
      ],
      verbs: { remix: true, edit: false, extend: false },
      cancellation: 'unknown',
      events: true,
      currency: 'USD',
      limits: [{ name: 'active_jobs', limit: 5, remaining: 5, resets_at: null }],
      max_prompt: 32_000,
    })
    expect(told.models).toHaveLength(1)
    const { median = 0, p90 = 0 } = told.models[0]?.durations?.[0] ?? {}
    // A look may be some seconds late.
    expect(median).toBeGreaterThanOrEqual(30)
    expect(p90).toBeGreaterThanOrEqual(40)
    expect(p90).toBeGreaterThan(median)
    expect((await scene.ask('/videos', posting({ prompt: 'A lamp.', seconds: '8' }))).status).toBe(400)
  })

  it('the viewer is opaque, stable, and differs from owner to owner', async () => {
    const scene = openScene()
    const { viewer } = await capabilitiesOf(scene)
    expect((await capabilitiesOf(scene)).viewer).toBe(viewer)
    expect((await capabilitiesOf(scene, 'bob')).viewer).not.toBe(viewer)
    expect(viewer).not.toContain('ada')
  })
})

const listed = async (scene: ReturnType<typeof openScene>): Promise<string[]> => {
  const { data } = (await (await scene.ask('/videos')).json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}
