import type { Capabilities, VideoError, VideoFeed } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell, VideoCache } from './video-cache'
import { videoKeys } from './video-keys'

/** The capabilities, or why there are none. */
export interface CapabilitiesState {
  capabilities: Capabilities | undefined
  error: VideoError | undefined
  isLoading: boolean
}

/** The server's capabilities, asked once for all who need them. */
export interface VideoCapabilities {
  cell: Cell<CapabilitiesState>
  open(): void
  refresh(): Promise<void>
}

/** @param onViewer hears whose videos these are; empty where the server cannot tell */
export function createVideoCapabilities(
  feed: VideoFeed,
  cache: VideoCache,
  onViewer: (viewer: string) => void,
): VideoCapabilities {
  const cell = cache.cell<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined

  const load = async (): Promise<void> => {
    const { capabilities } = cell.get() ?? noCapabilities
    cell.set({ capabilities, error: undefined, isLoading: true })
    try {
      const told = await feed.capabilities()
      cell.set({ capabilities: told, error: undefined, isLoading: false })
      onViewer(told.viewer)
    } catch (cause) {
      const error = toVideoError(cause)
      cell.set({ capabilities, error, isLoading: false })
      if (!error.retryable) onViewer('')
    } finally {
      loading = undefined
    }
  }
  const refresh = (): Promise<void> => (loading ??= load())

  return {
    cell,
    refresh,
    open() {
      if (!cell.get()) void refresh()
    },
  }
}

export const noCapabilities: CapabilitiesState = { capabilities: undefined, error: undefined, isLoading: true }
