import type { Video } from '@dailies/core'
import { describe, expect, it } from 'vitest'
import type { BeforeCreateInput } from './before-create'
import { memoryStore } from '../store/memory'
import { fakeUpstream } from '../testing/fake-upstream'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'
import type { VideoServerOptions } from '../video-server'

const model = (id: string, price: number) => ({
  id,
  label: id,
  description: '',
  sizes: ['320x192', '1920x1080'],
  seconds: ['4', '12'],
  prices: { '320x192': price, '1920x1080': 10 * price },
  input_reference: false,
})

/** A server with a cheap and a dear model; its upstream counts what it is sent. */
function open(options: Partial<VideoServerOptions>) {
  const sent: string[] = []
  const upstream = fakeUpstream()
  const record =
    (operation: string) =>
    (_source: unknown, _request: unknown, callOptions: Parameters<typeof upstream.create>[1]) => {
      sent.push(operation)
      return upstream.create({ prompt: '' }, callOptions)
    }
  Object.assign(upstream, { remix: record('remix'), edit: record('edit'), extend: record('extend') })
  upstream.capabilities.models = [model('cheap', 0.1), model('dear', 5)]
  upstream.nextUpdate = { status: 'completed' }
  return { server: createTestServer({ upstream, basePath: '/api', ...options }), upstream, sent }
}

const operations = {
  remix: (id: string) => [`/videos/${id}/remix`, { prompt: 'More.' }],
  edit: (id: string) => ['/videos/edits', { prompt: 'More.', video: { id } }],
  extend: (id: string) => ['/videos/extensions', { prompt: 'More.', video: { id }, seconds: '4' }],
} satisfies Record<string, (id: string) => [string, object]>

type TestServer = ReturnType<typeof open>['server']

async function derive(server: TestServer, operation: keyof typeof operations, id: string) {
  const [path, fields] = operations[operation](id) as [string, object]
  const response = await server.request(path, jsonPost(fields))
  const body = (await response.json()) as Video & { error: { param: string } | null }
  return { status: response.status, param: body.error?.param, video: body }
}

describe.each(Object.keys(operations) as (keyof typeof operations)[])('allow, for a %s', (operation) => {
  it.each([
    ['model', { models: ['cheap'] }, { model: 'dear' }],
    ['size', { sizes: ['320x192'] }, { size: '1920x1080' }],
    ['seconds', { seconds: ['4'] }, { seconds: '12' }],
  ])('rejects a video whose %s is no longer allowed, and sends nothing', async (param, allow, fields) => {
    const store = memoryStore()
    const before = open({ store })
    const { id } = await before.server.create(fields)
    await before.server.advance(60)
    const after = open({ store, allow })
    expect(await derive(after.server, operation, id)).toMatchObject({ status: 400, param })
    expect(after.sent).toEqual([])
  })

  it.each([
    ['model', { models: ['cheap'] }],
    ['size', { sizes: ['320x192'] }],
    ['seconds', { seconds: ['4', '12'] }],
  ])('rejects a video whose %s is not known', async (param, allow) => {
    const { server, sent } = open({ allow })
    const { id } = await server.videos.adopt('ada', 'unknown')
    expect(await derive(server, operation, id)).toMatchObject({ status: 400, param })
    expect(sent).toEqual([])
  })

  it('accepts what is allowed', async () => {
    const { server, sent } = open({ allow: { models: ['cheap'], sizes: ['320x192'], seconds: ['4', '12'] } })
    const { id } = await server.create()
    await server.advance(60)
    expect(await derive(server, operation, id)).toMatchObject({ status: 200 })
    expect(sent).toEqual([operation])
  })
})

it('extensions in turn give no longer video than the longest allowed', async () => {
  const { server, sent } = open({ allow: { seconds: ['4', '12'] } })
  let { id } = await server.create()
  const statuses: number[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    await server.advance(60)
    const extended = await derive(server, 'extend', id)
    statuses.push(extended.status)
    if (extended.status === 200) id = extended.video.id
  }
  expect(statuses).toEqual([200, 200, 400, 400])
  expect(sent).toHaveLength(2)
})

it('beforeCreate receives the whole request of every operation', async () => {
  const seen: BeforeCreateInput[] = []
  const { server } = open({ beforeCreate: (input) => void seen.push(input) })
  const { id } = await server.create({ model: 'dear' })
  await server.advance(60)
  for (const operation of ['remix', 'edit', 'extend'] as const) await derive(server, operation, id)
  const common = { owner: 'ada', metadata: {}, model: 'dear', size: '320x192' }
  expect(seen).toEqual([
    {
      ...common,
      operation: 'create',
      request: { prompt: 'A lamp.', model: 'dear', size: '320x192', seconds: '4' },
      seconds: '4',
      cost: 20,
    },
    { ...common, operation: 'remix', request: { prompt: 'More.' }, seconds: '4', cost: 20 },
    { ...common, operation: 'edit', request: { prompt: 'More.' }, seconds: '4', cost: 20 },
    { ...common, operation: 'extend', request: { prompt: 'More.', seconds: '4' }, seconds: '8', cost: 20 },
  ])
})
