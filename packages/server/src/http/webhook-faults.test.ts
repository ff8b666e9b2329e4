import type { Video } from '@dailies/core'
import type { Fault } from '@dailies/sandbox'
import { expect, it } from 'vitest'
import { createTestApp, jsonPost } from '../testing/test-app'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** An app whose upstream sends webhooks with these faults. */
function open(faults: Fault[]) {
  const app = createTestApp({
    sandbox: {
      faults,
      webhook: {
        url: 'http://app.test/api/videos/webhook',
        secret,
        fetch: (url, init) => app.videos.fetch(new Request(url, init)),
      },
    },
    upstream: { webhookSecret: secret },
  })
  return app
}

const isSettled = ({ status }: Video) => status === 'completed' || status === 'failed'

it.each<[string, Fault | undefined]>([
  ['correctly', undefined],
  ['repeatedly', { kind: 'repeat', count: 4 }],
  ['out of order', { kind: 'reorder' }],
  ['late', { kind: 'latency', on: 'webhook', seconds: 120 }],
  ['with a bad signature', { kind: 'bad_signature' }],
  ['never', { kind: 'unsent' }],
])('webhooks delivered %s: every job ends exactly once without client polls', async (_, fault) => {
  const app = open(fault ? [fault] : [])
  const ids: string[] = []
  for (const prompt of ['A lamp', 'A boat', 'gore']) {
    const video: Video = await (await app.request('/videos', jsonPost({ prompt, model: 'mini' }))).json()
    ids.push(video.id)
  }
  for (let turn = 0; turn < 80; turn += 1) await app.advance(15)
  // A list does not poll settled jobs, so these are results of the poller.
  const { data }: { data: Video[] } = await (await app.request('/videos')).json()
  expect(data.every(isSettled)).toBe(true)
  expect(data.map(({ status }) => status).sort()).toEqual(['completed', 'completed', 'failed'])
  for (const id of ids) {
    const ends = app.events.filter(
      (event) => (event.type === 'completed' || event.type === 'failed') && event.videoId === id,
    )
    expect(ends).toHaveLength(1)
  }
  const rejections = app.events.filter((event) => event.type === 'rejected')
  expect(rejections.every((event) => event.type === 'rejected' && event.status === 401)).toBe(true)
  expect(rejections.length > 0).toBe(fault?.kind === 'bad_signature')
  expect(app.sandbox.counters.creates).toBe(3)
  await app.videos.close()
})
