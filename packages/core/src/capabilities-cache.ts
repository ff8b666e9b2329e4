import type { Capabilities } from './capabilities'
import { pollDelay } from './poll-delay'
import { toVideoError } from './video-error'
import type { VideoError } from './video-error'
import type { Environment } from './environment'

/** Cache of the capabilities, including the id of the viewer whose videos this page shows. */
export interface CapabilitiesCache {
  /** The cached capabilities; undefined before the first response, and on a server that has no capabilities route. */
  get(): Capabilities | undefined
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
  /** Cancels a scheduled retry. */
  close(): void
}

/** Options of the capabilities cache. */
export interface CapabilitiesCacheOptions {
  fetch: () => Promise<Capabilities>
  environment: Environment
  /** Called when the viewer id or the availability of server-sent events changes. */
  onChange(): void
}

// A sign-in in another tab can change the cookies that this page sends, and with them the viewer.
const staleAfterMs = 60_000

export function createCapabilitiesCache({ fetch, environment, onChange }: CapabilitiesCacheOptions): CapabilitiesCache {
  let capabilities: Capabilities | undefined
  let fetchedAt = -Infinity
  let permanentError: VideoError | undefined
  let failures = 0
  let canRetry = false
  let pendingRequest: Promise<Capabilities> | undefined
  let cancelRetry = (): void => {}

  const onSuccess = (next: Capabilities): Capabilities => {
    const hasChanged = capabilities?.viewer !== next.viewer || capabilities.events !== next.events
    capabilities = next
    fetchedAt = environment.now()
    permanentError = undefined
    failures = 0
    if (hasChanged) onChange()
    return next
  }

  const onFailure = (cause: unknown): never => {
    const error = toVideoError(cause)
    // Another server of the Videos API has no capabilities route, or treats `capabilities` as a video id, so a retry
    // cannot succeed.
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
    canRetry = true
    cancelRetry()
    if (permanentError) return
    try {
      await load(staleAfterMs)
    } catch (cause) {
      failures += 1
      if (toVideoError(cause).retryable && canRetry) {
        cancelRetry = environment.setTimer(
          pollDelay({ elapsedMs: 0, failures, random: environment.random }),
          () => void refresh(),
        )
      }
    }
  }

  return {
    get: () => capabilities,
    load,
    refresh: () => void refresh(),
    close() {
      canRetry = false
      cancelRetry()
    },
  }
}
