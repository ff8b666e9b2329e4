import type { Capabilities } from './capabilities'
import type { Environment } from './environment'
import { pollDelay } from './poll-delay'
import { VideoError, toVideoError } from './video-error'
import type { VideosClient } from './videos-client'

/** What is known about the server and the viewer. */
export interface CapabilitiesState {
  /** Undefined before the first response, and on a server that has no capabilities route. */
  capabilities: Capabilities | undefined
  /**
   * Id of the viewer whose videos this page shows. Empty on a server without capabilities, which has one viewer for
   * all. Undefined until it is known; nothing may be stored before that.
   */
  viewer: string | undefined
  /** Error of the last request. */
  error: VideoError | undefined
}

/** The one copy of the capabilities: deduplicates, retries and revalidates the request for them. */
export interface CapabilitiesCache {
  /** The current state; the same object until it changes. */
  getSnapshot(): CapabilitiesState
  /** The state before the first request, for server rendering and hydration. */
  getServerSnapshot(): CapabilitiesState
  /** Calls the listener on every change; returns the unsubscribe function. */
  subscribe(listener: () => void): () => void
  /**
   * Fetches the capabilities, unless the cached ones are recent enough. Concurrent calls share one request.
   *
   * @param maxAgeMs maximum age of the cached capabilities, in milliseconds; 0 always sends a request
   */
  load(maxAgeMs: number): Promise<Capabilities>
  /** Fetches the capabilities if the cached ones are stale. */
  refresh(): void
  /**
   * Calls `refresh`, and retries with exponential backoff while requests fail; returns the function that ends the
   * retries.
   */
  keepFresh(): () => void
}

/** Dependencies of the cache. */
export interface CapabilitiesCacheOptions {
  client: Partial<Pick<VideosClient, 'capabilities'>>
  environment: Environment
  /** Used until the first response; it counts as stale. */
  initial?: Capabilities | undefined
}

// A sign-in in another tab can change the cookies that this page sends, and with them the viewer.
const staleAfterMs = 60_000

export function createCapabilitiesCache({ client, environment, initial }: CapabilitiesCacheOptions): CapabilitiesCache {
  const initialState: CapabilitiesState = { capabilities: initial, viewer: initial?.viewer, error: undefined }
  const listeners = new Set<() => void>()
  let state = initialState
  let fetchedAt = 0
  let failures = 0
  let followers = 0
  let pendingRequest: Promise<Capabilities> | undefined
  let cancelRetry = (): void => {}

  const setState = (next: CapabilitiesState): void => {
    state = next
    for (const listener of listeners) listener()
  }

  const request = async (): Promise<Capabilities> => {
    try {
      if (!client.capabilities) throw noCapabilitiesError()
      const capabilities = await client.capabilities()
      fetchedAt = environment.now()
      failures = 0
      setState({ capabilities, viewer: capabilities.viewer, error: undefined })
      return capabilities
    } catch (cause) {
      const error = toVideoError(cause)
      // A server that had capabilities before may respond with 404 during a deployment: the viewer stays the same.
      setState({ ...state, viewer: state.viewer ?? (isUnsupported(error) ? '' : undefined), error })
      throw error
    }
  }

  const load = async (maxAgeMs: number): Promise<Capabilities> => {
    const { capabilities, viewer, error } = state
    if (maxAgeMs > 0 && viewer === '' && error) throw error
    if (capabilities && environment.now() - fetchedAt <= maxAgeMs) return capabilities
    pendingRequest ??= request().finally(() => {
      pendingRequest = undefined
    })
    return pendingRequest
  }

  const refresh = async (): Promise<void> => {
    cancelRetry()
    try {
      await load(staleAfterMs)
    } catch (cause) {
      failures += 1
      if (!toVideoError(cause).retryable || followers === 0) return
      cancelRetry = environment.setTimer(
        pollDelay({ elapsedMs: 0, failures, random: environment.random }),
        () => void refresh(),
      )
    }
  }

  return {
    getSnapshot: () => state,
    getServerSnapshot: () => initialState,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    load,
    refresh: () => void refresh(),
    keepFresh() {
      followers += 1
      void refresh()
      return () => {
        followers -= 1
        if (followers === 0) cancelRetry()
      }
    },
  }
}

const caches = new WeakMap<CapabilitiesCacheOptions['client'], WeakMap<Environment, CapabilitiesCache>>()

/** Returns the cache that all stores of a client share, unless they have initial capabilities of their own. */
export function getCapabilitiesCache(
  client: CapabilitiesCacheOptions['client'],
  environment: Environment,
): CapabilitiesCache {
  const cachesOfClient = caches.get(client) ?? new WeakMap<Environment, CapabilitiesCache>()
  caches.set(client, cachesOfClient)
  const cache = cachesOfClient.get(environment) ?? createCapabilitiesCache({ client, environment })
  cachesOfClient.set(environment, cache)
  return cache
}

/**
 * Whether the server has no capabilities: another server of the Videos API has no such route, or treats `capabilities`
 * as a video id, so a retry cannot succeed. A viewer who is not signed in (401, 403) may sign in later.
 */
const isUnsupported = ({ retryable, status }: VideoError): boolean => !retryable && status !== 401 && status !== 403

const noCapabilitiesError = (): VideoError =>
  new VideoError('This server has no capabilities. Use a Dailies server.', { code: 'unsupported' })
