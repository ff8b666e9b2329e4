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
  | 'openapi'
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

/**
 * Every path below the mount, with its operations. The first that matches counts, so a fixed segment comes before a
 * variable one: no video has the id `webhook`, `callbacks` or `shared`. The OpenAPI document has the same paths.
 */
export const routeTable: Readonly<Record<string, Methods>> = {
  '/videos': { GET: 'list', POST: 'create' },
  '/videos/capabilities': { GET: 'capabilities' },
  '/videos/openapi.json': { GET: 'openapi' },
  '/videos/events': { GET: 'events' },
  '/videos/edits': { POST: 'edit' },
  '/videos/extensions': { POST: 'extend' },
  '/videos/webhook': { POST: 'webhook' },
  '/videos/webhook/{upstream_id}': { POST: 'webhook' },
  '/videos/callbacks/{token}': { POST: 'callback' },
  '/videos/shared/{token}': { GET: 'shared' },
  '/videos/shared/{token}/content': { GET: 'sharedContent' },
  '/videos/{video_id}': { GET: 'retrieve', POST: 'update', DELETE: 'delete' },
  '/videos/{video_id}/content': { GET: 'content' },
  '/videos/{video_id}/remix': { POST: 'remix' },
  '/videos/{video_id}/cancel': { POST: 'cancel' },
  '/videos/{video_id}/shares': { GET: 'listShares', POST: 'share' },
  '/videos/{video_id}/shares/{share_id}': { DELETE: 'deleteShare' },
}

interface Template {
  segments: { text: string; isVariable: boolean }[]
  methods: Methods
}

/** The paths by their number of segments below `/videos`. */
const templates: Template[][] = []
for (const [path, methods] of Object.entries(routeTable)) {
  const segments = path
    .split('/')
    .slice(2)
    .map((text) => ({ text, isVariable: text.startsWith('{') }))
  ;(templates[segments.length] ??= []).push({ segments, methods })
}

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

interface FoundPath {
  /** Where the mount path ends. */
  mountEnd: number
  segments: string[]
  template: Template
}

function findPath(pathname: string, basePath: string | undefined): FoundPath | undefined {
  const base = basePath?.replace(/\/+$/, '')
  if (base !== undefined && !pathname.startsWith(`${base}/`)) return undefined
  const mountEnd = base?.length ?? lastVideos(pathname)
  const below = mountEnd < 0 ? undefined : /^\/videos((?:\/[^/]+){0,3})\/?$/.exec(pathname.slice(mountEnd))?.[1]
  if (below === undefined) return undefined
  const segments = below.split('/').slice(1)
  const template = templates[segments.length]?.find((each) =>
    each.segments.every(({ isVariable, text }, index) => isVariable || text === segments[index]),
  )
  return template && { mountEnd, segments, template }
}

/**
 * Whether a path is one of this API; a slash at its end makes no difference, because Next adds one with `trailingSlash`.
 * Without `basePath` the mount is everything before `/videos`.
 */
export const isRoute = (pathname: string, basePath: string | undefined): boolean =>
  findPath(pathname, basePath) !== undefined

/** Matches a path to the route table. Undefined if it is not a path of this API. */
export function matchRoute(pathname: string, basePath: string | undefined): RouteMatch | undefined {
  const found = findPath(pathname, basePath)
  if (!found) return undefined
  const { mountEnd, segments, template } = found
  const [id = '', shareId = ''] = segments.filter((_, index) => template.segments[index]?.isVariable).map(decode)
  return { mount: pathname.slice(0, mountEnd), id, shareId, methods: template.methods }
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
  if (!segment.includes('%')) return segment
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
