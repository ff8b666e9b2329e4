import type { Fault } from '@dailies/sandbox'
import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { openSandbox } from './testing/open-sandbox'

const secret = `whsec_${Buffer.from('a key of the tests').toString('base64')}`

interface VideoUpdate {
  headers: Headers
  body: string
  at: number
}

/** A sandbox and a receiver that answers with these statuses, the last for ever. */
function openReceiver({ statuses = [200], faults = [] }: { statuses?: number[]; faults?: Fault[] } = {}) {
  const received: VideoUpdate[] = []
  const opened = openSandbox({
    faults,
    webhook: {
      url: 'http://app/videos/webhook',
      secret,
      async fetch(input, init) {
        const request = new Request(input, init)
        received.push({
          headers: request.headers,
          body: await request.text(),
          at: opened.sandbox.now() - 1_790_000_000,
        })
        return new Response(null, { status: statuses[Math.min(received.length, statuses.length) - 1] ?? 200 })
      },
    },
  })
  return { ...opened, received }
}

const verify = ({ body, headers }: VideoUpdate) =>
  new OpenAI({ apiKey: 'any' }).webhooks.verifySignature(body, headers, secret, Number.MAX_SAFE_INTEGER)

const idsOf = (received: VideoUpdate[]): string[] => received.map(({ body }) => JSON.parse(body).data.id)

it('sends a webhook for completed and failed jobs with the id only; the official SDK verifies it', async () => {
  const { sandbox, create, received } = openReceiver()
  const completed = await create()
  const failed = await create({ prompt: 'gore' })
  await sandbox.advance(8)
  expect(received.map(({ body }) => JSON.parse(body))).toEqual([
    {
      id: expect.stringMatching(/^evt_/),
      object: 'event',
      created_at: 1_790_000_004,
      type: 'video.failed',
      data: { id: failed },
    },
    {
      id: expect.stringMatching(/^evt_/),
      object: 'event',
      created_at: 1_790_000_008,
      type: 'video.completed',
      data: { id: completed },
    },
  ])
  for (const delivery of received) {
    expect(delivery.headers.get('webhook-id')).toBe(JSON.parse(delivery.body).id)
    await verify(delivery)
  }
})

it('the job can be served when its webhook arrives', async () => {
  const statuses: number[] = []
  const opened = openSandbox({
    webhook: {
      url: 'http://app/',
      secret,
      async fetch(_, init) {
        const { data } = JSON.parse(String(init.body))
        statuses.push((await opened.content(data.id)).status)
        return new Response()
      },
    },
  })
  await opened.create()
  await opened.sandbox.advance(8)
  expect(statuses).toEqual([200])
})

it('retries a failed delivery under the same id with growing delays, for 72 hours', async () => {
  const { sandbox, create, received } = openReceiver({ statuses: [500] })
  await create()
  await sandbox.advance(100 * 3_600)
  expect(received.slice(0, 5).map(({ at }) => at)).toEqual([8, 13, 43, 163, 763])
  expect(new Set(received.map(({ headers }) => headers.get('webhook-id'))).size).toBe(1)
  const last = received[received.length - 1]
  expect(last?.at).toBeLessThanOrEqual(8 + 72 * 3_600)
  expect(last?.at).toBeGreaterThan(71 * 3_600)
  if (last) await verify(last)
})

it('stops retrying after a successful delivery', async () => {
  const { sandbox, create, received } = openReceiver({ statuses: [500, 503, 204] })
  await create()
  await sandbox.advance(100 * 3_600)
  expect(received).toHaveLength(3)
  expect(sandbox.counters.deliveries).toBe(3)
})

it('rejects an invalid secret at once', () => {
  expect(() => openSandbox({ webhook: { url: 'http://app/', secret: 'hush' } })).toThrow('whsec_')
})

describe('with a fault, a webhook', () => {
  it('is delayed', async () => {
    const { sandbox, create, received } = openReceiver({ faults: [{ kind: 'latency', seconds: 60, on: 'webhook' }] })
    await create()
    await sandbox.advance(100)
    expect(received.map(({ at }) => at)).toEqual([68])
  })

  it('is repeated', async () => {
    const { sandbox, create, received } = openReceiver({ faults: [{ kind: 'repeat', count: 2 }] })
    const id = await create()
    await sandbox.advance(8)
    expect(idsOf(received)).toEqual([id, id, id])
  })

  it('arrives out of order', async () => {
    const { sandbox, create, received } = openReceiver({ faults: [{ kind: 'reorder', times: 1 }] })
    const ids = [await create(), await create()]
    await sandbox.advance(8)
    expect(idsOf(received)).toEqual(ids.toReversed())
  })

  it('has a wrong signature, and a valid one when it is retried', async () => {
    const faults: Fault[] = [{ kind: 'bad_signature', times: 1 }]
    const { sandbox, create, received } = openReceiver({ faults, statuses: [401, 200] })
    await create()
    await sandbox.advance(60)
    const [forged, genuine] = received
    await expect(forged && verify(forged)).rejects.toThrow('signature')
    await expect(genuine && verify(genuine)).resolves.toBeUndefined()
  })

  it('is never sent', async () => {
    const { sandbox, create, received } = openReceiver({ faults: [{ kind: 'unsent' }] })
    await create()
    await sandbox.advance(100)
    expect(received).toEqual([])
  })
})
