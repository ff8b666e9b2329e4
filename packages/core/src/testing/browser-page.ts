import { createVideosClient, getVideoStore, watchVideo } from '@dailies/core'
import type { WatchState } from '@dailies/core'

/** Functions of the test page in a real browser, called by the tests. */
export interface BrowserPage {
  create(): Promise<string>
  watch(id: string): void
  /** Every watch state received, with the time in Unix milliseconds. */
  states: (Pick<WatchState, 'connection'> & { status: string | undefined; code: string | undefined; at: number })[]
  watchWhileHidden(): void
  /** The token of the next requests, and the one that a refresh returns. */
  token: { now: string; fresh: string; refreshes: number }
}

declare global {
  interface Window {
    dailies: BrowserPage
  }
}

const token = { now: 'ann', fresh: 'ann', refreshes: 0 }
const states: BrowserPage['states'] = []

const videos = createVideosClient({
  baseURL: `${location.origin}/api`,
  headers: async ({ isRetry }) => {
    if (isRetry) {
      token.refreshes += 1
      token.now = token.fresh
    }
    return { Authorization: `Bearer ${token.now}` }
  },
})

window.dailies = {
  states,
  token,
  create: async () =>
    (await videos.create({ prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' })).id,
  watch(id) {
    watchVideo(videos, id, ({ video, connection, error }) =>
      states.push({ connection, status: video?.status, code: error?.code, at: Date.now() }),
    )
  },
  watchWhileHidden() {
    getVideoStore(videos).watchWhileHidden()
  },
}
