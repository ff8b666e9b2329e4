import type { FakeUpstream } from './fake-upstream'
import { createTestServer } from './test-server'
import type { TestServer } from './test-server'

/** A {@link TestServer} under the previous names of its members, for tests that do not use the new ones yet. */
export type Scene = TestServer & {
  upstream: { hears: FakeUpstream['nextUpdate'] }
  ask: TestServer['request']
  pass: TestServer['advance']
  see: TestServer['retrieve']
}

export function openScene(...options: Parameters<typeof createTestServer>): Scene {
  const server = createTestServer(...options)
  const upstream = Object.defineProperty(server.upstream as Scene['upstream'], 'hears', {
    get: () => server.upstream.nextUpdate,
    set: (update: FakeUpstream['nextUpdate']) => {
      server.upstream.nextUpdate = update
    },
  })
  return { ...server, upstream, ask: server.request, pass: server.advance, see: server.retrieve }
}
