import { createVideosClient } from '@dailies/core'
import { createSandbox } from '@dailies/sandbox'
import { createVideoServer } from '@dailies/server'
import { memoryStore } from '@dailies/server/memory'
import { openaiUpstream } from '@dailies/server/openai'
import { createTestBrowser } from './test-browser'

/** Real client, real handler, real upstream adapter and the sandbox in one process, with a shared clock. */
export function createRealStack(options: { events?: boolean; sharing?: boolean } = {}) {
  const { clock, openTab } = createTestBrowser()
  const sandbox = createSandbox({ clock: 'manual', startsAt: clock.now() / 1_000 })
  const server = createVideoServer({
    upstream: openaiUpstream({
      baseURL: 'http://sandbox/v1',
      apiKey: 'sk-test',
      models: [{ id: 'mini', sizes: ['320x192'], seconds: ['1'] }],
      fetch: (request) => sandbox.fetch(request),
      now: clock.now,
    }),
    authorize: (request) => ({ owner: request.headers.get('authorization') ?? 'anonymous' }),
    store: memoryStore(),
    now: clock.now,
    ...options,
  })
  const requests: string[] = []
  return {
    server,
    requests,
    startedRequests: clock.startedRequests,
    openPage(viewer: string) {
      const fetch = clock.watchFetch((input: string, init: RequestInit) => {
        requests.push(`${init.method ?? 'GET'} ${new URL(input).pathname}`)
        return server.fetch(new Request(input, init))
      })
      const videos = createVideosClient({
        baseURL: 'http://app/api',
        fetch,
        headers: { Authorization: viewer },
        now: clock.now,
      })
      return { environment: openTab(), videos }
    },
    advance: (seconds: number) =>
      clock.advance(seconds, async (seconds) => {
        await sandbox.advance(seconds)
        await server.tick()
      }),
  }
}
