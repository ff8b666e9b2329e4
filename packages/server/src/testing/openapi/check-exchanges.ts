import { TextResponse, LazyTextResponse } from '../../http/text-response'
import { matchRoute } from '../../http/routes'
import type { VideoServer } from '../../video-server'
import type { OpenAPI } from './document'
import { createChecker } from './checker'
import type { Checker } from './checker'

/** One checker for all servers that describe themselves alike. */
const checkers = new Map<string, Checker>()

function checkerOf(videos: VideoServer): Checker {
  const document = videos.openapi()
  const text = JSON.stringify(document)
  const checker = checkers.get(text) ?? createChecker(document as OpenAPI)
  checkers.set(text, checker)
  return checker
}

/** The bodies of requests that a test has made itself: to read one of the request would take it from the server. */
const sentBodies = new WeakMap<Request, string | FormData>()

/** A request whose body the checker may see. */
export function createCheckedRequest(url: string, init: RequestInit): Request {
  const request = new Request(url, init)
  if (typeof init.body === 'string' || init.body instanceof FormData) sentBodies.set(request, init.body)
  return request
}

const maxCopiedBytes = 100_000

/** A copy of a request with a short body that has arrived through a socket. */
const copyOf = (request: Request): Request | undefined => {
  const length = Number(request.headers.get('content-length') ?? 0)
  return length > 0 && length <= maxCopiedBytes && !sentBodies.has(request) ? request.clone() : undefined
}

/** The same server, which rejects a request whose exchange its OpenAPI document does not describe. */
export function checkExchanges(videos: VideoServer): VideoServer {
  let checker: Checker | undefined
  return {
    ...videos,
    fetch: async (request, context) => {
      const { pathname, searchParams: query } = new URL(request.url)
      const { method, headers } = request
      const copy = copyOf(request)
      const response = await videos.fetch(request, context)
      const { status } = response
      if (status >= 400) copy?.body?.cancel().catch(() => undefined)
      const body = status < 400 ? (sentBodies.get(request) ?? (await copy?.text())) : undefined
      const match = matchRoute(pathname, context?.basePath)
      if (!match) return response
      checker ??= checkerOf(videos)
      const route = match.methods[(method === 'HEAD' ? 'GET' : method) as keyof typeof match.methods]
      const path = pathname.slice(match.mount.length)
      const isText = response instanceof TextResponse || response instanceof LazyTextResponse
      const text = isText && method !== 'HEAD' ? response.written : undefined
      const answer = { status, headers: response.headers, text }
      const problems = checker.exchange({ method, route, path, query, headers, body, response: answer })
      if (problems.length === 0) return response
      throw new Error(`The OpenAPI document does not describe this exchange.\n${problems.join('\n')}`)
    },
  }
}
