'use client'
import type { Capabilities, VideoError } from '@dailies/core'
import { useEffect } from 'react'
import { useCell } from './use-cell'
import { createVideoCapabilities, noCapabilities } from './video-capabilities'
import { useVideosRuntime } from './videos-provider'

/** What may be offered, and to whom. */
export interface UseCapabilities {
  /** Undefined until the server has answered. */
  capabilities: Capabilities | undefined
  /** Nothing has been heard of them yet. */
  isLoading: boolean
  /** Why they could not be had. */
  error: VideoError | undefined
  /** Asks again at once. */
  refresh(): Promise<void>
}

/** The server's capabilities, asked once for all who need them, and again whenever a job of the viewer is done: it changes how long such jobs take. */
export function useCapabilities(): UseCapabilities {
  const capabilities = useVideosRuntime('useCapabilities').part(createVideoCapabilities)
  const state = useCell(capabilities.cell) ?? noCapabilities
  useEffect(() => capabilities.follow(), [capabilities])
  return { ...state, refresh: capabilities.refresh }
}
