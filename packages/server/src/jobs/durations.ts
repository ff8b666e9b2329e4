import { findRunTimeStats } from '@dailies/core/internal'
import type { RunTimeStats, Video } from '@dailies/core'
import { quantile } from './quantile'
import type { Job } from '../store/job'
import type { MeasuredDurations, Store } from '../store/store'

/** What jobs of one kind have in common. */
type VideoKind = Pick<Video, 'model' | 'size' | 'seconds'>

/** Measured durations of completed jobs. */
export interface Durations {
  /** The durations of one model, for the capabilities; at most a second old. */
  of(model: string): Promise<RunTimeStats[]>
  /** The median duration of jobs like this one, in milliseconds. */
  expectedMs(kind: VideoKind): Promise<number | undefined>
  /** The latest durations of jobs like this one, in milliseconds, newest first. */
  latestMs(kind: VideoKind): Promise<readonly number[]>
  /** Counts a job that has just completed here, before the store is read again. */
  add(job: Job): void
}

// Jobs that completed here count at once; those of other instances may be known later. A client requests the
// capabilities when a job is done, and expects it to count.
const maxAgeMs = { poll: 30_000, capabilities: 1_000 }

/** Older jobs say less about how fast the upstream is now. */
const latest = 40

/** The measured durations of one size and length of a model. */
type Measured = RunTimeStats & Pick<MeasuredDurations, 'durations'>

/** Caches durations: reads the store at most once in 30 seconds for polls, and once a second for capabilities. */
export function createDurations(store: Store, now: () => number): Durations {
  let cached: { at: number; models: Promise<Map<string, Measured[]>> } | undefined

  async function read(): Promise<Map<string, Measured[]>> {
    const models = new Map<string, Measured[]>()
    for (const { model, size, seconds, durations } of await store.durations()) {
      models.set(model, [...(models.get(model) ?? []), measured({ size, seconds, durations })])
    }
    return models
  }
  const readModels = (maxAge: number): Promise<Map<string, Measured[]>> => {
    if (!cached || now() - cached.at >= maxAge) cached = { at: now(), models: read() }
    const { models } = cached
    // A failed read is not cached.
    models.catch(() => (cached = undefined))
    return models
  }
  const find = async (kind: VideoKind): Promise<Measured | undefined> =>
    findRunTimeStats(kind, (await readModels(maxAgeMs.poll)).get(kind.model))

  return {
    of: async (model) => {
      const kinds = (await readModels(maxAgeMs.capabilities)).get(model) ?? []
      return kinds.map(({ durations: _durations, ...stats }) => stats)
    },
    expectedMs: async (kind) => {
      const median = (await find(kind))?.median
      return median === undefined ? undefined : median * 1_000
    },
    latestMs: async (kind) => {
      const found = await find(kind)
      return found?.durations.slice(0, latest).map((seconds) => seconds * 1_000) ?? []
    },
    add: ({ video: { model, size, seconds }, durationMs }) => {
      if (durationMs === undefined) return
      void cached?.models.then((models) => {
        const kinds = models.get(model) ?? []
        const same = kinds.find((kind) => kind.size === size && kind.seconds === seconds)
        const durations = [durationMs / 1_000, ...(same?.durations ?? [])]
        models.set(model, [...kinds.filter((kind) => kind !== same), measured({ size, seconds, durations })])
      })
    },
  }
}

function measured(kind: Pick<Measured, 'size' | 'seconds' | 'durations'>): Measured {
  const rounded = (share: number): number => Math.round((quantile(kind.durations, share) ?? 0) * 10) / 10
  return { ...kind, median: rounded(0.5), p90: rounded(0.9), count: kind.durations.length }
}
