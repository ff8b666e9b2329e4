import { findRunTimeStats } from '@dailies/core/internal'
import type { RunTimeStats, Video } from '@dailies/core'
import type { Store } from '../store/store'

/** Measured durations of completed jobs. */
export interface Durations {
  /** The durations of one model, for the capabilities; at most a second old. */
  of(model: string): Promise<RunTimeStats[]>
  /** The median duration of jobs like this one, in milliseconds; at most 30 seconds old. */
  expectedMs(video: Pick<Video, 'model' | 'size' | 'seconds'>): Promise<number | undefined>
}

// The next poll follows soon, so its value may be older; a client requests the capabilities when a job is done, and
// expects it to count.
const maxAgeMs = { poll: 30_000, capabilities: 1_000 }

/** Caches durations: reads the store at most once in 30 seconds for polls, and once a second for capabilities. */
export function createDurations(store: Store, now: () => number): Durations {
  let cached: { at: number; kinds: Promise<Map<string, RunTimeStats[]>> } | undefined

  async function measure(): Promise<Map<string, RunTimeStats[]>> {
    const kinds = new Map<string, RunTimeStats[]>()
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
  const kindsOf = async (model: string, maxAge: number): Promise<RunTimeStats[]> => {
    if (!cached || now() - cached.at >= maxAge) cached = { at: now(), kinds: measure() }
    const { kinds } = cached
    // A failed read is not cached.
    kinds.catch(() => (cached = undefined))
    return (await kinds).get(model) ?? []
  }
  return {
    of: (model) => kindsOf(model, maxAgeMs.capabilities),
    expectedMs: async (video) => {
      const median = findRunTimeStats(video, await kindsOf(video.model, maxAgeMs.poll))?.median
      return median === undefined ? undefined : median * 1_000
    },
  }
}
