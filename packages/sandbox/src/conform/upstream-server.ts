import { isFields } from '../body'

/** How to reach the checked server. */
export interface UpstreamServerOptions {
  /** Usually ends in `/v1`. */
  baseURL: string
  apiKey: string | undefined
  /** Sends the requests. */
  fetch(input: string, init: RequestInit): Promise<Response>
  /** Time-out of a response, in milliseconds. */
  patience: number
}

/** A leniently parsed response. */
export interface Answer {
  status: number
  headers: Headers
  bytes: Uint8Array
  /** Undefined if it is not JSON. */
  json: unknown
}

/** The request to send. */
export interface Sent {
  json?: object
  form?: Readonly<Record<string, string | Blob>>
  headers?: Readonly<Record<string, string>>
  /** Another API key, or none. @default the configured one */
  apiKey?: string
}

/** The checked server. */
export interface UpstreamServer {
  /** @throws Error if the response does not arrive in time */
  ask(method: string, path: string, sent?: Sent): Promise<Answer>
  /** Fetches a video URL without the API key. */
  follow(link: string): Promise<Answer>
}

export function upstreamServer({ baseURL, apiKey, fetch, patience }: UpstreamServerOptions): UpstreamServer {
  const base = baseURL.replace(/\/+$/, '')

  const send = async (url: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(patience) }).catch(
      (cause: unknown) => {
        throw new Error(`${url} gives no answer: is the server there, and is the address right?`, { cause })
      },
    )
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { status: response.status, headers: response.headers, bytes, json: jsonOf(bytes) }
  }

  return {
    ask(method, path, { json, form, headers, apiKey: key = apiKey } = {}) {
      const all = new Headers(headers)
      if (key !== undefined) all.set('authorization', `Bearer ${key}`)
      if (json) all.set('content-type', 'application/json')
      const body = json ? JSON.stringify(json) : form && formOf(form)
      return send(`${base}${path}`, { method, headers: all, ...(body === undefined ? {} : { body }) })
    },
    follow: (link) => send(new URL(link, base).href, { method: 'GET' }),
  }
}

const formOf = (fields: Readonly<Record<string, string | Blob>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

function jsonOf(bytes: Uint8Array): unknown {
  // A video is not JSON, and may be large.
  if (bytes.length > 65_536 && bytes[0] !== 0x7b) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** Whether the request was accepted. */
export const isTaken = ({ status }: Answer) => status >= 200 && status < 300

/** A short description of a response. */
export function describe({ status, json, bytes, headers }: Answer): string {
  if (isTakenStatus(status)) return `${status}, ${headers.get('content-type') ?? 'no type'}, ${bytes.length} bytes`
  const error = isFields(json) ? (json['error'] ?? json['detail'] ?? json['msg'] ?? json['message']) : undefined
  const message = isFields(error) ? error['message'] : error
  const said = typeof message === 'string' ? message : JSON.stringify(message ?? '')
  return said === '""' ? String(status) : `${status} ${said.length > 100 ? `${said.slice(0, 99)}…` : said}`
}

const isTakenStatus = (status: number) => status >= 200 && status < 300
