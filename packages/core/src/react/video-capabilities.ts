import type { Capabilities, VideoError, VideosClient } from '@dailies/core'
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

export function createVideoCapabilities(client: VideosClient, cache: VideoCache): VideoCapabilities {
  const cell = cache.cell<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined

  const load = async (): Promise<void> => {
    const { capabilities } = cell.get() ?? noCapabilities
    cell.set({ capabilities, error: undefined, isLoading: true })
    try {
      cell.set({ capabilities: await client.capabilities(), error: undefined, isLoading: false })
    } catch (cause) {
      cell.set({ capabilities, error: toVideoError(cause), isLoading: false })
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
