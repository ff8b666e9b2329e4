import { createVideosClient, type VideosClient } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { createSandbox, fixtureRenderer, type Sandbox, type SandboxOptions } from '@dailies/sandbox/browser'
import { createVideoServer, type VideoServerOptions } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { act, render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'

/** What a test may set of the far side. */
export interface StageOptions {
  sandbox?: Partial<SandboxOptions>
  server?: Partial<VideoServerOptions>
}

/** The real client, adapter and sandbox in one process; only the far end is not the world's. */
export interface Stage {
  videos: VideosClient
  sandbox: Sandbox
  /** Every request of the page, as `POST /api/videos`. */
  requests: string[]
  /** Answers instead of the adapter while it is set. */
  intercept: { with?: ((request: Request) => Promise<Response> | undefined) | undefined }
  /** Answers as the adapter does, for who intercepts a request and lets it go on. */
  answer(request: Request): Promise<Response>
  /** Renders under StrictMode, within a provider. */
  show(children: ReactNode): RenderResult
  /** Turns the sandbox's clock, and lets the page hear of it. */
  advance(seconds: number): Promise<void>
}

const apiKey = 'sk-test'

const models = [
  {
    id: 'lamp-1',
    label: 'Lamp',
    description: 'Quick takes, to find the shot.',
    sizes: ['1280x720', '720x1280'],
    seconds: ['4', '8', '12'],
    prices: { '1280x720': 0.1, '720x1280': 0.1 },
  },
  {
    id: 'mini',
    label: 'Mini',
    description: 'Tiny videos, for tests.',
    sizes: ['320x192', '192x320'],
    seconds: ['1', '2', '4'],
    prices: { '320x192': 0.01, '192x320': 0.01 },
  },
]

/** Opens a stage of its own for one test. */
export function openStage({ sandbox: ofSandbox, server }: StageOptions = {}): Stage {
  const sandbox = createSandbox({ renderer: fixtureRenderer(), clock: 'manual', apiKey, ...ofSandbox })
  const adapter = createVideoServer({
    upstream: openaiUpstream({ baseURL: 'http://sandbox.test/v1', apiKey, fetch: sandbox.fetch, models }),
    store: memoryStore(),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
    ...server,
  })
  const requests: string[] = []
  const intercept: Stage['intercept'] = {}
  const fetch = async (input: string, init: RequestInit): Promise<Response> => {
    const request = new Request(new URL(input, 'http://app.test'), init)
    requests.push(`${request.method} ${new URL(request.url).pathname}`)
    return intercept.with?.(request) ?? adapter.fetch(request)
  }
  const videos = createVideosClient({ baseURL: '/api', fetch })
  return {
    videos,
    sandbox,
    requests,
    intercept,
    answer: (request) => adapter.fetch(request),
    show: (children) =>
      render(
        <StrictMode>
          <VideosProvider client={videos}>{children}</VideosProvider>
        </StrictMode>,
      ),
    advance: (seconds) =>
      act(async () => {
        await sandbox.advance(seconds)
        await adapter.tick()
      }),
  }
}
