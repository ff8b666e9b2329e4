import { createSandbox, fixtureRenderer } from '@dailies/sandbox/browser'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox/browser'
import { createVideoServer } from '../video-server'
import type { VideoServer, VideoServerOptions } from '../video-server'
import type { ServerEvent } from '../server-event'
import { memoryStore } from '../store/memory'
import { openaiUpstream } from '../openai'
import { authorizeByName, miniModels } from './mini-app'
import type { OpenAIUpstreamOptions } from '../openai'

export { miniModels } from './mini-app'

/** The key that must never be seen in front of the server. */
export const upstreamKey = 'sk-upstream-very-secret-key'

/** The adapter in front of the sandbox, in one process, on one clock that the test turns. */
export interface Stage {
  videos: VideoServer
  sandbox: Sandbox
  events: ServerEvent[]
  /** Turns the clock of both ends by so many seconds; the server then does what is due. */
  advance(seconds: number): Promise<void>
  /** Asks the mount as this owner; nobody's with null. */
  ask(path: string, init?: RequestInit & { as?: string | null }): Promise<Response>
}

/** What a test may set of each part. */
export interface StageOptions {
  sandbox?: Partial<SandboxOptions>
  upstream?: Partial<OpenAIUpstreamOptions>
  server?: Partial<VideoServerOptions>
}

/** Sets up the whole way from a mount at `/api` to a sandbox. */
export function openStage({ sandbox: ofSandbox, upstream, server }: StageOptions = {}): Stage {
  const sandbox = createSandbox({
    renderer: fixtureRenderer(),
    clock: 'manual',
    apiKey: upstreamKey,
    jobDurationMs: 8_000,
    ...ofSandbox,
  })
  const events: ServerEvent[] = []
  const now = (): number => sandbox.now() * 1_000
  const videos = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox.test/v1',
      apiKey: upstreamKey,
      models: miniModels,
      fetch: (request) => sandbox.fetch(request),
      now,
      ...upstream,
    }),
    authorize: authorizeByName,
    store: memoryStore(),
    now,
    onEvent: (event) => events.push(event),
    ...server,
  })
  return {
    videos,
    sandbox,
    events,
    advance: async (seconds) => {
      await sandbox.advance(seconds)
      await videos.tick()
    },
    ask: (path, { as = 'ada', ...init } = {}) => {
      const headers = new Headers(init.headers)
      if (as !== null) headers.set('Authorization', `Bearer ${as}`)
      return videos.fetch(new Request(`http://app.test/api${path}`, { ...init, headers }))
    },
  }
}

/** A JSON body to post. */
export const posting = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(body),
})
