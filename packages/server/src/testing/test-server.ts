import type { Video } from '@dailies/core'
import type { ServerEvent } from '../server-event'
import { memoryStore } from '../store/memory'
import { createVideoServer } from '../video-server'
import type { VideoServer, VideoServerOptions } from '../video-server'
import { fakeUpstream } from './fake-upstream'
import type { FakeUpstream } from './fake-upstream'
import { authorizeByName } from './fixtures'
import { checkExchanges, createCheckedRequest } from './openapi/check-exchanges'
import { jsonPost } from './test-app'

/** A video server with a fake upstream, on a clock that the test advances. */
export interface TestServer {
  videos: VideoServer
  upstream: FakeUpstream
  events: ServerEvent[]
  clock: { now: number }
  /** Advances the clock by so many seconds, and runs one tick of the poller every `step` seconds. */
  advance(seconds: number, step?: number): Promise<void>
  /** Sends a request to the mount as this owner, or without authentication if `as` is null. */
  request(path: string, init?: RequestInit & { as?: string | null }): Promise<Response>
  /** Creates a video of the prompt "A lamp." as the owner `ada`. */
  create(fields?: Record<string, unknown>, headers?: Record<string, string>): Promise<Video>
  retrieve(id: string): Promise<Video>
}

/** Creates a server at `/api` with a fake upstream; `changes` are set on the upstream. */
export function createTestServer(
  options: Partial<VideoServerOptions> = {},
  changes: Partial<FakeUpstream> = {},
): TestServer {
  const upstream = fakeUpstream(changes)
  const clock = { now: Date.UTC(2026, 10, 22, 12) }
  const events: ServerEvent[] = []
  const videos = checkExchanges(
    createVideoServer({
      upstream,
      authorize: authorizeByName,
      store: memoryStore(),
      now: () => clock.now,
      onEvent: (event) => events.push(event),
      ...options,
    }),
  )
  const server: TestServer = {
    videos,
    upstream,
    events,
    clock,
    advance: async (seconds, step = seconds) => {
      for (let passed = 0; passed < seconds; passed += step) {
        clock.now += step * 1_000
        await videos.tick()
      }
    },
    request: (path, { as = 'ada', ...init } = {}) => {
      const headers = new Headers(init.headers)
      if (as !== null) headers.set('Authorization', `Bearer ${as}`)
      return videos.fetch(createCheckedRequest(`http://app.test/api${path}`, { ...init, headers }))
    },
    create: async (fields = {}, headers = {}) => {
      const response = await server.request('/videos', jsonPost({ prompt: 'A lamp.', ...fields }, headers))
      return response.json() as Promise<Video>
    },
    retrieve: async (id) => (await server.request(`/videos/${id}`)).json() as Promise<Video>,
  }
  return server
}
