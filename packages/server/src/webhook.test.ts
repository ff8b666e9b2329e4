import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mounts } from './testing/mounts'
import type { Mount, OpenMount } from './testing/mounts'
import { openStage, posting } from './testing/stage'
import type { Stage } from './testing/stage'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`

const losesBytes = ({ name }: Mount): boolean => name.includes('kept no bytes')

describe.each(mounts)('webhooks, mounted by $name', (kind) => {
  let stage: Stage
  let mount: OpenMount
  let answers: { status: number; body: string }[]
  let deliver: (input: string, init: RequestInit) => Promise<Response>
  const sent: [string, RequestInit][] = []

  beforeEach(async () => {
    answers = []
    sent.length = 0
    deliver = async (path, init) => {
      const response = await mount.fetch(`${mount.baseURL}${path}`, init)
      answers.push({ status: response.status, body: await response.clone().text() })
      return response
    }
    stage = openStage({
      sandbox: {
        webhook: {
          url: '/videos/webhook',
          secret,
          fetch: (path, init) => {
            sent.push([path, init])
            return deliver(path, init)
          },
        },
      },
      upstream: { webhookSecret: secret },
    })
    mount = await kind.open(stage.videos)
  })
  afterEach(async () => {
    await mount.close()
    await stage.videos.close()
  })

  const create = async () => {
    const response = await stage.ask('/videos', posting({ prompt: 'A lamp.' }))
    return ((await response.json()) as { id: string }).id
  }

  if (losesBytes(kind)) {
    it('a body that was written anew is refused with 500, which says how to mount', async () => {
      await create()
      await stage.sandbox.advance(8.1)
      expect(answers[0]).toMatchObject({ status: 500 })
      expect(answers[0]?.body).toMatch(/keepRawBody/)
    })
    return
  }

  it('a verified one makes the server look at once', async () => {
    const id = await create()
    await stage.sandbox.advance(8.1)
    expect(answers.map(({ status }) => status)).toEqual([200])
    await stage.videos.tick()
    expect(stage.events.filter(({ type }) => type === 'completed')).toMatchObject([{ videoId: id }])
    expect(stage.events.filter(({ type }) => type === 'webhook')).toMatchObject([
      { notice: 'video.completed', isRepeat: false },
    ])
  })

  it('a repeat is answered and dropped, a forged or old one refused', async () => {
    await create()
    await stage.sandbox.advance(8.1)
    const [path, init] = sent[0]!
    expect((await deliver(path, init)).status).toBe(200)
    expect(stage.events.filter(({ type }) => type === 'webhook')).toMatchObject([
      { isRepeat: false },
      { isRepeat: true },
    ])
    expect((await deliver(path, { ...init, body: String(init.body).replace('completed', 'failed') })).status).toBe(401)
    const headers = new Headers(init.headers)
    headers.delete('webhook-signature')
    expect((await deliver(path, { ...init, headers })).status).toBe(401)
    await stage.sandbox.advance(301)
    expect((await deliver(path, init)).status).toBe(401)
  })
})

it('a server whose upstream has no secret takes no webhooks', async () => {
  const { ask } = openStage()
  expect((await ask('/videos/webhook', { ...posting({}), as: null })).status).toBe(501)
})
