'use client'
import type { CapabilitiesState } from '@dailies/core'
import { useSyncExternalStore } from 'react'
import type { VideosRuntime } from './videos-runtime'

/** Reads what is known about the server and the viewer. Sends no requests. */
export function useCapabilitiesState({ store: { capabilities } }: VideosRuntime): CapabilitiesState {
  return useSyncExternalStore(capabilities.subscribe, capabilities.getSnapshot, capabilities.getInitialSnapshot)
}
