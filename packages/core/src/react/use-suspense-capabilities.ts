'use client'
import type { Capabilities } from '@dailies/core'
import type { UseCapabilities } from './use-capabilities'
import { useCapabilities } from './use-capabilities'
import { useSuspended } from './use-suspended'
import { createVideoCapabilities } from './video-capabilities'
import { videoKeys } from './video-keys'
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
  const { entry, loadOnce, refresh } = useVideosRuntime('useSuspenseCapabilities').getOrCreate(createVideoCapabilities)
  const { capabilities: loaded, ...state } = useCapabilities()
  const capabilities = useSuspended('useSuspenseCapabilities', videoKeys.capabilities, loaded, async () => {
    await (entry.get() ? refresh() : loadOnce())
    return entry.get()?.error
  })
  return { ...state, capabilities }
}
