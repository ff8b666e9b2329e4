import type { VideosClient } from '@dailies/core'
import { isSettled } from '@dailies/core'
import { VideosProvider, useVideo } from '@dailies/core/react'
import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import useSWR, { SWRConfig } from 'swr'
import { vi } from 'vitest'
import { createLiveFarEnd } from '../../../packages/core/src/testing/live-far-end'
import type { LiveTab } from '../../../packages/core/src/testing/live-far-end'

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

/** Shows jobs in one tab. */
export type Follower = (tab: LiveTab, shown: readonly Shown[]) => ReactNode

/** One component and the job that it shows. */
interface Shown {
  key: string
  id: string
}

const Followed = ({ id }: { id: string }) => <p>{useVideo(id).video?.status}</p>

/** With the hooks of this project. */
export const followWithDailies: Follower = ({ videos, world }, shown) => (
  <VideosProvider client={videos} world={world}>
    {shown.map(({ key, id }) => (
      <Followed key={key} id={id} />
    ))}
  </VideosProvider>
)

const Polled = ({ videos, id }: { videos: VideosClient; id: string }) => {
  const { data } = useSWR(['video', id], () => videos.retrieve(id), {
    refreshInterval: (video) => (video && isSettled(video) ? 0 : everyTwoSeconds),
  })
  return <p>{data?.status}</p>
}
const everyTwoSeconds = 2_000

/** With SWR's own polling every 2 s, as its documentation shows it; one cache per tab, as in a browser. */
export const followWithSWR: Follower = ({ videos, world }, shown) => (
  <SWRConfig value={{ provider: () => new Map(), isVisible: () => world.isVisible() }}>
    {shown.map(({ key, id }) => (
      <Polled key={key} id={id} videos={videos} />
    ))}
  </SWRConfig>
)

const minute = 60

/** Requests that reach the server in one minute, half a minute after the pages were opened. */
export async function requestsPerMinute(follow: Follower, load: Load): Promise<number> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  try {
    const far = createLiveFarEnd({ pace: 900 })
    far.events.isOffered = load.hasEvents
    const tabs = Array.from({ length: load.tabs }, () => far.openTab())
    const [first] = tabs
    if (!first) return 0
    const ids: string[] = []
    for (let index = 0; index < load.jobs; index += 1) {
      ids.push(
        (await first.videos.create({ prompt: `Take ${index}`, model: 'mini', size: '320x192', seconds: '1' })).id,
      )
    }
    const shown = Array.from({ length: load.components }, (_, index) => ({
      key: `component ${index}`,
      id: ids[index % ids.length] ?? '',
    }))
    const pages = tabs.map((tab) => render(follow(tab, shown)))
    const turn = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second += 1) {
        await act(async () => {
          await far.advance(1)
          await vi.advanceTimersByTimeAsync(1_000)
        })
      }
    }
    await turn(3)
    for (const { world } of tabs.slice(0, load.hidden)) world.setVisible(false)
    await turn(minute / 2)
    far.requests.length = 0
    await turn(minute)
    const counted = far.requests.length
    for (const page of pages) page.unmount()
    return counted
  } finally {
    vi.useRealTimers()
  }
}
