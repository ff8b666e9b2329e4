import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { VideoError } from '@dailies/core'
import { isDisconnected } from './node-response'
import { bodyOf, noBody } from './request-body'
import type { BodyRequest } from './request-body'
import { checkUnambiguous } from './request-target'

/** A Node request with the optional fields that frameworks add. */
export interface NodeRequest extends BodyRequest {
  /** Express: the mount path. */
  baseUrl?: string | undefined
  /** Express, Connect: the path including the mount path. */
  originalUrl?: string | undefined
  /** Express: the protocol, which respects `trust proxy`. */
  protocol?: string | undefined
}

/**
 * A Request that creates its signal lazily, because most handlers never use it and it costs more than the rest of the
 * request. The signal is aborted when the client disconnects. A clone of this request has its own signal.
 */
class LazySignalRequest extends Request {
  readonly #response: ServerResponse
  #signal: AbortSignal | undefined

  constructor(url: string, init: RequestInit, response: ServerResponse) {
    super(url, init)
    this.#response = response
  }
  override get signal(): AbortSignal {
    return (this.#signal ??= disconnectSignal(this.#response))
  }
}

function disconnectSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController()
  const onClose = (): void => {
    if (!response.writableFinished) controller.abort()
  }
  if (isDisconnected(response)) onClose()
  else response.once('close', onClose)
  return controller.signal
}

/**
 * Converts a Node request with this target to a web Request.
 *
 * @throws VideoError `invalid_request` if its method, host or path is invalid
 */
export function toWebRequest(
  request: NodeRequest,
  response: ServerResponse,
  target: string,
): { request: Request; isReserialised: boolean } {
  const { method = 'GET', headers } = request
  const scheme = request.protocol ?? (isEncrypted(request) ? 'https' : 'http')
  const webHeaders: Record<string, string> = {}
  for (const name in headers) {
    const value = headers[name]
    // HTTP/2 pseudo-headers are not valid in a Request.
    if (value !== undefined && !name.startsWith(':')) webHeaders[name] = Array.isArray(value) ? value.join(', ') : value
  }
  const { body, isReserialised } = method === 'GET' || method === 'HEAD' ? noBody : bodyOf(request)
  // A body that was serialised again has another length, and is no longer encoded.
  if (isReserialised) for (const name of ['content-length', 'content-encoding']) delete webHeaders[name]
  let webRequest: Request
  try {
    // Concatenated, not resolved against a base: a path that begins with two slashes would change the host.
    const url = `${scheme}://${hostOf(headers)}${target}`
    webRequest = new LazySignalRequest(
      url,
      { method, headers: webHeaders, ...(body !== null && { body, duplex: 'half' }) },
      response,
    )
  } catch (cause) {
    throw new VideoError('This request cannot be read: its method, host or path is invalid.', {
      code: 'invalid_request',
      cause,
    })
  }
  checkUnambiguous(target, webRequest)
  return { request: webRequest, isReserialised }
}

/** A wrapper of a serverless platform may have no socket. */
const isEncrypted = ({ socket }: { socket?: object }): boolean =>
  socket !== undefined && 'encrypted' in socket && socket.encrypted === true

/**
 * The host and port of a request; in HTTP/2 and HTTP/3 `:authority` comes before `Host` (RFC 9113 section 8.3.1). Any
 * other value could change the path, and bypass checks that an app makes by path.
 */
function hostOf({ host, ':authority': authority }: IncomingHttpHeaders): string {
  const text = typeof authority === 'string' ? authority : host
  return text !== undefined && /^[\w.:[\]-]+$/.test(text) ? text : 'localhost'
}
