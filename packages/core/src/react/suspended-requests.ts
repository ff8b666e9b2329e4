import type { VideoError } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'

/** Requests of suspended components, deduplicated by key. */
export interface SuspendedRequests {
  /**
   * Suspends the rendering component until its request has completed, or throws the error to its error boundary.
   *
   * @param load sends the request; resolves with its error, or undefined on success
   */
  suspend(key: string, load: () => Promise<VideoError | undefined>): never
  /** Call when a component renders the loaded data. */
  markRendered(key: string): void
}

interface SuspendedRequest {
  completed: Promise<void>
  error: VideoError | undefined
  /** When the error was first thrown to the error boundary, in Unix milliseconds. */
  thrownAt: number | undefined
}

// React renders a failed component twice before it shows the error boundary, so the error is kept for one second. A render
// after that, such as a reset of the boundary, starts a new request.
const errorLifetimeMs = 1_000

interface RequestAttempts {
  /** Identity of the provider that sent the last attempt. */
  owner: object
  /** Number of consecutive attempts whose provider React discarded. */
  count: number
  /** When the last attempt completed, in Unix milliseconds. */
  completedAt: number | undefined
}

/**
 * Attempts of each request, by base URL and key, across providers. A growing count means that React discards each
 * provider before its first commit.
 */
const attemptsByRequest = new Map<string, RequestAttempts>()

const attemptLifetimeMs = 1_000
const maxAttempts = 3

/** Key of the request for one video. */
export const videoRequestKey = (id: string): string => `video ${id}`

export function createSuspendedRequests({ client, environment, store }: VideosRuntime): SuspendedRequests {
  const requests = new Map<string, SuspendedRequest>()
  const attemptKey = (key: string): string => `${client.baseURL} ${key}`

  /** Counts consecutive attempts whose provider React discarded before it could use the result. */
  const countAttempt = (key: string): void => {
    const now = environment.now()
    for (const [otherKey, { completedAt = now }] of attemptsByRequest) {
      if (now - completedAt >= attemptLifetimeMs) attemptsByRequest.delete(otherKey)
    }
    const previous = attemptsByRequest.get(attemptKey(key))
    const wasDiscarded = previous?.completedAt !== undefined && previous.owner !== requests
    const count = (previous?.count ?? 0) + (wasDiscarded ? 1 : 0)
    if (count >= maxAttempts) throw new Error(providerDiscarded)
    attemptsByRequest.set(attemptKey(key), { owner: requests, count, completedAt: undefined })
  }

  // A deletion has no request: store its error, so that the component throws it to the error boundary.
  store.subscribeAll((event) => {
    if (!('deleted' in event)) return
    const { error } = store.getSnapshot(event.deleted)
    requests.set(videoRequestKey(event.deleted), { completed: Promise.resolve(), error, thrownAt: undefined })
  })

  const start = (key: string, load: () => Promise<VideoError | undefined>): SuspendedRequest => {
    countAttempt(key)
    const request: SuspendedRequest = {
      // Deferred, because `load` sets its loading state synchronously and must not update other components while React
      // renders.
      completed: Promise.resolve()
        .then(load)
        .then((error) => {
          request.error = error
          const attempts = attemptsByRequest.get(attemptKey(key))
          if (attempts) attempts.completedAt ??= environment.now()
          if (!error) requests.delete(key)
        }),
      error: undefined,
      thrownAt: undefined,
    }
    requests.set(key, request)
    return request
  }

  return {
    suspend(key, load) {
      const pending = requests.get(key)
      const isExpired = pending?.thrownAt !== undefined && environment.now() - pending.thrownAt >= errorLifetimeMs
      const request = pending && !isExpired ? pending : start(key, load)
      if (!request.error) throw request.completed
      request.thrownAt ??= environment.now()
      throw request.error
    },
    markRendered: (key) => void attemptsByRequest.delete(attemptKey(key)),
  }
}

const providerDiscarded =
  'The <Suspense> is above the <VideosProvider>. React discards a provider that suspends before it is mounted, and each ' +
  'new provider would send the same request again. Put the <Suspense> below the <VideosProvider>.'
