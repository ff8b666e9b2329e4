import type { VideoError } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'
import { videoKeys } from './video-keys'

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
  /** When the error was first thrown to an error boundary, in Unix milliseconds. */
  reportedAt: number | undefined
}

// React renders a failed component a second time before it shows the error boundary. A reset of the boundary by a user
// comes later.
const errorLifetimeMs = 1_000

/** Requests, by base URL and key, of providers that React may discard before their first commit. */
const abandoned = new Map<string, { requests: object; attempts: number; completedAt: number | undefined }>()

const abandonedLifetimeMs = 1_000
const maxAbandoned = 3

export function createSuspendedRequests({ client, environment, store, watches }: VideosRuntime): SuspendedRequests {
  const requests = new Map<string, SuspendedRequest>()
  const abandonedKey = (key: string): string => `${client.baseURL} ${key}`

  /** Counts how many times in a row the same request completed for a provider that React had discarded by then. */
  const countAttempt = (key: string): void => {
    const now = environment.now()
    for (const [name, { completedAt = now }] of abandoned) {
      if (now - completedAt >= abandonedLifetimeMs) abandoned.delete(name)
    }
    const last = abandoned.get(abandonedKey(key))
    const wasAbandoned = last?.completedAt !== undefined && last.requests !== requests
    const attempts = (last?.attempts ?? 0) + (wasAbandoned ? 1 : 0)
    if (attempts >= maxAbandoned) throw new Error(providerDiscarded)
    abandoned.set(abandonedKey(key), { requests, attempts, completedAt: undefined })
  }

  store.subscribeAll((event) => {
    if (!('deleted' in event)) return
    const { error } = watches.connection(event.deleted).get() ?? {}
    requests.set(videoKeys.video(event.deleted), { completed: Promise.resolve(), error, reportedAt: undefined })
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
          const attempt = abandoned.get(abandonedKey(key))
          if (attempt) attempt.completedAt ??= environment.now()
          if (!error) requests.delete(key)
        }),
      error: undefined,
      reportedAt: undefined,
    }
    requests.set(key, request)
    return request
  }

  return {
    suspend(key, load) {
      const pending = requests.get(key)
      const isExpired = pending?.reportedAt !== undefined && environment.now() - pending.reportedAt >= errorLifetimeMs
      const request = pending && !isExpired ? pending : start(key, load)
      if (!request.error) throw request.completed
      request.reportedAt ??= environment.now()
      throw request.error
    },
    markRendered: (key) => void abandoned.delete(abandonedKey(key)),
  }
}

const providerDiscarded =
  'The <Suspense> is above the <VideosProvider>. React discards a provider that suspends before it is mounted, and each ' +
  'new provider would send the same request again. Put the <Suspense> below the <VideosProvider>.'
