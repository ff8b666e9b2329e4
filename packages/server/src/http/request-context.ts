import type { Links } from './links'
import type { Route } from './routes'

/** An authenticated, routed request whose body has not been read yet. */
export interface RequestContext {
  request: Request
  url: URL
  route: Route
  owner: string
  links: Links
  /** The adapter sends the text of a response itself. */
  sendsText: boolean
}
