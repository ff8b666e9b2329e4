import { isSettled } from '@dailies/core'
import type { Capabilities, VideoError } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { CacheEntry } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

/** The capabilities, or the error of the request for them. */
export interface CapabilitiesState {
  capabilities: Capabilities | undefined
  error: VideoError | undefined
  isLoading: boolean
}

/** The server's capabilities, with one request for all components that use them. */
export interface VideoCapabilities {
  entry: CacheEntry<CapabilitiesState>
  /** Loads the capabilities unless they are already loaded. */
  loadOnce(): Promise<void>
  /** Calls `loadOnce` and revalidates when the page becomes visible again; returns the unsubscribe function. */
  follow(): () => void
  refresh(): Promise<void>
}

const maxAgeMs = 60_000

export function createVideoCapabilities({
  feed,
  cache,
  initial,
  store,
  environment,
}: VideosRuntime): VideoCapabilities {
  const entry = cache.entry<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined
  const { capabilities: initialCapabilities } = initial ?? {}
  let isInitial = false
  let isOutdated = false
  if (initialCapabilities) {
    isInitial = true
    cache.setInitial(videoKeys.capabilities, { capabilities: initialCapabilities, error: undefined, isLoading: false })
  }

  const load = async (maxAgeMs: number): Promise<void> => {
    const { capabilities } = entry.get() ?? noCapabilities
    entry.set({ capabilities, error: undefined, isLoading: capabilities === undefined })
    try {
      const loaded = await feed.capabilities(maxAgeMs, initialCapabilities)
      entry.set({ capabilities: loaded, error: undefined, isLoading: false })
    } catch (cause) {
      entry.set({ capabilities, error: toVideoError(cause), isLoading: false })
    } finally {
      loading = undefined
    }
  }
  const refresh = (maxAgeMs: number): Promise<void> => (loading ??= load(maxAgeMs))

  // A completed job changes the measured durations and the remaining limits. A hidden page revalidates when it becomes
  // visible.
  const revalidate = (): void => {
    if (!isOutdated || !environment.isVisible()) return
    isOutdated = false
    // Not 0, which would send the request again and again to a server without capabilities.
    void refresh(1)
  }
  store.subscribeAll((event, previous) => {
    isOutdated ||= 'video' in event && previous !== undefined && !isSettled(previous) && isSettled(event.video)
    revalidate()
  })

  const loadOnce = async (): Promise<void> => {
    if (entry.get() && !isInitial) return
    isInitial = false
    await refresh(maxAgeMs)
  }

  return {
    entry,
    loadOnce,
    follow() {
      void loadOnce()
      return environment.onChange(revalidate)
    },
    refresh: () => refresh(0),
  }
}

export const noCapabilities: CapabilitiesState = { capabilities: undefined, error: undefined, isLoading: true }
