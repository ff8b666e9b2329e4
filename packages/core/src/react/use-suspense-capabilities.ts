'use client'
import type { Capabilities } from '@dailies/core'
import type { UseCapabilities } from './use-capabilities'
import { useCapabilities } from './use-capabilities'
import { useSuspended } from './use-suspended'
import { createVideoCapabilities } from './video-capabilities'
import { videoKeys } from './video-keys'
import { useVideosRuntime } from './videos-provider'

/** What may be offered, and to whom. */
export interface UseSuspenseCapabilities extends Omit<UseCapabilities, 'capabilities'> {
  /** Always there: until the server has answered, `<Suspense>` waits. */
  capabilities: Capabilities
}

/**
 * `useCapabilities` for `<Suspense>`: renders once they are there, and hands to the nearest error boundary why they cannot be.
 *
 * @throws VideoError to the error boundary
 */
export function useSuspenseCapabilities(): UseSuspenseCapabilities {
  const { cell, open, refresh } = useVideosRuntime('useSuspenseCapabilities').part(createVideoCapabilities)
  const { capabilities: known, ...state } = useCapabilities()
  const capabilities = useSuspended('useSuspenseCapabilities', videoKeys.capabilities, known, async () => {
    await (cell.get() ? refresh() : open())
    return cell.get()?.error
  })
  return { ...state, capabilities }
}
