import { act, render } from '@testing-library/react'
import { vi } from 'vitest'
import { createFakeServer } from '../../../packages/core/src/testing/fake-server'
import type { FakeServer } from '../../../packages/core/src/testing/fake-server'
import type { Follower } from './follow'

/** What a page with many jobs costs its server. */
export interface Load {
  tabs: number
  jobs: number
  /** In each tab, spread over the jobs. */
  components: number
  /** Whether the server offers its stream. */
  hasEvents: boolean
  /** Tabs that are out of sight. */
  hidden: number
}

/** What the pages cost. */
export interface Cost {
  /** Requests in the first half minute. */
  opening: number
  /** Requests in the minute after it. */
  minute: number
  /** Connections that are held open at its end. */
  heldOpen: number
  /** Components that show how their job stands at its end. */
  informed: number
}

const minute = 60

/** Counts the requests of all pages that reach their server. */
export async function measureRequests(follow: (far: FakeServer) => Follower, load: Load): Promise<Cost> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  try {
    const far = createFakeServer({ jobDurationMs: 900_000 })
    far.events.isOffered = load.hasEvents
    const follower = follow(far)
    const ids: string[] = []
    for (let index = 0; index < load.jobs; index += 1) ids.push(await follower.start(`Take ${index}`))
    const shown = Array.from({ length: load.components }, (_, index) => ({
      key: `component ${index}`,
      id: ids[index % ids.length] ?? '',
    }))
    far.requests.length = 0
    const tabs = Array.from({ length: load.tabs }, () => far.openTab())
    const pages = tabs.map((tab) => render(follower.show(tab, shown)))
    const turn = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        await act(async () => {
          await far.advance(1)
          await vi.advanceTimersByTimeAsync(1_000)
        })
      }
    }
    await turn(3)
    for (const { environment } of tabs.slice(0, load.hidden)) environment.setVisible(false)
    await turn(minute / 2 - 3)
    const opening = far.requests.length
    await turn(minute)
    const cost: Cost = {
      opening,
      minute: far.requests.length - opening,
      heldOpen: follower.heldOpen(),
      informed: pages.reduce((sum, { container }) => sum + container.querySelectorAll('p:not(:empty)').length, 0),
    }
    for (const page of pages) page.unmount()
    return cost
  } finally {
    vi.useRealTimers()
  }
}
