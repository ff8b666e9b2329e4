import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDemo } from '../../studio/e2e/demo-process'
import type { DemoProcess } from '../../studio/e2e/demo-process'
import { mount } from '../../studio/e2e/mount'

let demo: DemoProcess

beforeAll(async () => {
  demo = await startDemo({ SANDBOX_JOB_SECONDS: '1' })
})
afterAll(() => demo.stop())

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${demo.url}/api${path}`, {
    ...init,
    headers: { ...mount.as('ada'), ...Object.fromEntries(new Headers(init.headers)) },
  })

it('next start does not buffer events, although the browser accepts gzip', async () => {
  const stream = await ask('/videos/events', { headers: { 'Accept-Encoding': 'gzip, br' } })
  expect(stream.headers.get('content-encoding')).toBeNull()
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  let received = ''
  const hear = async (what: RegExp) => {
    while (!what.test(received)) received += (await reader?.read())?.value ?? ''
  }
  await hear(/^retry: /)
  const waits: number[] = []
  for (let take = 0; take < 5; take += 1) {
    const sent = performance.now()
    const body = JSON.stringify({ prompt: `Take ${take}`, model: 'mini' })
    const [created] = await Promise.all([
      ask('/videos', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }),
      hear(new RegExp(`"Take ${take}"`)).then(() => waits.push(performance.now() - sent)),
    ])
    expect(created.status).toBe(200)
  }
  // From the click to the other tab, including the upstream: a buffer would delay it for seconds, or until the stream ends.
  expect(Math.min(...waits)).toBeLessThan(500)
  await hear(/"status":"completed"/)
  await reader?.cancel()
})
