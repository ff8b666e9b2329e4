import { openaiUpstream } from '@dailies/server/openai'
import type { OpenAIUpstreamOptions } from '@dailies/server/openai'

/** The first bytes of an MP4, and some more. */
export const videoBytes = new Uint8Array(4_096).map((_, index) => index % 251)
videoBytes.set([0, 0, 0, 24, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d])

export const film = (headers: Record<string, string> = {}) =>
  new Response(videoBytes, { headers: { 'content-type': 'video/mp4', 'content-length': '4096', ...headers } })

/** What an upstream call sent. */
export interface SeenRequest {
  method: string
  url: string
  headers: Headers
  /** Parsed JSON, the fields of a form, or undefined. */
  body: unknown
  signal: AbortSignal
}

/** What a route answers. */
export type Answer = Response | Error | ((seen: SeenRequest) => Response | Error | Promise<Response>)

/** A far end that gives the answers it is told, in turn per route, the last one for ever, and remembers what it was asked. */
export function upstreamServer(answers: Record<string, Answer | Answer[]>, options: Partial<OpenAIUpstreamOptions> = {}) {
  const seen: SeenRequest[] = []
  const turns = new Map<string, number>()

  const fetch = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const type = request.headers.get('content-type') ?? ''
    const body: unknown = type.includes('json')
      ? await request.json()
      : type.includes('multipart')
        ? Object.fromEntries(await request.formData())
        : undefined
    const one: SeenRequest = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body,
      signal: request.signal,
    }
    seen.push(one)
    const local = url.origin === 'http://upstream.test' ? url.pathname.replace('/v1', '') : url.href
    const key = [`${request.method} ${local}${url.search}`, `${request.method} ${local}`].find(
      (name) => name in answers,
    )
    if (key === undefined) return Response.json({ error: { message: 'No such route' } }, { status: 404 })
    const given = [answers[key]!].flat()
    const turn = turns.get(key) ?? 0
    turns.set(key, turn + 1)
    const answer = given[Math.min(turn, given.length - 1)]!
    const settled = typeof answer === 'function' ? await answer(one) : answer
    if (settled instanceof Error) throw settled
    return settled.clone()
  }

  const upstream = openaiUpstream({ baseURL: 'http://upstream.test/v1', apiKey: 'sk-secret-1234', fetch, ...options })
  return { upstream, seen }
}
