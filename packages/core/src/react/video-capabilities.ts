import { isSettled } from '@dailies/core'
import type { Capabilities, VideoError } from '@dailies/core'
import { toVideoError } from './to-video-error'
import type { Cell } from './video-cache'
import { videoKeys } from './video-keys'
import type { VideosRuntime } from './videos-runtime'

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
  /** Opens, and hears when the page is seen again; returns its end. */
  follow(): () => void
  refresh(): Promise<void>
}

const goodFor = 60_000

export function createVideoCapabilities({
  feed,
  cache,
  initial,
  store,
  environment,
}: VideosRuntime): VideoCapabilities {
  const cell = cache.cell<CapabilitiesState>(videoKeys.capabilities)
  let loading: Promise<void> | undefined
  const { capabilities: told } = initial ?? {}
  let isOld = false
  let isOutdated = false
  if (told) {
    isOld = true
    cache.setInitial(videoKeys.capabilities, { capabilities: told, error: undefined, isLoading: false })
  }

  const load = async (oldest: number): Promise<void> => {
    const { capabilities } = cell.get() ?? noCapabilities
    cell.set({ capabilities, error: undefined, isLoading: capabilities === undefined })
    try {
      cell.set({ capabilities: await feed.capabilities(oldest, told), error: undefined, isLoading: false })
    } catch (cause) {
      cell.set({ capabilities, error: toVideoError(cause), isLoading: false })
    } finally {
      loading = undefined
    }
  }
  const refresh = (oldest: number): Promise<void> => (loading ??= load(oldest))

  // A job that is done changes how long such jobs take and what is left of the limits. A page that nobody sees asks once it is seen.
  const renew = (): void => {
    if (!isOutdated || !environment.isVisible()) return
    isOutdated = false
    // Not 0, which would ask a server that has none again and again.
    void refresh(1)
  }
  store.subscribeAll((news, before) => {
    isOutdated ||= 'video' in news && before !== undefined && !isSettled(before) && isSettled(news.video)
    renew()
  })

  const open = async (): Promise<void> => {
    if (cell.get() && !isOld) return
    isOld = false
    await refresh(goodFor)
  }

  return {
    cell,
    open,
    follow() {
      void open()
      return environment.onChange(renew)
    },
    refresh: () => refresh(0),
  }
}

export const noCapabilities: CapabilitiesState = { capabilities: undefined, error: undefined, isLoading: true }
