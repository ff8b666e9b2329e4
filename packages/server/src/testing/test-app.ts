import { createSandbox } from '@dailies/sandbox'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox'
import { createVideoServer } from '../video-server'
import type { VideoServer, VideoServerOptions } from '../video-server'
import type { ServerEvent } from '../server-event'
import { memoryStore } from '../store/memory'
import { openaiUpstream } from '../openai'
import { authorizeByName, testModels } from './fixtures'
import { checkExchanges, createCheckedRequest } from './openapi/check-exchanges'
import type { OpenAIUpstreamOptions } from '../openai'

export { testModels } from './fixtures'

/** The API key of the upstream, which must never reach a client. */
export const upstreamKey = 'sk-upstream-very-secret-key'

/** A video server with the sandbox as its upstream, in one process, on one clock that the test advances. */
export interface TestApp {
  videos: VideoServer
  sandbox: Sandbox
  events: ServerEvent[]
  /** Advances the clock of server and sandbox by so many seconds, then runs one tick of the poller. */
  advance(seconds: number): Promise<void>
  /** Sends a request to the mount as this owner, or without authentication if `as` is null. */
  request(path: string, init?: RequestInit & { as?: string | null }): Promise<Response>
}

/** Options of the sandbox, the upstream and the server. */
export interface TestAppOptions {
  sandbox?: Partial<SandboxOptions>
  upstream?: Partial<OpenAIUpstreamOptions>
  server?: Partial<VideoServerOptions>
}

/** Creates a server at `/api` whose upstream is a sandbox with a manual clock. */
export function createTestApp({ sandbox: sandboxOptions, upstream, server }: TestAppOptions = {}): TestApp {
  const sandbox = createSandbox({
    clock: 'manual',
    apiKey: upstreamKey,
    jobDurationMs: 8_000,
    ...sandboxOptions,
  })
  const events: ServerEvent[] = []
  const now = (): number => sandbox.now() * 1_000
  const videos = checkExchanges(
    createVideoServer({
      upstream: openaiUpstream({
        baseURL: 'http://sandbox.test/v1',
        apiKey: upstreamKey,
        models: testModels,
        fetch: (request) => sandbox.fetch(request),
        now,
        ...upstream,
      }),
      authorize: authorizeByName,
      store: memoryStore(),
      now,
      onEvent: (event) => events.push(event),
      ...server,
    }),
  )
  return {
    videos,
    sandbox,
    events,
    advance: async (seconds) => {
      await sandbox.advance(seconds)
      await videos.tick()
    },
    request: (path, { as = 'ada', ...init } = {}) => {
      const headers = new Headers(init.headers)
      if (as !== null) headers.set('Authorization', `Bearer ${as}`)
      return videos.fetch(createCheckedRequest(`http://app.test/api${path}`, { ...init, headers }))
    },
  }
}

/** Options of a request that posts this value as JSON. */
export const jsonPost = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
