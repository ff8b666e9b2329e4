import { listen } from '@dailies/sandbox'

/** A second origin, to which the provider redirects downloads, as object storage behind a content route. */
export interface MediaServer {
  origin: string
  /** Where the download of this content path begins: some hops that end at the file, or a chain without an end. */
  redirectTo(path: string): Response
  /** Requests that were redirected. */
  readonly redirects: number
  /** Requests that brought the API key to this origin. */
  readonly leakedKeys: number
  /** From now on every chain ends. */
  calm(): void
  close(): Promise<void>
}

export interface MediaServerOptions {
  random: () => number
  /** Answers with the file of a content path. */
  open(path: string, headers: Headers): Promise<Response>
}

const redirectStatuses = [301, 302, 303, 307, 308]
const maxHops = 4
const endlessShare = 0.1

export async function startMediaServer({ random, open }: MediaServerOptions): Promise<MediaServer> {
  const counts = { redirects: 0, leakedKeys: 0 }
  let isCalm = false
  const hop = (to: string): Response => {
    counts.redirects += 1
    const status = redirectStatuses[Math.floor(random() * redirectStatuses.length)] ?? 302
    return new Response(null, { status, headers: { location: to } })
  }
  const server = await listen({
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const url = new URL(request.url)
      if (request.headers.has('authorization')) counts.leakedKeys += 1
      const hops = Number(url.searchParams.get('hops'))
      const path = url.searchParams.get('path') ?? ''
      if (hops === 0) return open(path, request.headers)
      // A relative address, as object storage sends it.
      return hop(`/v1/media?${new URLSearchParams({ path, hops: String(hops - 1) })}`)
    },
  })
  const { origin } = new URL(server.baseURL)

  return {
    origin,
    redirectTo: (path) => {
      const hops = !isCalm && random() < endlessShare ? 1_000 : Math.floor(random() * maxHops)
      return hop(`${origin}/v1/media?${new URLSearchParams({ path, hops: String(hops) })}`)
    },
    get redirects() {
      return counts.redirects
    },
    get leakedKeys() {
      return counts.leakedKeys
    },
    calm: () => (isCalm = true),
    close: () => server.close(),
  }
}
