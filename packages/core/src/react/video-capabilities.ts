import type { Capabilities, VideoError } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideoStore } from './video-store'

/** The capabilities, or why there are none. */
export interface CapabilitiesState {
  capabilities: Capabilities | undefined
  error: VideoError | undefined
  isLoading: boolean
}

/** The server's capabilities, asked once for all who need them. */
export interface VideoCapabilities {
  cell: Cell<CapabilitiesState>
  open(): Promise<void>
  refresh(): Promise<void>
}

const goodFor = 60_000

export function createVideoCapabilities({ feed, cache, initial }: VideoStore): VideoCapabilities {
  const cell = cache.cell<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined
  const { capabilities: told } = initial ?? {}
  let isOld = false
  if (told) {
    isOld = true
    cache.begin(videoKeys.capabilities, { capabilities: told, error: undefined, isLoading: false })
  }

  const load = async (oldest: number): Promise<void> => {
    const { capabilities } = cell.get() ?? noCapabilities
    cell.set({ capabilities, error: undefined, isLoading: true })
    try {
      cell.set({ capabilities: await feed.capabilities(oldest, told), error: undefined, isLoading: false })
    } catch (cause) {
      cell.set({ capabilities, error: toVideoError(cause), isLoading: false })
    } finally {
      loading = undefined
    }
  }
  const refresh = (oldest: number): Promise<void> => (loading ??= load(oldest))

  return {
    cell,
    refresh: () => refresh(0),
    async open() {
      if (cell.get() && !isOld) return
      isOld = false
      await refresh(goodFor)
    },
  }
}

export const noCapabilities: CapabilitiesState = { capabilities: undefined, error: undefined, isLoading: true }
