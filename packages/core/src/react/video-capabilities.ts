import { isSettled } from '@dailies/core'
import type { Capabilities, VideoError } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell } from './video-cache'
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
  cell: Cell<CapabilitiesState>
  /** Loads the capabilities unless they are already loaded. */
  open(): Promise<void>
  /** Calls `open` and revalidates when the page becomes visible again; returns the unsubscribe function. */
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
  const cell = cache.cell<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined
  const { capabilities: initialCapabilities } = initial ?? {}
  let isInitial = false
  let isOutdated = false
  if (initialCapabilities) {
    isInitial = true
    cache.setInitial(videoKeys.capabilities, { capabilities: initialCapabilities, error: undefined, isLoading: false })
  }

  const load = async (maxAgeMs: number): Promise<void> => {
    const { capabilities } = cell.get() ?? noCapabilities
    cell.set({ capabilities, error: undefined, isLoading: capabilities === undefined })
    try {
      const loaded = await feed.capabilities(maxAgeMs, initialCapabilities)
      cell.set({ capabilities: loaded, error: undefined, isLoading: false })
    } catch (cause) {
      cell.set({ capabilities, error: toVideoError(cause), isLoading: false })
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

  const open = async (): Promise<void> => {
    if (cell.get() && !isInitial) return
    isInitial = false
    await refresh(maxAgeMs)
  }

  return {
    cell,
    open,
    follow() {
      void open()
      return environment.onChange(revalidate)
    },
    refresh: () => refresh(0),
  }
}

export const noCapabilities: CapabilitiesState = { capabilities: undefined, error: undefined, isLoading: true }
