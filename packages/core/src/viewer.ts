import type { Capabilities } from './capabilities'
import { pollDelay } from './poll-delay'
import { toVideoError } from './video-error'
import type { VideoError } from './video-error'
import type { Environment } from './environment'

/** Cache of the capabilities, which also identify the viewer whose videos this page shows. */
export interface Viewer {
  /** The cached capabilities; undefined before the first response, and always on a server without capabilities. */
  capabilities(): Capabilities | undefined
  /**
   * Fetches the capabilities, unless the cached ones are recent enough. Concurrent calls share one request.
   *
   * @param maxAgeMs maximum age of the cached capabilities, in milliseconds
   * @param initial used until the response arrives, if nothing is cached yet
   */
  load(maxAgeMs: number, initial?: Capabilities): Promise<Capabilities>
  /**
   * Fetches the capabilities if the cached ones are stale, and retries with exponential backoff if the request fails.
   */
  refresh(): void
  close(): void
}

/** Options of the capabilities cache. */
export interface ViewerOptions {
  fetch: () => Promise<Capabilities>
  environment: Environment
  /** Called when the viewer, or whether the server has an event stream, becomes known or changes. */
  onChange(): void
}

// A sign-in in another tab can change the cookies that this page sends, and with them the viewer.
const staleAfterMs = 60_000

export function createViewer({ fetch, environment, onChange }: ViewerOptions): Viewer {
  let capabilities: Capabilities | undefined
  let fetchedAt = -Infinity
  let permanentError: VideoError | undefined
  let failures = 0
  let isOpen = false
  let pendingRequest: Promise<Capabilities> | undefined
  let cancelRetry = (): void => {}

  const onSuccess = (next: Capabilities): Capabilities => {
    const isNew = capabilities?.viewer !== next.viewer || capabilities.events !== next.events
    capabilities = next
    fetchedAt = environment.now()
    permanentError = undefined
    failures = 0
    if (isNew) onChange()
    return next
  }

  const onFailure = (cause: unknown): never => {
    const error = toVideoError(cause)
    // Another server of the Videos API reads the path as the id of a video, or has no such route: a retry cannot
    // succeed.
    if (!error.retryable) permanentError = error
    throw error
  }

  const load = async (maxAgeMs: number, initial?: Capabilities): Promise<Capabilities> => {
    if (initial && !capabilities) {
      capabilities = initial
      onChange()
    }
    if (permanentError && maxAgeMs > 0) throw permanentError
    if (capabilities && environment.now() - fetchedAt <= maxAgeMs) return capabilities
    pendingRequest ??= fetch()
      .then(onSuccess, onFailure)
      .finally(() => {
        pendingRequest = undefined
      })
    return pendingRequest
  }

  const refresh = async (): Promise<void> => {
    isOpen = true
    cancelRetry()
    if (permanentError) return
    try {
      await load(staleAfterMs)
    } catch (cause) {
      failures += 1
      if (toVideoError(cause).retryable && isOpen) {
        cancelRetry = environment.after(
          pollDelay({ elapsedMs: 0, failures, random: environment.random }),
          () => void refresh(),
        )
      }
    }
  }

  return {
    capabilities: () => capabilities,
    load,
    refresh: () => void refresh(),
    close() {
      isOpen = false
      cancelRetry()
    },
  }
}
