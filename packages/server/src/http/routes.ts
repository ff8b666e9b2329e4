import { VideoError } from '@dailies/core'

/** The name of a route of the Videos API. */
export type RouteName =
  | 'create'
  | 'retrieve'
  | 'list'
  | 'update'
  | 'cancel'
  | 'delete'
  | 'content'
  | 'remix'
  | 'edit'
  | 'extend'
  | 'capabilities'
  | 'events'
  | 'webhook'
  | 'share'
  | 'listShares'
  | 'deleteShare'
  | 'shared'
  | 'sharedContent'
  | 'callback'

/** The route of a request. */
export interface Route {
  name: RouteName
  /** The mount path, without a trailing slash. */
  mount: string
  /** The id in the path: of a video, or of the upstream of a webhook; the token of a share or a callback. Empty if there is none. */
  id: string
  /** The id of a share in the path. Empty if there is none. */
  shareId: string
}

type Methods = Partial<Record<'GET' | 'POST' | 'DELETE', RouteName>>

const fixed: Record<string, Methods> = {
  '': { GET: 'list', POST: 'create' },
  '/capabilities': { GET: 'capabilities' },
  '/events': { GET: 'events' },
  '/webhook': { POST: 'webhook' },
  '/edits': { POST: 'edit' },
  '/extensions': { POST: 'extend' },
}
const byId: Record<string, Methods> = {
  '': { GET: 'retrieve', POST: 'update', DELETE: 'delete' },
  '/content': { GET: 'content' },
  '/remix': { POST: 'remix' },
  '/cancel': { POST: 'cancel' },
  '/shares': { GET: 'listShares', POST: 'share' },
}
const byToken: Record<string, Methods> = { '': { GET: 'shared' }, '/content': { GET: 'sharedContent' } }

/** A matched path, with its methods. */
export interface RouteMatch extends Omit<Route, 'name'> {
  methods: Methods
}

/** The mount path of the options, without a slash at its end. @throws VideoError `misconfigured` if it is no path */
export function parseBasePath(basePath: string | undefined): string | undefined {
  if (basePath === undefined || basePath === '' || /^\/[^?#\\]*$/.test(basePath)) return basePath?.replace(/\/+$/, '')
  const path = URL.canParse(basePath) ? new URL(basePath).pathname : `/${basePath.replace(/^\/+|[?#].*$/g, '')}`
  throw new VideoError(
    `basePath is "${basePath}", which is not a path, so no request would match it. Write "${path.replace(/\/+$/, '')}".`,
    { code: 'misconfigured' },
  )
}

/**
 * Matches a path to the route table; a slash at its end makes no difference, because Next adds one with `trailingSlash`.
 * Undefined if it is not a path of this API. Without `basePath` the mount is everything before `/videos`.
 */
export function matchRoute(pathname: string, basePath: string | undefined): RouteMatch | undefined {
  const base = basePath?.replace(/\/+$/, '')
  if (base !== undefined && !pathname.startsWith(`${base}/`)) return undefined
  const at = base?.length ?? lastVideos(pathname)
  const match = /^\/videos(\/[^/]+)?(\/[^/]+)?(\/[^/]+)?\/?$/.exec(at < 0 ? '' : pathname.slice(at))
  if (!match) return undefined
  const mount = pathname.slice(0, at)
  const [, first = '', second = '', third = ''] = match
  const found = (methods: Methods | undefined, id = '', shareId = ''): RouteMatch | undefined =>
    methods && { mount, id: decode(id.slice(1)), shareId: decode(shareId.slice(1)), methods }
  const of = (table: Record<string, Methods>, path: string): Methods | undefined =>
    Object.hasOwn(table, path) ? table[path] : undefined
  // Fixed routes come first: no video has the id `webhook`, `callbacks` or `shared`.
  if (first === '/shared' && second !== '') return found(of(byToken, third), second)
  if (third !== '') return second === '/shares' ? found({ DELETE: 'deleteShare' }, first, third) : undefined
  if (second === '' && Object.hasOwn(fixed, first)) return found(of(fixed, first))
  if (first === '/webhook' && second !== '') return found({ POST: 'webhook' }, second)
  if (first === '/callbacks' && second !== '') return found({ POST: 'callback' }, second)
  return first === '' ? undefined : found(of(byId, second), first)
}

/** A path for logs: the token of a share opens its video, and that of a callback causes polls, so both are left out. */
export const withoutToken = (pathname: string): string =>
  pathname.replace(/(\/videos\/(?:shared|callbacks)\/)[^/]+/, '$1…')

/** The index of the last segment `videos`, because the mount path may contain that segment, too. */
function lastVideos(pathname: string): number {
  let at = pathname.lastIndexOf('/videos')
  while (at > 0 && !/^(?:\/|$)/.test(pathname.slice(at + 7, at + 8))) at = pathname.lastIndexOf('/videos', at - 1)
  return at
}

/** Our ids need no escaping, so a segment that cannot be decoded matches no id. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The value of the `Allow` header for a path. */
export const allowOf = ({ methods }: RouteMatch): string =>
  [...Object.keys(methods), ...(methods.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ')

/** Resolves the route of a matched path by its method. @throws VideoError `not_found`, `method_not_allowed` */
export function resolveRoute(match: RouteMatch | undefined, { method }: Pick<Request, 'method'>): Route {
  if (!match)
    throw new VideoError('The Videos API has no such path. Check the URL and the mount path.', { code: 'not_found' })
  const effective = method === 'HEAD' ? 'GET' : method
  const { methods, mount, id, shareId } = match
  const name = effective === 'GET' || effective === 'POST' || effective === 'DELETE' ? methods[effective] : undefined
  if (name) return { name, mount, id, shareId }
  throw new VideoError(`${method} is not allowed on this path. Use one of ${allowOf(match)}.`, {
    code: 'method_not_allowed',
  })
}
