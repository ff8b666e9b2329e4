import { createVideosClient, getVideoFeed, watchVideo } from '@dailies/core'
import type { WatchState } from '@dailies/core'

/** What a test asks of a page in a real browser. */
export interface BrowserPage {
  create(): Promise<string>
  watch(id: string): void
  /** Every change that was told, with the page's time in Unix milliseconds. */
  told: (Pick<WatchState, 'connection'> & { status: string | undefined; code: string | undefined; at: number })[]
  watchWhileHidden(): void
  /** The token that the next calls send, and the one that a refresh brings. */
  token: { now: string; fresh: string; refreshes: number }
}

declare global {
  interface Window {
    dailies: BrowserPage
  }
}

const token = { now: 'ann', fresh: 'ann', refreshes: 0 }
const told: BrowserPage['told'] = []

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
  told,
  token,
  create: async () =>
    (await videos.create({ prompt: 'A lighthouse at dusk', model: 'mini', size: '320x192', seconds: '1' })).id,
  watch(id) {
    watchVideo(videos, id, ({ video, connection, error }) =>
      told.push({ connection, status: video?.status, code: error?.code, at: Date.now() }),
    )
  },
  watchWhileHidden() {
    getVideoFeed(videos).watchWhileHidden()
  },
}
