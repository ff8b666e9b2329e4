'use client'
import { toVideoError } from '@dailies/core/internal'
import type { Capabilities } from '@dailies/core'
import { capabilitiesMaxAgeMs } from './capabilities-refresh'
import type { UseCapabilities } from './use-capabilities'
import { useCapabilities } from './use-capabilities'
import { useSuspended } from './use-suspended'
import { useVideosRuntime } from './videos-provider'

/** Result of `useSuspenseCapabilities`: the models, operations and limits that the viewer may use. */
export interface UseSuspenseCapabilities extends Omit<UseCapabilities, 'capabilities'> {
  /** Always defined: `<Suspense>` shows its fallback until the first response. */
  capabilities: Capabilities
}

/**
 * `useCapabilities` for React Suspense: suspends until the capabilities are loaded, and throws the error of the first
 * request to the nearest error boundary. Its `<Suspense>` must be below the `<VideosProvider>`.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseCapabilities(): UseSuspenseCapabilities {
  const { store } = useVideosRuntime('useSuspenseCapabilities')
  const { capabilities: loaded, ...state } = useCapabilities()
  const capabilities = useSuspended('useSuspenseCapabilities', 'capabilities', loaded, () =>
    store.capabilities
      .load(store.capabilities.getSnapshot().error ? 0 : capabilitiesMaxAgeMs)
      .then(() => undefined, toVideoError),
  )
  return { ...state, capabilities }
}
