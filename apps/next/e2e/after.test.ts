import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createSandbox, listen } from '@dailies/sandbox'
import { afterAll, expect, it } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import { mount } from '../../studio/e2e/mount'

const sandbox = createSandbox({ jobDurationMs: 0, apiKey: 'a-key' })
afterAll(() => sandbox.close())

it('a process stopped after a response finishes the copy that the request started', async () => {
  let copies = 0
  const far = await listen({
    fetch: async (input) => {
      const request = new Request(input)
      if (!request.url.endsWith('/content')) return sandbox.fetch(request)
      copies += 1
      // Long after the response, and well before the demo is killed.
      await wait(1_000)
      return sandbox.fetch(request)
    },
  })
  const env = {
    CRON_SECRET: 'a-secret',
    DATA_DIR: await mkdtemp(path.join(tmpdir(), 'dailies-after-')),
    VIDEOS_BASE_URL: far.baseURL,
    VIDEOS_API_KEY: 'a-key',
  }
  // Next also waits for open connections, so none is kept: only the copy delays the exit.
  const headers = { Connection: 'close', ...mount.as('ada'), 'Content-Type': 'application/json' }

  const first = await startDemo(env)
  const body = JSON.stringify({ prompt: 'A lamp on a desk', model: 'mini', seconds: '1' })
  const created = await fetch(`${first.url}/api/videos`, { method: 'POST', headers, body })
  const { id } = (await created.json()) as { id: string }
  const look = async () => {
    await fetch(`${first.url}/api/videos/${id}`, { headers })
    return copies
  }
  await expect.poll(look, { timeout: 20_000, interval: 250 }).toBe(1)
  expect(await first.stop()).toBe(0)
  await far.close()

  const second = await startDemo(env)
  const file = await fetch(`${second.url}/api/videos/${id}/content`, { headers })
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'video/mp4'])
  await second.stop()
  await rm(env.DATA_DIR, { recursive: true })
})
