import { createHmac } from 'node:crypto'
import { openaiUpstream } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'

const bytes = 'a secret of twenty-four b'
const webhookSecret = `whsec_${Buffer.from(bytes).toString('base64')}`
const at = 1_790_000_000
const open = (now = at) =>
  openaiUpstream({ baseURL: 'https://api.example.com/v1', apiKey: 'key', webhookSecret, now: () => now * 1_000 })

const event = (type = 'video.completed', data: unknown = { id: 'video_1' }) =>
  JSON.stringify({ id: 'evt_1', object: 'event', created_at: at, type, data })

const sign = (body: string | Uint8Array, secret = bytes, id = 'wh_1', timestamp = String(at)) =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')

const headersOf = (signature: string, more: Record<string, string> = {}) =>
  new Headers({ 'webhook-id': 'wh_1', 'webhook-timestamp': String(at), 'webhook-signature': signature, ...more })

const encode = (text: string) => new TextEncoder().encode(text)

describe('a webhook that is signed', () => {
  it.each(['video.completed', 'video.failed'])('tells which job had its end (%s)', async (type) => {
    const body = event(type)
    const notice = await open().verifyWebhook!(encode(body), headersOf(`v1,${sign(body)}`))
    expect(notice).toEqual({ id: 'wh_1', ref: 'video_1', type })
  })

  it('may carry several signatures, while secrets are changed', async () => {
    const body = event()
    const signatures = `v1,${sign(body, 'an old secret')} v1,${sign(body)}`
    await expect(open().verifyWebhook!(encode(body), headersOf(signatures))).resolves.toMatchObject({ ref: 'video_1' })
  })

  it('is verified on its very bytes', async () => {
    const body = `{ "type" : "video.completed",\r\n "data":{"id":"video_\\u0031"} }`
    await expect(open().verifyWebhook!(encode(body), headersOf(`v1,${sign(body)}`))).resolves.toMatchObject({ ref: 'video_1' })
    const reprinted = JSON.stringify(JSON.parse(body))
    await expect(open().verifyWebhook!(encode(reprinted), headersOf(`v1,${sign(body)}`))).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })

  it.each([
    ['another kind', event('response.completed', { id: 'resp_1' }), 'resp_1'],
    ['no data', JSON.stringify({ type: 'video.completed' }), null],
    ['no JSON', 'hello', null],
  ])('of %s is believed, and names what it names', async (_, body, ref) => {
    await expect(open().verifyWebhook!(encode(body), headersOf(`v1,${sign(body)}`))).resolves.toMatchObject({ ref })
  })
})

describe('a webhook is not believed', () => {
  const body = event()
  it.each<[string, Headers]>([
    ['without a signature', new Headers({ 'webhook-id': 'wh_1', 'webhook-timestamp': String(at) })],
    ['with an empty signature', headersOf('')],
    ['signed with another secret', headersOf(`v1,${sign(body, 'wrong')}`)],
    ['signed for another delivery', headersOf(`v1,${sign(body)}`, { 'webhook-id': 'wh_2' })],
    ['signed for another time', headersOf(`v1,${sign(body)}`, { 'webhook-timestamp': String(at + 1) })],
    ['without a time', headersOf(`v1,${sign(body)}`, { 'webhook-timestamp': 'now' })],
    ['without an id', new Headers({ 'webhook-timestamp': String(at), 'webhook-signature': `v1,${sign(body)}` })],
  ])('%s', async (_, headers) => {
    await expect(open().verifyWebhook!(encode(body), headers)).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it.each([-301, 301])('%s seconds from its time', async (seconds) => {
    const call = open(at + seconds).verifyWebhook!(encode(body), headersOf(`v1,${sign(body)}`))
    await expect(call).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it('with bytes that are no text', async () => {
    const raw = new Uint8Array([...encode(body), 0xff])
    await expect(open().verifyWebhook!(raw, headersOf(`v1,${sign(raw)}`))).rejects.toMatchObject({ code: 'unauthorized' })
  })
})

it('without a secret no webhook is taken at all', () => {
  expect(openaiUpstream({ baseURL: 'https://api.example.com/v1', apiKey: 'key' }).verifyWebhook).toBeUndefined()
})
