import { act, render } from '@testing-library/react'
import { vi } from 'vitest'
import { createFakeServer } from '../../../packages/core/src/testing/fake-server'
import type { FakeServer } from '../../../packages/core/src/testing/fake-server'
import type { BenchClient } from './bench-clients'

/** Pages and jobs of one benchmark run. */
export interface Load {
  tabs: number
  jobs: number
  /** Components per tab, distributed over the jobs. */
  components: number
  /** Whether the server has an event stream. */
  hasEvents: boolean
  /** Number of hidden tabs. */
  hidden: number
}

/** Requests and connections of all pages. */
export interface Cost {
  /** Requests in the first 30 seconds. */
  opening: number
  /** Requests in the minute after that. */
  minute: number
  /** Open connections at the end. */
  openConnections: number
  /** Components that show the status of their job at the end. */
  rendered: number
}

const minute = 60

/** Counts the requests of all pages to their server. */
export async function measureRequests(createClient: (server: FakeServer) => BenchClient, load: Load): Promise<Cost> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  try {
    const server = createFakeServer({ jobDurationMs: 900_000 })
    server.events.isOffered = load.hasEvents
    const client = createClient(server)
    const ids: string[] = []
    for (let index = 0; index < load.jobs; index += 1) ids.push(await client.create(`Take ${index}`))
    const components = Array.from({ length: load.components }, (_, index) => ({
      key: `component ${index}`,
      id: ids[index % ids.length] ?? '',
    }))
    server.requests.length = 0
    const tabs = Array.from({ length: load.tabs }, () => server.openTab())
    const pages = tabs.map((tab) => render(client.render(tab, components)))
    const advance = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        await act(async () => {
          await server.advance(1)
          await vi.advanceTimersByTimeAsync(1_000)
        })
      }
    }
    await advance(3)
    for (const { environment } of tabs.slice(0, load.hidden)) environment.setVisible(false)
    await advance(minute / 2 - 3)
    const opening = server.requests.length
    await advance(minute)
    const cost: Cost = {
      opening,
      minute: server.requests.length - opening,
      openConnections: client.openConnections(),
      rendered: pages.reduce((sum, { container }) => sum + container.querySelectorAll('p:not(:empty)').length, 0),
    }
    for (const page of pages) page.unmount()
    return cost
  } finally {
    vi.useRealTimers()
  }
}
