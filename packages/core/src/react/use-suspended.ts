'use client'
import type { VideoError } from '@dailies/core'
import { useSyncExternalStore } from 'react'
import { createSuspendedRequests } from './suspended-requests'
import { useVideosRuntime } from './videos-provider'

/**
 * Gives what there is, or suspends until there is something.
 *
 * @param ask resolves with why there is no answer
 */
export function useSuspended<Value>(
  hook: string,
  key: string,
  value: Value | undefined,
  ask: () => Promise<VideoError | undefined>,
): Value {
  const store = useVideosRuntime(hook)
  const isOnServer = useSyncExternalStore(subscribeToNothing, no, yes)
  const asks = store.part(createSuspendedRequests)
  if (value === undefined) {
    if (isOnServer) throw new Error(nothingToRender(hook))
    return asks.suspend(key, ask)
  }
  asks.arrive(key)
  return value
}

const subscribeToNothing = (): (() => void) => () => {}
const no = (): boolean => false
const yes = (): boolean => true

// React leaves a boundary whose content fails on the server to the browser, and sends its fallback until then.
const nothingToRender = (hook: string): string =>
  `${hook} has nothing to render on the server, which asks for nothing by itself. Its <Suspense> shows the fallback until the ` +
  'browser has asked; to have it in the HTML, fetch it on the server and give it to <VideosProvider initial>.'
