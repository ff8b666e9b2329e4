import { createSandbox } from '@dailies/sandbox/browser'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { cancellableUpstream } from '../packages/ui/src/testing/cancellable-upstream'
import { fetchedVideos } from './fetched-videos'
import type { Fault } from '@dailies/sandbox/browser'
import type { NetworkCondition, StoryServerOptions } from './story-server-message'
import { apiKey, createStoryUpstream } from './story-upstream'

/** The server side of a {@link StoryServer}, in the service worker: the sandbox as upstream of the real server adapter. */
export interface StoryBackend {
  fetch(request: Request): Promise<Response>
  advance(seconds: number): Promise<void>
  /** Replaces the faults of the upstream. */
  setFaults(faults: readonly Fault[]): void
  /** Restarts the upstream, which loses every running job. */
  restartUpstream(): void
  setNetworkCondition(condition: NetworkCondition): void
  close(): Promise<void>
}

const slowResponseMs = 2_000

/**
 * Creates the server side of a story server.
 *
 * @param url where it is mounted, without a slash at the end
 * @param storybookURL the URL of Storybook, which serves the fixture videos
 */
export async function createStoryBackend(
  url: string,
  {
    clock = 'manual',
    jobDurationMs = 10_000,
    provider = 'sandbox',
    dialect = 'openai',
    cancels,
    limits = {},
    expiresAfterMs = 3_600_000,
    spritesheet,
    startsAt = Date.now() / 1_000,
  }: StoryServerOptions,
  storybookURL: string,
): Promise<StoryBackend> {
  const sandbox = createSandbox({
    renderer: fetchedVideos(storybookURL),
    clock,
    startsAt,
    jobDurationMs,
    dialect,
    expiresAfterMs,
    apiKey,
  })
  const uncancellable = await createStoryUpstream(provider, {
    sandbox,
    dialect,
    storybookURL,
    isCancellable: cancels !== undefined,
  })
  const { upstream, confirmCancels } = cancellableUpstream(uncancellable)
  if (cancels === 'confirmed') confirmCancels()
  const videos = createVideoServer({
    upstream: cancels ? upstream : uncancellable,
    sharing: true,
    authorize: () => ({ owner: 'story' }),
    store: memoryStore(),
    limits,
    ...(spritesheet && { spritesheet }),
    basePath: new URL(`${url}/api`).pathname,
    // The sandbox and the adapter share one clock, so that advancing it also makes the adapter's polls due.
    now: () => sandbox.now() * 1_000,
  })
  let condition: NetworkCondition = 'online'
  let streams = new AbortController()
  const respond: Record<NetworkCondition, (request: Request) => Promise<Response>> = {
    online: async (request) => abortableStream(await videos.fetch(request), streams.signal),
    slow: async (request) => {
      await new Promise((resolve) => setTimeout(resolve, slowResponseMs))
      return respond.online(request)
    },
    offline: async () => Response.error(),
    failing: async () => new Response('Service Unavailable', { status: 503 }),
    unresponsive: ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  }
  return {
    fetch: (request) => respond[condition](request),
    advance: (seconds) => sandbox.advance(seconds),
    setFaults: (faults) => {
      sandbox.faults.clear()
      sandbox.faults.add(...faults)
    },
    restartUpstream: () => sandbox.restart(),
    setNetworkCondition: (next) => {
      condition = next
      streams.abort()
      streams = new AbortController()
    },
    close: async () => {
      await videos.close()
      await sandbox.close()
    },
  }
}

/** Makes an event stream abortable: a connection that breaks also ends its open event streams. */
function abortableStream(response: Response, signal: AbortSignal): Response {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!isStream || !response.body) return response
  return new Response(response.body.pipeThrough(new TransformStream(), { signal }), response)
}
