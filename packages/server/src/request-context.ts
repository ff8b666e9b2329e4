import type { Links } from './links'
import type { Route } from './routes'

/** A request that has passed the guards before its body. */
export interface RequestContext {
  request: Request
  url: URL
  route: Route
  owner: string
  links: Links
}
