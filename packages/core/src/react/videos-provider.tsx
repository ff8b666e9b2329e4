'use client'
import { createVideosClient, browserEnvironment } from '@dailies/core'
import type { VideosClient, VideosClientOptions, Environment } from '@dailies/core'
import type { ReactNode } from 'react'
import { useContext, useEffect, useInsertionEffect, useMemo, useState } from 'react'
import { createLatestTransport } from './latest-transport'
import { videosContext } from './videos-context'
import { createVideosRuntime } from './videos-runtime'
import type { InitialVideos, VideosRuntime } from './videos-runtime'

/** Either where the adapter is mounted, or a client made beforehand. */
export type VideosProviderProps = {
  /** What is to have the hooks. */
  children?: ReactNode
  /** @default the browser's own clock, timers, visibility and connection */
  environment?: Environment
  /**
   * What the server rendered this page with: shown at once, in the HTML too, and asked for again in the background. Only the first
   * value counts.
   */
  initial?: InitialVideos | undefined
} & (
  | (Pick<VideosClientOptions, 'baseURL' | 'headers' | 'fetch'> & { client?: never })
  | {
      /** A client made beforehand, which has its own address, headers and fetch. */
      client: VideosClient
      baseURL?: never
      headers?: never
      fetch?: never
    }
)

/**
 * Gives the hooks and components below it their client and one shared copy of every video.
 *
 * `headers` and `fetch` may be new functions at every render; the latest are used. A new `baseURL` or `client` starts afresh.
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
  fetch,
  client,
  environment = browserEnvironment,
  initial,
}: VideosProviderProps): ReactNode {
  const [transport] = useState(() => createLatestTransport({ headers, fetch }))
  // Before any effect below asks something.
  useInsertionEffect(() => transport.use({ headers, fetch }), [transport, headers, fetch])

  const videos = useMemo(
    () =>
      client ??
      createVideosClient({
        baseURL: baseURL ?? '',
        headers: transport.headers,
        fetch: transport.fetch,
        now: environment.now,
      }),
    [client, baseURL, transport, environment],
  )
  const [store, setStore] = useState(() => createVideosRuntime(videos, environment, initial))
  // Another client is another server: nothing known of the one before is shown.
  if (store.client !== videos) setStore(createVideosRuntime(videos, environment))
  useEffect(
    () => store.feed.onViewerChange(() => setStore(createVideosRuntime(videos, environment))),
    [store, videos, environment],
  )
  return <videosContext.Provider value={store}>{children}</videosContext.Provider>
}

/** The store of the nearest provider. */
export function useVideosRuntime(hook: string): VideosRuntime {
  const store = useContext(videosContext)
  if (store) return store
  throw new Error(
    `${hook} was called outside <VideosProvider>, so it has no client to ask. Wrap your app in <VideosProvider baseURL="/api">.`,
  )
}

/** The client of the nearest provider, for calls that no hook makes. */
export const useVideos = (): VideosClient => useVideosRuntime('useVideos').client
