import type { VideosClientOptions } from '@dailies/core'

/** How the client reaches its server, as last rendered. */
export interface Transport {
  headers: VideosClientOptions['headers'] | undefined
  fetch: VideosClientOptions['fetch'] | undefined
}

/** Lets one client, and all that is watched with it, outlive new `headers` and `fetch` functions at every render. */
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
