import { createHmac } from 'node:crypto'
import { openaiUpstream } from '@dailies/server/openai'
import { describe, expect, it } from 'vitest'

const secretText = 'a secret of twenty-four b'
const webhookSecret = `whsec_${Buffer.from(secretText).toString('base64')}`
const sentAt = 1_790_000_000
const open = (now = sentAt) =>
  openaiUpstream({ baseURL: 'https://api.example.com/v1', apiKey: 'key', webhookSecret, now: () => now * 1_000 })

const verify = (body: Uint8Array, headers: Headers, upstream = open()) =>
  upstream.verifyWebhook!(headers, async () => body)

const event = (type = 'video.completed', data: unknown = { id: 'video_1' }) =>
  JSON.stringify({ id: 'evt_1', object: 'event', created_at: sentAt, type, data })

const sign = (body: string | Uint8Array, secret = secretText, id = 'wh_1', timestamp = String(sentAt)) =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest('base64')

const headersOf = (signature: string, more: Record<string, string> = {}) =>
  new Headers({ 'webhook-id': 'wh_1', 'webhook-timestamp': String(sentAt), 'webhook-signature': signature, ...more })

const encode = (text: string) => new TextEncoder().encode(text)

describe('a webhook with a valid signature', () => {
  it.each(['video.completed', 'video.failed'])('returns the job and type of the event (%s)', async (type) => {
    const body = event(type)
    const webhook = await verify(encode(body), headersOf(`v1,${sign(body)}`))
    expect(webhook).toEqual({ id: 'wh_1', ref: 'video_1', type })
  })

  it('may have several signatures, during a secret rotation', async () => {
    const body = event()
    const signatures = `v1,${sign(body, 'an old secret')} v1,${sign(body)}`
    await expect(verify(encode(body), headersOf(signatures))).resolves.toMatchObject({ ref: 'video_1' })
  })

  it('is verified over its raw bytes', async () => {
    const body = `{ "type" : "video.completed",\r\n "data":{"id":"video_\\u0031"} }`
    await expect(verify(encode(body), headersOf(`v1,${sign(body)}`))).resolves.toMatchObject({
      ref: 'video_1',
    })
    const reserialized = JSON.stringify(JSON.parse(body))
    await expect(verify(encode(reserialized), headersOf(`v1,${sign(body)}`))).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })

  it.each([
    ['another kind', event('response.completed', { id: 'resp_1' }), 'resp_1'],
    ['no data', JSON.stringify({ type: 'video.completed' }), null],
    ['no JSON', 'hello', null],
  ])('with %s is accepted, with the id it contains', async (_, body, ref) => {
    await expect(verify(encode(body), headersOf(`v1,${sign(body)}`))).resolves.toMatchObject({ ref })
  })
})

describe('rejects a webhook', () => {
  const body = event()
  it.each<[string, Headers]>([
    ['without a signature', new Headers({ 'webhook-id': 'wh_1', 'webhook-timestamp': String(sentAt) })],
    ['with an empty signature', headersOf('')],
    ['signed with another secret', headersOf(`v1,${sign(body, 'wrong')}`)],
    ['signed for another delivery', headersOf(`v1,${sign(body)}`, { 'webhook-id': 'wh_2' })],
    ['signed for another timestamp', headersOf(`v1,${sign(body)}`, { 'webhook-timestamp': String(sentAt + 1) })],
    ['without a valid timestamp', headersOf(`v1,${sign(body)}`, { 'webhook-timestamp': 'now' })],
    ['without an id', new Headers({ 'webhook-timestamp': String(sentAt), 'webhook-signature': `v1,${sign(body)}` })],
  ])('%s', async (_, headers) => {
    await expect(verify(encode(body), headers)).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it.each([-301, 301])('%s seconds away from its timestamp', async (seconds) => {
    const call = verify(encode(body), headersOf(`v1,${sign(body)}`), open(sentAt + seconds))
    await expect(call).rejects.toMatchObject({ code: 'unauthorized' })
  })

  it.each([
    ['without an id', { 'webhook-id': '' }],
    ['without a signature', { 'webhook-signature': '' }],
    ['without a timestamp', { 'webhook-timestamp': '' }],
    ['of another time', { 'webhook-timestamp': String(sentAt + 301) }],
  ])('%s is not read', async (_, headers) => {
    let reads = 0
    const call = open().verifyWebhook!(headersOf(`v1,${sign(body)}`, headers), async () => {
      reads += 1
      return encode(body)
    })
    await expect(call).rejects.toMatchObject({ code: 'unauthorized' })
    expect(reads).toBe(0)
  })

  it('with bytes that are not UTF-8', async () => {
    const raw = new Uint8Array([...encode(body), 0xff])
    await expect(verify(raw, headersOf(`v1,${sign(raw)}`))).rejects.toMatchObject({
      code: 'unauthorized',
    })
  })
})

it('offers no webhooks without a secret', () => {
  expect(openaiUpstream({ baseURL: 'https://api.example.com/v1', apiKey: 'key' }).verifyWebhook).toBeUndefined()
})
