import type { Video } from '@dailies/core'
import type { Fault } from '@dailies/sandbox/browser'
import { expect, it } from 'vitest'
import { openStage, posting } from './testing/stage'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** A server whose upstream tells of the end of jobs, in its own way. */
function open(faults: Fault[]) {
  const stage = openStage({
    sandbox: {
      faults,
      webhook: {
        url: 'http://app.test/api/videos/webhook',
        secret,
        fetch: (url, init) => stage.videos.fetch(new Request(url, init)),
      },
    },
    upstream: { webhookSecret: secret },
  })
  return stage
}

const isSettled = ({ status }: Video) => status === 'completed' || status === 'failed'

it.each<[string, Fault | undefined]>([
  ['as they should', undefined],
  ['again and again', { kind: 'repeat', count: 4 }],
  ['out of order', { kind: 'reorder' }],
  ['late', { kind: 'latency', on: 'webhook', seconds: 120 }],
  ['badly signed', { kind: 'bad_signature' }],
  ['never', { kind: 'unsent' }],
])('webhooks that come %s: every film comes, once, though nobody looks', async (_, fault) => {
  const stage = open(fault ? [fault] : [])
  const ids: string[] = []
  for (const prompt of ['A lamp', 'A boat', 'gore']) {
    const video: Video = await (await stage.ask('/videos', posting({ prompt, model: 'mini' }))).json()
    ids.push(video.id)
  }
  for (let turn = 0; turn < 80; turn += 1) await stage.advance(15)
  // The list asks for no look where the row is settled, so this is what the server found out by itself.
  const { data }: { data: Video[] } = await (await stage.ask('/videos')).json()
  expect(data.every(isSettled)).toBe(true)
  expect(data.map(({ status }) => status).sort()).toEqual(['completed', 'completed', 'failed'])
  for (const id of ids) {
    const ends = stage.events.filter(
      (event) => (event.type === 'completed' || event.type === 'failed') && event.videoId === id,
    )
    expect(ends).toHaveLength(1)
  }
  const refusals = stage.events.filter((event) => event.type === 'rejected')
  expect(refusals.every((event) => event.type === 'rejected' && event.status === 401)).toBe(true)
  expect(refusals.length > 0).toBe(fault?.kind === 'bad_signature')
  expect(stage.sandbox.counters.creates).toBe(3)
  await stage.videos.close()
})
