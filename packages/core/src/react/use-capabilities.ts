'use client'
import type { Capabilities, VideoError } from '@dailies/core'
import { useEffect } from 'react'
import { useCell } from './use-cell'
import { createVideoCapabilities, noCapabilities } from './video-capabilities'
import { useVideoStore } from './videos-provider'

/** What may be offered, and to whom. */
export interface UseCapabilities {
  capabilities: Capabilities | undefined
  isLoading: boolean
  error: VideoError | undefined
  refresh(): Promise<void>
}

/** The server's capabilities, asked once for all who need them. */
export function useCapabilities(): UseCapabilities {
  const capabilities = useVideoStore('useCapabilities').part(createVideoCapabilities)
  const state = useCell(capabilities.cell) ?? noCapabilities
  useEffect(() => capabilities.open(), [capabilities])
  return { ...state, refresh: capabilities.refresh }
}
