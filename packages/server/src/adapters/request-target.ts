import { VideoError } from '@dailies/core'

/** The parts of a Node request that say which path was requested. */
export interface TargetRequest {
  url?: string | undefined
  /** Express: the path including the mount path. */
  originalUrl?: string | undefined
}

/**
 * The path and query as sent; in absolute form (RFC 9112 section 3.2.2) they follow the origin. A backslash ends the
 * origin, too, as in the URL standard.
 */
export function targetOf(request: TargetRequest): string {
  const target = request.originalUrl ?? request.url ?? '/'
  return target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?#\\]*/i, '') || '/'
}

/** The path of a target, without its query. */
export function pathOf(target: string): string {
  const end = target.search(/[?#]/)
  return end < 0 ? target : target.slice(0, end)
}

/** A path of segments that no parser changes, as nearly all are; none of them begins with a dot. */
const plainPath = /^(?:\/[\w-][\w.-]*)+$/

/**
 * Rejects a path whose segments change when it is parsed as a URL, such as `ID\content`, `x/../ID` or `%2e%2e`: a guard
 * of the app in front of this mount has decided by the path as sent, and we would serve another one. A fragment is no
 * part of a request target (RFC 9112 section 3.2), and parsers disagree about it.
 *
 * @throws VideoError `invalid_request`
 */
export function checkUnambiguous(target: string, request: Pick<Request, 'url'>): void {
  const query = target.indexOf('?')
  const sent = query < 0 ? target : target.slice(0, query)
  if (plainPath.test(sent)) return
  if (!sent.includes('#') && encoded(sent) === encoded(new URL(request.url).pathname)) return
  throw new VideoError(
    'The path of this request has backslashes, dot segments or other characters that could be read in two ways. Send the path that it stands for.',
    { code: 'invalid_request' },
  )
}

/**
 * The path with every character escaped that a URL parser may or may not escape (`^`, `|`, non-ASCII), so that escaping
 * alone makes no difference; undefined if that is impossible.
 */
function encoded(path: string): string | undefined {
  try {
    return encodeURI(path).replaceAll('%25', '%')
  } catch {
    return undefined
  }
}
