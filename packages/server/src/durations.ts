import { durationOf } from '@dailies/core'
import type { DurationCapabilities, Video } from '@dailies/core'
import type { Store } from './store/store'

/** What jobs have taken here. */
export interface Durations {
  /** Of one model, for a page: a job that was done a second ago counts. */
  of(model: string): Promise<DurationCapabilities[]>
  /** What a job like this one usually takes, in milliseconds. */
  usual(video: Pick<Video, 'model' | 'size' | 'seconds'>): Promise<number | undefined>
}

// A look has another soon; a page asks when a job is done, and wants that one counted.
const freshFor = { look: 30_000, page: 1_000 }

/** Measures durations, asking the store at most once in half a minute for looks, and once a second for pages. */
export function createDurations(store: Store, now: () => number): Durations {
  let read: { at: number; kinds: Promise<Map<string, DurationCapabilities[]>> } | undefined

  async function measure(): Promise<Map<string, DurationCapabilities[]>> {
    const kinds = new Map<string, DurationCapabilities[]>()
    for (const { model, size, seconds, durations } of await store.durations()) {
      const sorted = [...durations].sort((one, other) => one - other)
      const quantile = (share: number): number => {
        const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
        return Math.round(value * 10) / 10
      }
      const kind = { size, seconds, median: quantile(0.5), p90: quantile(0.9), count: sorted.length }
      kinds.set(model, [...(kinds.get(model) ?? []), kind])
    }
    return kinds
  }
  const readOf = async (model: string, oldest: number): Promise<DurationCapabilities[]> => {
    if (!read || now() - read.at >= oldest) read = { at: now(), kinds: measure() }
    const { kinds } = read
    // A failed reading is not remembered.
    kinds.catch(() => (read = undefined))
    return (await kinds).get(model) ?? []
  }
  return {
    of: (model) => readOf(model, freshFor.page),
    usual: async (video) => {
      const median = durationOf(video, await readOf(video.model, freshFor.look))?.median
      return median === undefined ? undefined : median * 1_000
    },
  }
}
