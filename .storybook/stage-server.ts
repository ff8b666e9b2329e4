import { createSandbox } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { sandboxModels } from '../apps/studio/src/server/sandbox-models'
import { fetchedVideos } from './fetched-videos'
import type { Fault } from '@dailies/sandbox/browser'
import type { Line, StageOptions } from './stage-message'

/** The far side of a {@link Stage}: the sandbox and, in front of it, the adapter. */
export interface StageServer {
  fetch(request: Request): Promise<Response>
  advance(seconds: number): Promise<void>
  /** Replaces what goes wrong at the far end. */
  strike(faults: readonly Fault[]): void
  /** The far end forgets every running job. */
  restart(): void
  setLine(line: Line): void
  close(): Promise<void>
}

const apiKey = 'storybook'

/** @param url Where the stage is mounted, without a slash at the end. @param filmsURL Where the films of `fixture-films` are served. */
export function createStageServer(
  url: string,
  {
    clock = 'manual',
    jobDurationMs = 10_000,
    dialect = 'openai',
    limits = {},
    expiresAfterMs = 3_600_000,
    spritesheet,
    startsAt = Date.now() / 1_000,
  }: StageOptions,
  videosURL: string,
): StageServer {
  const sandbox = createSandbox({
    renderer: fetchedVideos(videosURL),
    clock,
    startsAt,
    jobDurationMs,
    dialect,
    expiresAfterMs,
    apiKey,
  })
  const upstream = openaiUpstream({
    baseURL: 'http://sandbox/v1',
    apiKey,
    models: sandboxModels,
    dialect,
    fetch: sandbox.fetch,
  })
  const videos = createVideoServer({
    upstream,
    authorize: () => ({ owner: 'story' }),
    store: memoryStore(),
    limits,
    ...(spritesheet && { spritesheet }),
    basePath: new URL(`${url}/api`).pathname,
    // One time on both sides: what the story's clock made due here is looked at there.
    now: () => sandbox.now() * 1_000,
  })
  let line: Line = 'up'
  let streams = new AbortController()
  const answers: Record<Line, (request: Request) => Promise<Response>> = {
    up: async (request) => cutWith(await videos.fetch(request), streams.signal),
    down: async () => Response.error(),
    silent: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  }
  return {
    fetch: (request) => answers[line](request),
    advance: (seconds) => sandbox.advance(seconds),
    strike: (faults) => {
      sandbox.faults.clear()
      sandbox.faults.add(...faults)
    },
    restart: () => sandbox.restart(),
    setLine: (next) => {
      line = next
      streams.abort()
      streams = new AbortController()
    },
    close: async () => {
      await videos.close()
      await sandbox.close()
    },
  }
}

/** A line that breaks takes the open event streams with it. */
function cutWith(response: Response, signal: AbortSignal): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!isStream || !response.body) return response
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response)
}
