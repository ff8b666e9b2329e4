import { expect, it } from 'vitest'
import { createTestServer } from '../testing/test-server'
import { jsonPost } from '../testing/test-app'

/** Sends JSON of this size that never ends. */
function stalled(bytes: number): RequestInit {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(new TextEncoder().encode('{"prompt":"'))
      for (let sent = 0; sent < bytes; sent += 50_000) controller.enqueue(new Uint8Array(50_000).fill(0x61))
    },
  })
  const headers = { 'Content-Type': 'application/json' }
  return { method: 'POST', body, headers, duplex: 'half' } as RequestInit
}

/** Sends these one after the other; returns the status of those that are answered. */
async function sendEach(count: number, send: () => Promise<Response>): Promise<number[]> {
  const statuses: number[] = []
  for (let sent = 0; sent < count; sent += 1) {
    void send().then(({ status }) => statuses.push(status))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return statuses
}

it('bodies just under 256 KiB fill the memory of their owner, and not that of the others', async () => {
  const server = createTestServer({ maxReferenceImageBytes: 1_000, maxRequestMemoryBytes: 5_000_000 })
  // In blocks of 64 KiB each takes 262,144 bytes. An owner has a quarter of all, so four are kept.
  const send = (as: string) => () => server.request('/videos', { ...stalled(250_000), as })
  expect(await sendEach(20, send('ada'))).toEqual(Array.from({ length: 16 }, () => 429))
  expect((await server.request('/videos', { ...jsonPost({ prompt: 'A lamp.' }), as: 'bob' })).status).toBe(200)
  for (const owner of ['cy', 'di', 'ed']) expect(await sendEach(4, send(owner))).toEqual([])
  // 16 of them are kept; all owners together have room for three more.
  expect(await sendEach(4, send('flo'))).toEqual([503])
})

it('an anonymous body is not read at all', async () => {
  let reads = 0
  const body = new ReadableStream({ pull: () => void (reads += 1) }, { highWaterMark: 0 })
  const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json' }, duplex: 'half' } as RequestInit
  const { request } = createTestServer()
  for (const path of ['', '/edits', '/extensions', '/video_1/remix']) {
    expect((await request(`/videos${path}`, { ...init, as: null })).status).toBe(401)
  }
  expect(reads).toBe(0)
})

it('a limit below the largest body fails at start', () => {
  expect(() => createTestServer({ maxRequestMemoryBytes: 1_000_000 })).toThrow(/^maxRequestMemoryBytes is 1000000/)
})
