'use client'
import type { VideoError } from '@dailies/core'
import { useSyncExternalStore } from 'react'
import { createSuspendedRequests } from './suspended-requests'
import { useVideosRuntime } from './videos-provider'

/**
 * Returns the value, or suspends (throws a promise to `<Suspense>`) until it is loaded.
 *
 * @param load sends the request; resolves with its error, or undefined on success
 */
export function useSuspended<Value>(
  hookName: string,
  key: string,
  value: Value | undefined,
  load: () => Promise<VideoError | undefined>,
): Value {
  const runtime = useVideosRuntime(hookName)
  const isOnServer = useSyncExternalStore(subscribeNever, no, yes)
  const requests = runtime.getOrCreate(createSuspendedRequests)
  if (value === undefined) {
    if (isOnServer) throw new Error(nothingToRender(hookName))
    return requests.suspend(key, load)
  }
  requests.markRendered(key)
  return value
}

const subscribeNever = (): (() => void) => () => {}
const no = (): boolean => false
const yes = (): boolean => true

// If the content of a boundary throws during server rendering, React sends the fallback and renders the content in the
// browser.
const nothingToRender = (hookName: string): string =>
  `${hookName} sends no requests on the server. Its <Suspense> shows the fallback until the browser has the data. To have ` +
  'it in the HTML, fetch it on the server and pass it to <VideosProvider initial>.'
