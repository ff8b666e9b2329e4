import { createVideosClient } from '@dailies/core'
import type { VideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox'
import type { TestEnvironment } from './test-environment'
import { createTestEnvironment } from './test-environment'

/** The real client in front of the sandbox, with a shared clock. */
export interface SandboxClient {
  sandbox: Sandbox
  videos: VideosClient
  environment: TestEnvironment
  /** Advances both clocks. */
  advance(seconds: number): Promise<void>
  /** How many requests were started. */
  startedRequests(): number
  /** Every request that reached the sandbox, as `GET /videos/…`. */
  requests: string[]
  /** Handles requests instead of the sandbox while it is set. */
  intercept: { with?: ((input: string, init: RequestInit) => Promise<Response> | undefined) | undefined }
}

/** Starts a sandbox with tiny videos, and a client in front of it. */
export function createSandboxClient(options: Partial<SandboxOptions> = {}): SandboxClient {
  const environment = createTestEnvironment()
  const sandbox = createSandbox({
    clock: 'manual',
    startsAt: environment.now() / 1_000,
    idempotent: true,
    ...options,
  })
  const requests: string[] = []
  const intercept: SandboxClient['intercept'] = {}
  const fetch = environment.watchFetch(async (input: string, init: RequestInit) => {
    requests.push(`${init.method ?? 'GET'} ${new URL(input).pathname.replace('/v1', '')}`)
    return intercept.with?.(input, init) ?? sandbox.fetch(input, init)
  })
  const videos = createVideosClient({ baseURL: 'http://sandbox/v1', fetch, now: environment.now })
  return {
    sandbox,
    videos,
    environment,
    requests,
    intercept,
    startedRequests: environment.startedRequests,
    advance: (seconds) => environment.advance(seconds, (seconds) => sandbox.advance(seconds)),
  }
}
