import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import type { DemoProcess } from '../../studio/e2e/demo-process'
import { mount } from '../../studio/e2e/mount'

const secret = 'a secret of the cron'
let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo({ CRON_SECRET: secret, SANDBOX_JOB_SECONDS: '1' })
})
afterAll(() => demo.stop())

const cron = (headers: Record<string, string>) => fetch(`${demo.url}/api/cron`, { headers })

it('without a long-running process, the cron polls the jobs', async () => {
  const headers = { ...mount.as('ada'), 'Content-Type': 'application/json' }
  const body = JSON.stringify({ prompt: 'A lamp on a desk', model: 'mini', seconds: '1' })
  expect((await fetch(`${demo.url}/api/videos`, { method: 'POST', headers, body })).status).toBe(200)
  const tick = async () => {
    const answer = await cron({ Authorization: `Bearer ${secret}` })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { jobs: number }).jobs
  }
  await expect.poll(tick, { timeout: 20_000, interval: 1_000 }).toBeGreaterThan(0)
})

it.each([{}, { Authorization: 'Bearer another' }, { Authorization: `Bearer ${secret}x` }, mount.as('ada')])(
  'a visitor with %o finds no cron',
  async (headers) => {
    expect((await cron(headers as Record<string, string>)).status).toBe(404)
  },
)
