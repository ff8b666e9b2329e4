import { isSettled } from '@dailies/core'
import type { VideosRuntime } from './videos-runtime'

/** Keeps the capabilities up to date for the components that show them. */
export interface CapabilitiesRefresh {
  /**
   * Loads the capabilities, and loads them again when a job has settled: that changes the measured durations and the
   * remaining limits. Returns the function that ends this.
   */
  follow(): () => void
}

export const capabilitiesMaxAgeMs = 86_400_000

export function createCapabilitiesRefresh({ store, environment }: VideosRuntime): CapabilitiesRefresh {
  const { capabilities } = store
  let isOutdated = false

  const load = (maxAgeMs: number): void => {
    // Readers of the capabilities get the error from their state.
    capabilities.load(maxAgeMs).catch(() => {})
  }
  const revalidate = (): void => {
    // A hidden page revalidates when it becomes visible.
    if (!isOutdated || !environment.isVisible()) return
    isOutdated = false
    // Not 0, which would send the request again and again to a server without capabilities.
    load(1)
  }
  store.subscribeAll((event, previous) => {
    isOutdated ||= 'video' in event && previous !== undefined && !isSettled(previous) && isSettled(event.video)
    revalidate()
  })

  return {
    follow() {
      load(capabilitiesMaxAgeMs)
      return environment.onChange(revalidate)
    },
  }
}
