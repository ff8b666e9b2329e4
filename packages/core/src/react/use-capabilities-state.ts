'use client'
import type { CapabilitiesState } from '@dailies/core'
import { useSyncExternalStore } from 'react'
import type { VideosRuntime } from './videos-runtime'

/**
 * Reads a part of what is known about the server and the viewer, and re-renders when that part changes. Sends no requests.
 *
 * @param select returns the same value until it changes
 */
export function useCapabilitiesState<Selected>(
  { store: { capabilities } }: VideosRuntime,
  select: (state: CapabilitiesState) => Selected,
): Selected {
  return useSyncExternalStore(
    capabilities.subscribe,
    () => select(capabilities.getSnapshot()),
    () => select(capabilities.getServerSnapshot()),
  )
}

/** The id of the viewer. */
export const selectViewer = ({ viewer }: CapabilitiesState) => viewer

/** Why the viewer is not known. */
export const selectViewerError = ({ viewer, error }: CapabilitiesState) => (viewer === undefined ? error : undefined)
