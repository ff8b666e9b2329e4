import { createVideosClient, type VideosClient } from '@dailies/core'
import type { ModelParameter } from '@dailies/core'
import { VideosProvider } from '@dailies/core/react'
import { createSandbox, type Sandbox, type SandboxOptions } from '@dailies/sandbox'
import { sandboxModels } from '@dailies/sandbox/models'
import { createVideoServer, type VideoServerOptions } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream, type ModelOption } from '@dailies/server/openai'
import { act, render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import { SWRConfig } from 'swr'
import { cancellableUpstream } from './cancellable-upstream'

/** Options for the sandbox and the server of a test. */
export interface TestAppOptions {
  sandbox?: Partial<SandboxOptions>
  server?: Partial<VideoServerOptions>
}

/** An app for a test: the real client, server adapter and sandbox in one process. The sandbox is the upstream. */
export interface TestApp {
  videos: VideosClient
  sandbox: Sandbox
  /** Every request of the client, as `POST /api/videos`. */
  requests: string[]
  /** While `with` is set, it responds instead of the video server; it passes a request on by returning undefined. */
  intercept: { with?: ((request: Request) => Promise<Response> | undefined) | undefined }
  /** Lets the provider confirm that cancelled jobs have ended. Only jobs of Lamp Pro can be cancelled. */
  confirmCancels(): void
  /** Sends a request to the video server, for an `intercept` that delays or forwards it. */
  fetch(request: Request): Promise<Response>
  /** Renders children in StrictMode, inside a `VideosProvider`. */
  show(children: ReactNode): RenderResult
  /** Advances the sandbox's clock, then runs the server's poller. */
  advance(seconds: number): Promise<void>
}

const apiKey = 'sk-test'

const parameters: ModelParameter[] = [
  { name: 'fps', label: 'Frames per second', type: 'integer', minimum: 8, maximum: 30, default: 16 },
]

const models: ModelOption[] = [
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
  {
    id: 'lamp-1-pro',
    label: 'Lamp Pro',
    description: 'Fine takes, to keep.',
    sizes: ['1280x720'],
    seconds: ['4'],
    parameters,
    cancellation: 'cancels',
    prices: { '1280x720': 0.5 },
  },
  // Models of other vendors, whose capabilities differ.
  ...sandboxModels.filter(({ id }) => ['kite-2', 'kite-2-max', 'tide-1', 'tide-1-pro'].includes(id)),
]

/** Creates a client, server and sandbox for one test. */
export function createTestApp({ sandbox: sandboxOptions, server }: TestAppOptions = {}): TestApp {
  const sandbox = createSandbox({ clock: 'manual', apiKey, ...sandboxOptions })
  const { upstream, confirmCancels } = cancellableUpstream(
    openaiUpstream({ baseURL: 'http://sandbox.test/v1', apiKey, fetch: sandbox.fetch, models }),
  )
  const adapter = createVideoServer({
    upstream,
    store: memoryStore(),
    authorize: () => ({ owner: 'ada' }),
    basePath: '/api',
    now: () => sandbox.now() * 1_000,
    ...server,
  })
  const requests: string[] = []
  const intercept: TestApp['intercept'] = {}
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
    confirmCancels,
    fetch: (request) => adapter.fetch(request),
    show: (children) =>
      render(
        <StrictMode>
          {/* A page of its own: SWR's default cache would be shared by all tests of a file. */}
          <SWRConfig value={{ provider: () => new Map() }}>
            <VideosProvider client={videos}>{children}</VideosProvider>
          </SWRConfig>
        </StrictMode>,
      ),
    advance: (seconds) =>
      act(async () => {
        await sandbox.advance(seconds)
        await adapter.tick()
      }),
  }
}
