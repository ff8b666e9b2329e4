import { openaiUpstream } from '@dailies/server/openai'
import type { OpenAIUpstreamOptions } from '@dailies/server/openai'

/** The first bytes of an MP4 file, padded to 4096 bytes. */
export const videoBytes = new Uint8Array(4_096).map((_, index) => index % 251)
videoBytes.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d])

/** A response with {@link videoBytes} as an MP4. */
export const videoResponse = (headers: Record<string, string> = {}) =>
  new Response(videoBytes, { headers: { 'content-type': 'video/mp4', 'content-length': '4096', ...headers } })

/** A request that the fake server received. */
export interface ReceivedRequest {
  method: string
  url: string
  headers: Headers
  /** Parsed JSON, the fields of form data, or undefined. */
  body: unknown
  signal: AbortSignal
}

/** The response of a route, a network error, or a handler. */
export type RouteResponse = Response | Error | ((request: ReceivedRequest) => Response | Error | Promise<Response>)

/**
 * A fake upstream server with scripted responses, and an upstream connected to it. Each route returns its responses in
 * turn and repeats the last one. Records every request.
 */
export function upstreamServer(
  routes: Record<string, RouteResponse | RouteResponse[]>,
  options: Partial<OpenAIUpstreamOptions> = {},
) {
  const requests: ReceivedRequest[] = []
  const counts = new Map<string, number>()

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const type = request.headers.get('content-type') ?? ''
    const body: unknown = type.includes('json')
      ? await request.json()
      : type.includes('multipart')
        ? Object.fromEntries(await request.formData())
        : undefined
    const received: ReceivedRequest = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body,
      signal: request.signal,
    }
    requests.push(received)
    const path = url.origin === 'http://upstream.test' ? url.pathname.replace('/v1', '') : url.href
    const route = [`${request.method} ${path}${url.search}`, `${request.method} ${path}`].find((name) => name in routes)
    if (route === undefined) return Response.json({ error: { message: 'No such route' } }, { status: 404 })
    const responses = [routes[route]!].flat()
    const count = counts.get(route) ?? 0
    counts.set(route, count + 1)
    const scripted = responses[Math.min(count, responses.length - 1)]!
    const response = typeof scripted === 'function' ? await scripted(received) : scripted
    if (response instanceof Error) throw response
    return response.clone()
  }

  const upstream = openaiUpstream({ baseURL: 'http://upstream.test/v1', apiKey: 'sk-secret-1234', fetch, ...options })
  return { upstream, requests }
}
