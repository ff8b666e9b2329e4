'use client'
import type { Capabilities, VideoError } from '@dailies/core'
import { useEffect } from 'react'
import { useCacheEntry } from './use-cache-entry'
import { createVideoCapabilities, noCapabilities } from './video-capabilities'
import { useVideosRuntime } from './videos-provider'

/** Result of `useCapabilities`: the models, operations and limits that the viewer may use. */
export interface UseCapabilities {
  /** Undefined until the first response. */
  capabilities: Capabilities | undefined
  /** The first response is pending. */
  isLoading: boolean
  /** Error of the last request. */
  error: VideoError | undefined
  /** Reloads the capabilities immediately. */
  refresh(): Promise<void>
}

/**
 * Fetches the server's capabilities: models, prices, operations and limits. All components share one request. Revalidates
 * whenever a job of the viewer settles, because that changes the measured durations and the remaining limits.
 */
export function useCapabilities(): UseCapabilities {
  const capabilities = useVideosRuntime('useCapabilities').getOrCreate(createVideoCapabilities)
  const state = useCacheEntry(capabilities.entry) ?? noCapabilities
  useEffect(() => capabilities.follow(), [capabilities])
  return { ...state, refresh: capabilities.refresh }
}
