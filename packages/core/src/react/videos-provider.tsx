'use client'
import { createVideosClient } from '@dailies/core'
import { browserEnvironment } from '@dailies/core/internal'
import type { VideosClient, VideosClientOptions, Environment } from '@dailies/core'
import type { ReactNode } from 'react'
import { useContext, useEffect, useInsertionEffect, useMemo, useState } from 'react'
import { createLatestTransport } from './latest-transport'
import { videosContext } from './videos-context'
import { createVideosRuntime } from './videos-runtime'
import type { InitialVideos, VideosRuntime } from './videos-runtime'

/** Props of the provider: either the base URL of the server adapter, or an existing client. */
export type VideosProviderProps = {
  /** The tree in which the hooks work. */
  children?: ReactNode
  /** Clock, timers, visibility and connection. @default those of the browser */
  environment?: Environment
  /**
   * Initial data from the server (SSR): part of the HTML, rendered without a loading state, and revalidated in the
   * background. Only the value of the first render is used.
   */
  initial?: InitialVideos | undefined
} & (
  | (Pick<VideosClientOptions, 'baseURL' | 'headers' | 'credentials' | 'fetch'> & { client?: never })
  | {
      /** An existing client with its own base URL, headers, credentials and fetch. */
      client: VideosClient
      baseURL?: never
      headers?: never
      credentials?: never
      fetch?: never
    }
)

/**
 * Context provider: gives the hooks and components below it a client and one shared, normalized store of videos.
 *
 * `headers` and `fetch` may be new functions on every render; each request uses the latest. A new `baseURL` or `client`
 * discards the store, and so does another viewer.
 *
 * @example
 * <VideosProvider baseURL="/api">
 *   <App />
 * </VideosProvider>
 */
export function VideosProvider({
  children,
  baseURL,
  headers,
  credentials,
  fetch,
  client,
  environment = browserEnvironment,
  initial,
}: VideosProviderProps): ReactNode {
  const [transport] = useState(() => createLatestTransport({ headers, fetch }))
  // An insertion effect runs before the effects of the children, which send requests.
  useInsertionEffect(() => transport.use({ headers, fetch }), [transport, headers, fetch])

  const videos = useMemo(
    () =>
      client ??
      createVideosClient({
        baseURL: baseURL ?? '',
        headers: transport.headers,
        ...(credentials && { credentials }),
        fetch: transport.fetch,
        now: environment.now,
      }),
    [client, baseURL, credentials, transport, environment],
  )
  const [runtime, setRuntime] = useState(() => createVideosRuntime({ client: videos, environment, initial }))
  // A different client may be a different server, so the previous videos are discarded.
  if (runtime.client !== videos) setRuntime(createVideosRuntime({ client: videos, environment }))
  useEffect(() => {
    const { capabilities } = runtime.store
    let { viewer } = capabilities.getSnapshot()
    return capabilities.subscribe(() => {
      const previous = viewer
      viewer = capabilities.getSnapshot().viewer
      // Responses that are still on their way belong to the previous viewer: they end in the discarded runtime.
      if (previous !== undefined && previous !== viewer)
        setRuntime(createVideosRuntime({ client: videos, environment, capabilities }))
    })
  }, [runtime, videos, environment])
  return <videosContext.Provider value={runtime}>{children}</videosContext.Provider>
}

/** Returns the runtime of the nearest provider. @param hookName name for the error message */
export function useVideosRuntime(hookName: string): VideosRuntime {
  const runtime = useContext(videosContext)
  if (runtime) return runtime
  throw new Error(
    `${hookName} was called outside <VideosProvider>, so it has no client. ` +
      'Wrap your app in <VideosProvider baseURL="/api">.',
  )
}

/** Returns the API client of the nearest provider, for requests that no hook sends. */
export const useVideosClient = (): VideosClient => useVideosRuntime('useVideosClient').client
