import type { VideoError } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'
import { videoKeys } from './video-keys'

/** What suspended components wait for, one request for all who wait for the same. */
export interface SuspendedRequests {
  /**
   * Suspends the component that renders until what it needs has been asked for, or hands the failure to its error boundary.
   *
   * @param ask resolves with why there is no answer
   */
  suspend(key: string, ask: () => Promise<VideoError | undefined>): never
  /** What was asked for is there, and rendered. */
  arrive(key: string): void
}

interface SuspendedRequest {
  answered: Promise<void>
  error: VideoError | undefined
  /** When the failure was first handed to a boundary, in Unix milliseconds. */
  toldAt: number | undefined
}

// React renders a failed component once more before it believes the failure; a boundary that is reset by hand comes later than this.
const failureStays = 1_000

/** What was asked for by providers of which nobody knows whether they will ever be shown. */
const strays = new Map<string, { asks: object; times: number; answeredAt: number | undefined }>()

const answerStays = 1_000
const mostStrays = 3

export function createSuspendedRequests({ client, environment, store, watches }: VideosRuntime): SuspendedRequests {
  const asks = new Map<string, SuspendedRequest>()
  const nameOf = (key: string): string => `${client.baseURL} ${key}`

  /** Counts how often in a row the same was asked for, and answered, for a provider that is gone by then. */
  const noteAsk = (key: string): void => {
    const now = environment.now()
    for (const [name, { answeredAt = now }] of strays) if (now - answeredAt >= answerStays) strays.delete(name)
    const last = strays.get(nameOf(key))
    const wasForNothing = last?.answeredAt !== undefined && last.asks !== asks
    const times = (last?.times ?? 0) + (wasForNothing ? 1 : 0)
    if (times >= mostStrays) throw new Error(forgottenProvider)
    strays.set(nameOf(key), { asks, times, answeredAt: undefined })
  }

  store.subscribeAll((news) => {
    if (!('deleted' in news)) return
    const { error } = watches.connection(news.deleted).get() ?? {}
    asks.set(videoKeys.video(news.deleted), { answered: Promise.resolve(), error, toldAt: undefined })
  })

  const begin = (key: string, ask: () => Promise<VideoError | undefined>): SuspendedRequest => {
    noteAsk(key)
    const begun: SuspendedRequest = {
      // Not while React renders: an ask tells at once that it is under way, and others hear it.
      answered: Promise.resolve()
        .then(ask)
        .then((error) => {
          begun.error = error
          const noted = strays.get(nameOf(key))
          if (noted) noted.answeredAt ??= environment.now()
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
      const isTold = known?.toldAt !== undefined && environment.now() - known.toldAt >= failureStays
      const current = known && !isTold ? known : begin(key, ask)
      if (!current.error) throw current.answered
      current.toldAt ??= environment.now()
      throw current.error
    },
    arrive: (key) => void strays.delete(nameOf(key)),
  }
}

const forgottenProvider =
  'What suspends below <VideosProvider> has its <Suspense> above it. React forgets a provider that was never shown, and each new ' +
  'one would ask again for ever. Put the <Suspense> below the <VideosProvider>.'
