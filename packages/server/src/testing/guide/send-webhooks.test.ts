import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createTestServer } from '../test-server'
import { sendWebhooks } from './send-webhooks'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`

it('is the example of the guide', () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
  expect(read('../../../../../docs/your-backend.md')).toContain(read('send-webhooks.ts'))
})

it('sends a signed webhook again until the receiver accepts it, under the same id', async () => {
  const received: { id: unknown; body: unknown }[] = []
  const receiver = createServer(async (request, response) => {
    const body = new Webhook(secret).verify(await text(request), request.headers as Record<string, string>)
    received.push({ id: request.headers['webhook-id'], body })
    response.writeHead(received.length === 1 ? 503 : 204).end()
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void receiver.close())
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  const server = createTestServer({ basePath: '/api', onSettled: sendWebhooks(url, secret) })
  onTestFinished(() => server.videos.close())

  const { id } = await server.create()
  server.upstream.nextUpdate = { status: 'completed' }
  await server.advance(60)
  await vi.waitFor(() => expect(received).toHaveLength(1))
  expect(server.events).toContainEqual(expect.objectContaining({ reason: 'The receiver answered 503.' }))
  await server.advance(60)
  expect(received).toHaveLength(2)
  const [first, second] = received
  expect(second?.id).toBe(first?.id)
  expect(second?.body).toMatchObject({
    type: 'video.settled',
    data: { owner: 'ada', final: true, video: { id, status: 'completed' } },
  })
})
