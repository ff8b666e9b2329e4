import type { Video, VideoList } from '@dailies/core'
import type { DialectName, SandboxOptions } from '@dailies/sandbox'
import { expect } from 'vitest'
import { createTestApp, jsonPost, upstreamKey } from '../../testing/test-app'
import type { TestAppOptions } from '../../testing/test-app'

/** Options of {@link openDialectTestApp}. */
export interface DialectTestAppOptions {
  dialect: DialectName
  quirks?: SandboxOptions['quirks']
  /** Whether the upstream is configured with the dialect's name, or detects its features. @default true */
  isNamed?: boolean
  sandbox?: Partial<SandboxOptions>
  upstream?: TestAppOptions['upstream']
  server?: TestAppOptions['server']
}

/** A JSON response of the video server. */
export interface JSONResponse<T> {
  status: number
  body: T
}

/**
 * One user, the video server, and a sandbox that speaks a dialect, on one clock. Checks that no response leaks a key, id or
 * address of the upstream.
 */
export function openDialectTestApp({ dialect, quirks = [], isNamed = true, ...more }: DialectTestAppOptions) {
  /** Every key, id and address of the upstream. None may appear in a response of the video server. */
  const upstreamSecrets = new Set<string>(['sandbox.test', 'media.sandbox', upstreamKey])
  const app = createTestApp({
    sandbox: { dialect, quirks, ...more.sandbox },
    upstream: {
      fetch: async (request) => {
        const response = await sandbox.fetch(request)
        if (response.headers.get('content-type')?.includes('json') === true) {
          const text = await response.clone().text()
          for (const [, id = ''] of text.matchAll(/"(?:id|task_id)":"([^"]+)"/g)) upstreamSecrets.add(id)
        }
        return response
      },
      ...(isNamed ? { dialect } : {}),
      trustedMediaOrigins: ['http://media.sandbox'],
      ...more.upstream,
    },
    server: more.server ?? {},
  })
  const { sandbox, videos } = app

  /** Awaits a promise and advances the clock meanwhile: some servers respond only once the video is finished. */
  async function awaitWhileAdvancing<T>(promise: Promise<T>): Promise<T> {
    const pending = Symbol('pending')
    for (let second = 0; second < 120; second += 1) {
      const timer = new Promise<typeof pending>((resolve) => setTimeout(() => resolve(pending), 5))
      if ((await Promise.race([promise, timer])) !== pending) break
      await sandbox.advance(1)
    }
    return promise
  }

  async function call<T>(path: string, init?: RequestInit): Promise<JSONResponse<T>> {
    const response = await awaitWhileAdvancing(app.request(path, init))
    const text = await response.text()
    expect([...upstreamSecrets].filter((secret) => text.includes(secret))).toEqual([])
    return { status: response.status, body: JSON.parse(text) }
  }

  /**
   * Polls a job every `step` seconds until it has ended. Checks that its status is valid and its progress never
   * decreases.
   */
  async function pollUntilEnded(id: string, { step = 5, polls = 60 } = {}): Promise<Video> {
    let video = (await call<Video>(`/videos/${id}`)).body
    for (let poll = 0; poll < polls && video.status !== 'completed' && video.status !== 'failed'; poll += 1) {
      await app.advance(step)
      const { body: next } = await call<Video>(`/videos/${id}`)
      expect(['queued', 'in_progress', 'completed', 'failed']).toContain(next.status)
      expect(next.progress ?? 0).toBeGreaterThanOrEqual(video.progress ?? 0)
      video = next
    }
    return video
  }

  return {
    ...app,
    call,
    pollUntilEnded,
    create: (prompt = 'A lamp at dusk') =>
      call<Video>('/videos', jsonPost({ prompt, model: 'mini', size: '320x192', seconds: '1' })),
    list: async () => (await call<VideoList>('/videos')).body.data,
    async close() {
      await videos.close()
      await sandbox.close()
    },
  }
}
