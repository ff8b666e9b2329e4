import { VideoError } from '@dailies/core'

/** What can be asked of the mount. */
export type RouteName =
  | 'create'
  | 'retrieve'
  | 'list'
  | 'delete'
  | 'content'
  | 'remix'
  | 'edit'
  | 'extend'
  | 'capabilities'
  | 'events'
  | 'webhook'

/** Where a request goes. */
export interface Route {
  name: RouteName
  /** The path of the mount, without a slash at its end. */
  mount: string
  /** The video it is about, or an empty string. */
  id: string
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
const ofOne: Record<string, Methods> = {
  '': { GET: 'retrieve', DELETE: 'delete' },
  '/content': { GET: 'content' },
  '/remix': { POST: 'remix' },
}

/** A path of ours, with what can be done there. */
export interface RouteMatch extends Omit<Route, 'name'> {
  methods: Methods
}

/** The place in our table, or undefined where the path is not ours; `basePath` names the mount where the path alone does not show it. */
export function matchRoute(pathname: string, basePath: string | undefined): RouteMatch | undefined {
  const base = basePath?.replace(/\/+$/, '')
  if (base !== undefined && !pathname.startsWith(`${base}/`)) return undefined
  const at = base?.length ?? lastVideos(pathname)
  const match = /^\/videos(\/[^/]+)?(\/[^/]+)?\/?$/.exec(at < 0 ? '' : pathname.slice(at))
  if (!match) return undefined
  const mount = pathname.slice(0, at)
  const [, first = '', second = ''] = match
  if (second === '' && Object.hasOwn(fixed, first)) return { mount, id: '', methods: fixed[first] ?? {} }
  if (first === '' || !Object.hasOwn(ofOne, second)) return undefined
  return { mount, id: decode(first.slice(1)), methods: ofOne[second] ?? {} }
}

/** Where the last segment `videos` begins, since a mount may itself lie below a path of this name. */
function lastVideos(pathname: string): number {
  let at = pathname.lastIndexOf('/videos')
  while (at > 0 && !/^(?:\/|$)/.test(pathname.slice(at + 7, at + 8))) at = pathname.lastIndexOf('/videos', at - 1)
  return at
}

/** Our ids hold nothing that needs an escape, so what cannot be decoded is no id. */
const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The methods of a path of ours, as `Allow` has them. */
export const allowOf = ({ methods }: RouteMatch): string =>
  [...Object.keys(methods), ...(methods.GET ? ['HEAD'] : []), 'OPTIONS'].join(', ')

/** @throws VideoError `not_found` or `method_not_allowed`. */
export function resolveRoute(place: RouteMatch | undefined, { method }: Pick<Request, 'method'>): Route {
  if (!place) throw new VideoError('There is nothing at this path.', { code: 'not_found' })
  const asked = method === 'HEAD' ? 'GET' : method
  const { methods, mount, id } = place
  const name = asked === 'GET' || asked === 'POST' || asked === 'DELETE' ? methods[asked] : undefined
  if (name) return { name, mount, id }
  throw new VideoError(`${method} is not a method of this path; it has ${allowOf(place)}.`, {
    code: 'method_not_allowed',
  })
}
