import { createVideosClient } from '@dailies/core'
import type { Capabilities, Video, VideoList, VideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import type { Sandbox, SandboxOptions } from '@dailies/sandbox'
import { createTestBrowser } from './test-browser'
import type { TestBrowser } from './test-browser'
import type { TestEnvironment } from './test-environment'

/** A tab of the test browser with its own client. */
export interface LiveTab {
  environment: TestEnvironment
  videos: VideosClient
}

/** The sandbox with the additions of a Dailies server: capabilities with a viewer, and a server-sent events stream. */
export interface FakeServer {
  sandbox: Sandbox
  browser: TestBrowser
  /** @param viewer the signed-in user of this tab */
  openTab(viewer?: string): LiveTab
  /** Every request of every tab, as `GET /videos/…`. */
  requests: string[]
  /** Advances the clocks, and publishes the resulting changes on the streams. */
  advance(seconds: number): Promise<void>
  /** How many requests were started. */
  startedRequests(): number
  /** Number of open streams. */
  readonly streams: number
  /** Breaks every open stream, like a server restart. */
  cutStreams(): void
  /**
   * `isOffered`: whether the capabilities declare the stream. `isServed`: whether the stream route works. `hasForgotten`:
   * whether a stream that resumes was away too long. `endsEarly`: whether a stream ends as soon as it has begun.
   */
  events: { isOffered: boolean; isServed: boolean; hasForgotten?: boolean; endsEarly?: boolean }
}

interface Stream {
  viewer: string
  controller: ReadableStreamDefaultController<Uint8Array>
}

export function createFakeServer(options: Partial<SandboxOptions> = {}): FakeServer {
  const browser = createTestBrowser()
  const { clock } = browser
  const sandbox = createSandbox({
    clock: 'manual',
    startsAt: clock.now() / 1_000,
    idempotent: true,
    pollAfterMs: 0,
    ...options,
  })
  const owners = new Map<string, string>()
  const streams = new Set<Stream>()
  const log: { viewer: string; text: string }[] = []
  const events: FakeServer['events'] = { isOffered: true, isServed: true }
  const requests: string[] = []
  let published = new Map<string, string>()

  const publish = (viewer: string, name: string, data: unknown): void => {
    const text = `id: ${log.length + 1}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`
    log.push({ viewer, text })
    for (const stream of streams) if (stream.viewer === viewer) stream.controller.enqueue(encoder.encode(text))
  }

  const sendHeartbeat = (): void => {
    for (const { controller } of streams) controller.enqueue(encoder.encode(':heartbeat\n\n'))
    clock.setTimer(heartbeatIntervalMs, sendHeartbeat)
  }
  clock.setTimer(heartbeatIntervalMs, sendHeartbeat)

  const publishChanges = async (): Promise<void> => {
    const response = await sandbox.fetch('http://sandbox/v1/videos?limit=100')
    const { data } = (await response.json()) as { data: Video[] }
    const current = new Map(data.map((video) => [video.id, JSON.stringify(video)]))
    for (const video of data) {
      if (published.get(video.id) !== current.get(video.id)) publish(owners.get(video.id) ?? '', 'video', video)
    }
    for (const id of published.keys()) if (!current.has(id)) publish(owners.get(id) ?? '', 'deleted', { id })
    published = current
  }

  const serveEvents = (viewer: string, headers: Headers, signal: AbortSignal | undefined): Response => {
    if (!events.isServed) return new Response('<html>Bad gateway</html>', { status: 502 })
    const after = headers.get('last-event-id')
    return new Response(
      new ReadableStream<Uint8Array>({
        start(controller) {
          const stream = { viewer, controller }
          streams.add(stream)
          if (events.endsEarly) {
            streams.delete(stream)
            return controller.close()
          }
          if (events.hasForgotten && after !== null) {
            const text = `id: ${log.length}\nevent: missed\ndata: {}\n\n`
            return controller.enqueue(encoder.encode(text))
          }
          const missed = after === null ? [] : log.slice(Number(after)).filter((entry) => entry.viewer === viewer)
          controller.enqueue(
            encoder.encode(`id: ${log.length - missed.length}\n\n${missed.map(({ text }) => text).join('')}`),
          )
          signal?.addEventListener('abort', () => {
            if (streams.delete(stream)) controller.error(signal.reason)
          })
        },
      }),
      { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } },
    )
  }

  const serve = async (viewer: string, input: string, init: RequestInit): Promise<Response> => {
    const { pathname } = new URL(input)
    const path = pathname.replace('/v1', '')
    const method = init.method ?? 'GET'
    requests.push(`${method} ${path}`)
    if (path === '/videos/capabilities')
      return Response.json(capabilitiesOf(viewer, events.isOffered, (options.jobDurationMs ?? 8_000) / 1_000))
    if (path === '/videos/events') return serveEvents(viewer, new Headers(init.headers), init.signal ?? undefined)
    const id = path.split('/')[2]
    if (id !== undefined && owners.get(id) !== viewer) return new Response(null, { status: 404 })
    const response = await sandbox.fetch(input, init)
    if (method === 'GET' && path === '/videos') {
      const page = (await response.json()) as VideoList
      return Response.json({ ...page, data: page.data.filter(({ id }) => owners.get(id) === viewer) })
    }
    if (method === 'POST' && response.ok) {
      const created = (await response.clone().json()) as Video
      owners.set(created.id, viewer)
    }
    if (method !== 'GET') await publishChanges()
    return response
  }

  return {
    sandbox,
    browser,
    requests,
    events,
    openTab(viewer = 'ann') {
      const environment = browser.openTab()
      const fetch = clock.watchFetch((input: string, init: RequestInit) =>
        environment.isOnline() ? serve(viewer, input, init) : Promise.reject(new TypeError('offline')),
      )
      return { environment, videos: createVideosClient({ baseURL: 'http://sandbox/v1', fetch, now: clock.now }) }
    },
    startedRequests: clock.startedRequests,
    advance: (seconds) =>
      clock.advance(seconds, async (seconds) => {
        await sandbox.advance(seconds)
        await publishChanges()
      }),
    get streams() {
      return streams.size
    },
    cutStreams() {
      for (const stream of streams) stream.controller.error(new TypeError('terminated'))
      streams.clear()
    },
  }
}

const encoder = new TextEncoder()
const heartbeatIntervalMs = 20_000

/** @param median median job duration in seconds */
const capabilitiesOf = (viewer: string, hasEvents: boolean, median: number): Capabilities => ({
  object: 'videos.capabilities',
  viewer,
  models: [
    {
      id: 'mini',
      label: 'Mini',
      description: 'For tests',
      sizes: ['320x192'],
      seconds: ['1'],
      input_reference: true,
      durations: [{ size: '320x192', seconds: '1', median, p90: median * 1.5, count: 5 }],
    },
  ],
  operations: { remix: true, edit: true, extend: true },
  cancellation: 'cancels',
  events: hasEvents,
  currency: 'USD',
  limits: [],
  max_prompt: 32_000,
  max_reference_image_bytes: 10_485_760,
})
