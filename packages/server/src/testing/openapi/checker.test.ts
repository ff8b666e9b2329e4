import { describe, expect, it } from 'vitest'
import { readEvents } from '../read-events'
import { createTestServer } from '../test-server'
import { createChecker } from './checker'
import type { Exchange } from './checker'
import type { OpenAPI } from './document'

const server = createTestServer()
const checker = createChecker(server.videos.openapi() as OpenAPI)

/** A retrieve as this server answers it. */
const retrieve = async (): Promise<Exchange> => {
  const { id } = await server.create()
  const { status, headers } = await server.request(`/videos/${id}`)
  return {
    method: 'GET',
    route: 'retrieve' as const,
    path: `/videos/${id}`,
    query: new URLSearchParams(),
    headers: new Headers(),
    response: { status, headers, text: JSON.stringify(await server.retrieve(id)) },
  }
}

/** A create that was accepted, with this body. */
const create = async (body: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Exchange> => ({
  ...(await retrieve()),
  method: 'POST',
  route: 'create',
  path: '/videos',
  headers: new Headers({ 'Content-Type': 'application/json', ...headers }),
  body: JSON.stringify(body),
})

describe('the checker of exchanges', () => {
  it('accepts what the server does', async () => {
    expect(checker.exchange(await retrieve())).toEqual([])
    expect(checker.exchange(await create({ prompt: 'A lamp.' }))).toEqual([])
  })

  it.each<[string, (exchange: Exchange) => Partial<Exchange['response']>]>([
    ['status 418 is not described', () => ({ status: 418 })],
    [
      'header x-color is not described',
      ({ response: { headers } }) => ({ headers: new Headers([...headers, ['X-Color', 'red']]) }),
    ],
    ['content type text/html is not described', () => ({ headers: new Headers({ 'Content-Type': 'text/html' }) })],
    [
      'must NOT have unevaluated properties',
      ({ response: { text = '' } }) => ({ text: text.replace('{', '{"color":"red",') }),
    ],
    [
      'must NOT have unevaluated properties',
      ({ response: { text = '' } }) => ({ text: text.replace('"assets":{', '"assets":{"color":"red",') }),
    ],
    [
      "must have required property 'assets'",
      ({ response: { text = '' } }) => ({ text: text.replace('"assets"', '"metadata"') }),
    ],
    [
      'must be equal to one of the allowed values',
      ({ response: { text = '' } }) => ({ text: text.replace('"queued"', '"waiting"') }),
    ],
    [
      'code teapot is not described',
      () => ({ status: 404, text: JSON.stringify({ error: { message: '', type: '', code: 'teapot', param: null } }) }),
    ],
  ])('of a response says: %s', async (problem, change) => {
    const exchange = await retrieve()
    const changed = checker.exchange({ ...exchange, response: { ...exchange.response, ...change(exchange) } })
    expect(changed.join('\n')).toContain(problem)
  })

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['must NOT have additional properties', { prompt: 'A lamp.', color: 'red' }, {}],
    ["must have required property 'prompt'", {}, {}],
    ['must NOT have more than 255 characters', { prompt: 'A lamp.' }, { 'Idempotency-Key': 'k'.repeat(256) }],
    ['request type text/plain is not described', { prompt: 'A lamp.' }, { 'Content-Type': 'text/plain' }],
  ])('of an accepted request says: %s', async (problem, body, headers) => {
    expect(checker.exchange(await create(body, headers)).join('\n')).toContain(problem)
  })

  it('says that a list has no such filter, and that a mount has no such route', async () => {
    const exchange = await retrieve()
    const list = { ...exchange, route: 'list' as const, path: '/videos', query: new URLSearchParams({ colour: 'red' }) }
    expect(checker.exchange(list).join('\n')).toContain('query colour is not described')
    expect(checker.exchange({ ...exchange, route: 'listShares' as const, path: '/videos/a/shares' })).toEqual([
      'GET /videos/a/shares: not described, but answered with 200',
    ])
  })
})

it('every event of a stream is described', async () => {
  const server = createTestServer()
  const stream = readEvents(await server.request('/videos/events'))
  const { id } = await server.create()
  const events = await stream.next()
  server.upstream.nextUpdate = { status: 'in_progress', progress: 40 }
  await server.advance(60)
  events.push(...(await stream.next()))
  server.upstream.nextUpdate = { status: 'failed', error: { code: 'lamp', message: 'No.' } }
  await server.advance(60)
  events.push(...(await stream.next()))
  await server.request(`/videos/${id}`, { method: 'DELETE' })
  events.push(...(await stream.next()))
  const resumed = readEvents(await server.request('/videos/events', { headers: { 'Last-Event-ID': '900000000' } }))
  events.push(...(await resumed.next()))
  expect(events.map(({ event }) => event)).toEqual(['video', 'video', 'video', 'deleted', 'missed'])
  for (const { event, data } of events) expect(checker.answer('VideoEvent', { event, data })).toEqual([])
  expect(checker.answer('VideoEvent', { event: 'lamp', data: {} })).not.toEqual([])
})
