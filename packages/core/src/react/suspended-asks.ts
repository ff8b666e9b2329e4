import type { VideoError } from '@dailies/core'
import type { VideoStore } from './video-store'
import { videoKeys } from './video-keys'

/** What suspended components wait for, one request for all who wait for the same. */
export interface SuspendedAsks {
  /**
   * Suspends the component that renders until what it needs has been asked for, or hands the failure to its error boundary.
   *
   * @param ask resolves with why there is no answer
   */
  suspend(key: string, ask: () => Promise<VideoError | undefined>): never
}

interface SuspendedAsk {
  answered: Promise<void>
  error: VideoError | undefined
  /** When the failure was first handed to a boundary, in Unix milliseconds. */
  toldAt: number | undefined
}

// React renders a failed component once more before it believes the failure; a boundary that is reset by hand comes later than this.
const failureStays = 1_000

export function createSuspendedAsks({ world, shelf, watches }: VideoStore): SuspendedAsks {
  const asks = new Map<string, SuspendedAsk>()

  shelf.onNews((news) => {
    if (!('removed' in news)) return
    const { error } = watches.link(news.removed).get() ?? {}
    asks.set(videoKeys.video(news.removed), { answered: Promise.resolve(), error, toldAt: undefined })
  })

  const begin = (key: string, ask: () => Promise<VideoError | undefined>): SuspendedAsk => {
    const begun: SuspendedAsk = {
      // Not while React renders: an ask tells at once that it is under way, and others hear it.
      answered: Promise.resolve()
        .then(ask)
        .then((error) => {
          begun.error = error
          if (!error) asks.delete(key)
        }),
      error: undefined,
      toldAt: undefined,
    }
    asks.set(key, begun)
    return begun
  }

  return {
    suspend(key, ask) {
      const known = asks.get(key)
      const isTold = known?.toldAt !== undefined && world.now() - known.toldAt >= failureStays
      const current = known && !isTold ? known : begin(key, ask)
      if (!current.error) throw current.answered
      current.toldAt ??= world.now()
      throw current.error
    },
  }
}
