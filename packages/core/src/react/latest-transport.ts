import type { VideosClientOptions } from '@dailies/core'

/** Headers and fetch of the latest render. */
export interface Transport {
  headers: VideosClientOptions['headers'] | undefined
  fetch: VideosClientOptions['fetch'] | undefined
}

/**
 * Forwards to the latest `headers` and `fetch`, so that the client and its watches stay the same when these change on
 * every render.
 */
export function createLatestTransport(
  first: Transport,
): Required<Pick<VideosClientOptions, 'headers' | 'fetch'>> & { use(next: Transport): void } {
  let latest = first
  return {
    use(next) {
      latest = next
    },
    headers: (context) => {
      const { headers } = latest
      return (typeof headers === 'function' ? headers(context) : headers) ?? {}
    },
    fetch: (input, init) => (latest.fetch ?? globalThis.fetch)(input, init),
  }
}
