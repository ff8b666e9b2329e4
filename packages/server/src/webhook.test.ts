import { afterEach, describe, expect, it } from 'vitest'
import { mounts } from './testing/mounts'
import type { Mount } from './testing/mounts'
import { openScene } from './testing/scene'
import { openStage, posting } from './testing/stage'
import type { UpstreamJob } from './upstream/upstream'

const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`
const losesBytes = ({ name }: Mount): boolean => name.includes('kept no bytes')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** One film is made, and the sandbox tells of its end over this mount. */
async function tellOfOne(kind: Mount) {
  const sent: [string, RequestInit][] = []
  const answers: { status: number; body: string }[] = []
  const deliver = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await mount.fetch(`${mount.baseURL}${path}`, init)
    answers.push({ status: response.status, body: await response.clone().text() })
    return response
  }
  const stage = openStage({
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
  const mount = await kind.open(stage.videos)
  closing.push(mount.close, stage.videos.close)
  const created = await stage.ask('/videos', posting({ prompt: 'A lamp.' }))
  const { id } = (await created.json()) as { id: string }
  await stage.sandbox.advance(8.1)
  return { ...stage, id, sent, answers, deliver }
}

describe.each(mounts.filter((kind) => !losesBytes(kind)))('a webhook, mounted by $name', (kind) => {
  it('that is verified makes the server look at once', async () => {
    const { answers, videos, events, id } = await tellOfOne(kind)
    expect(answers.map(({ status }) => status)).toEqual([200])
    await videos.tick()
    expect(events.filter(({ type }) => type === 'completed')).toMatchObject([{ videoId: id }])
    expect(events.filter(({ type }) => type === 'webhook')).toMatchObject([
      { eventType: 'video.completed', isRepeat: false },
    ])
  })

  it('that repeats is answered and dropped, a forged or old one refused', async () => {
    const { sent, deliver, events, sandbox } = await tellOfOne(kind)
    const [path, init] = sent[0]!
    expect((await deliver(path, init)).status).toBe(200)
    expect(events.filter(({ type }) => type === 'webhook')).toMatchObject([{ isRepeat: false }, { isRepeat: true }])
    expect((await deliver(path, { ...init, body: String(init.body).replace('completed', 'failed') })).status).toBe(401)
    const headers = new Headers(init.headers)
    headers.delete('webhook-signature')
    expect((await deliver(path, { ...init, headers })).status).toBe(401)
    await sandbox.advance(301)
    expect((await deliver(path, init)).status).toBe(401)
  })
})

it.each(mounts.filter(losesBytes))(
  'a webhook that was written anew by a parser is 500, which says how to mount',
  async (kind) => {
    const { answers } = await tellOfOne(kind)
    expect(answers[0]).toMatchObject({ status: 500 })
    expect(answers[0]?.body).toMatch(/keepRawBody/)
  },
)

describe('a webhook whose video is not known', () => {
  const tell = (scene: ReturnType<typeof openScene>) =>
    scene.ask('/videos/webhook', { method: 'POST', body: '{}', as: null })
  const naming = (ref: string) => ({
    verifyWebhook: async () => ({ id: `about ${ref}`, ref, type: 'video.completed' }),
  })

  it('is answered as one whose video is', async () => {
    const scene = openScene({}, naming('of another app'))
    await scene.create()
    const response = await tell(scene)
    expect([response.status, await response.json()]).toEqual([200, { received: true }])
    expect(scene.upstream.looks).toBe(0)
  })

  it("yet, since the create's answer is still on its way, makes the server look once it is there", async () => {
    let answer = (): void => undefined
    const submits = () =>
      new Promise<UpstreamJob>((resolve) => {
        answer = () => resolve({ ref: 'up-1', update: { status: 'queued' } })
      })
    const scene = openScene({}, { ...naming('up-1'), submits })
    const created = scene.create()
    await expect.poll(() => scene.upstream.keys).toHaveLength(1)
    expect((await tell(scene)).status).toBe(200)
    answer()
    await created
    await scene.videos.tick()
    expect(scene.upstream.looks).toBe(1)
  })
})

it('a server whose upstream has no secret takes no webhooks', async () => {
  const { ask } = openStage()
  expect((await ask('/videos/webhook', { ...posting({}), as: null })).status).toBe(404)
})
