'use client'
import type { Capabilities, CapabilitiesState, VideoError } from '@dailies/core'
import { useCallback, useEffect } from 'react'
import { useSWR } from './swr'
import { createCapabilitiesRefresh } from './capabilities-refresh'
import { swrOptions } from './swr-options'
import { useCapabilitiesState } from './use-capabilities-state'
import { videoKeys } from './video-keys'
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
 *
 * SWR key: `['dailies', baseURL, viewer, 'capabilities']`.
 */
export function useCapabilities(): UseCapabilities {
  const runtime = useVideosRuntime('useCapabilities')
  const { client, store } = runtime
  const { capabilities: loaded, viewer, error } = useCapabilitiesState(runtime, selectAll)
  // The store requests the capabilities, because it needs them without React too. SWR publishes them under their key.
  const key = loaded && viewer !== undefined ? videoKeys.capabilities(client.baseURL, viewer) : null
  const { data: capabilities, mutate } = useSWR<Capabilities, VideoError>(key, () => store.capabilities.load(0), {
    ...swrOptions,
    ...(loaded && { fallbackData: loaded }),
  })
  useEffect(() => runtime.getOrCreate(createCapabilitiesRefresh).follow(), [runtime])
  useEffect(() => {
    if (loaded) void mutate(loaded, { revalidate: false })
  }, [loaded, mutate])
  const refresh = useCallback(async () => {
    await store.capabilities.load(0).catch(() => undefined)
  }, [store])
  return { capabilities, isLoading: !capabilities && !error, error, refresh }
}

const selectAll = (state: CapabilitiesState) => state
