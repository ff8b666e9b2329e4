/**
 * Options of every SWR hook of this package. They win over the `SWRConfig` of the host page where another value would
 * break a promise of our hooks; everything else (cache provider, middleware, `onError`, …) is the host's.
 */
export const swrOptions = {
  // useSuspenseVideoLibrary and useSuspenseCapabilities suspend; the other hooks must not.
  suspense: false,
  isPaused: () => false,
  // The event stream and the catch-up of the store revalidate, so focus, reconnect and interval would only add requests.
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  refreshInterval: 0,
  // An error is shown with its own way to retry.
  shouldRetryOnError: false,
  keepPreviousData: false,
  compare: Object.is,
}
