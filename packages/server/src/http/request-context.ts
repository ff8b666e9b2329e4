import type { Links } from './links'
import type { RequestURL } from './request-url'
import type { Route } from './routes'

/** An authenticated, routed request whose body has not been read yet. */
export interface RequestContext {
  request: Request
  url: RequestURL
  route: Route
  owner: string
  links: Links
  /** The adapter sends a lazy response itself. */
  acceptsLazyResponse: boolean
}
