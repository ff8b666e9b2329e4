import { VideoError } from '@dailies/core'

/** The authenticated user of a request. */
export interface AuthResult {
  /** Your id of the user: videos, limits and spending belong to this id. */
  owner: string
}

/** What `authorize` receives in addition to the request. */
export interface AuthorizeContext {
  /**
   * The framework's own request (of Express, of Node), for example with a session set by a middleware; undefined if
   * there is none.
   */
  native: unknown
}

/**
 * Authentication callback: returns the owner of a request, or null if no user is signed in, which is answered with 401.
 * It has no default, because an open mount lets any client create videos at the operator's expense.
 */
export type Authorize = (request: Request, context: AuthorizeContext) => AuthResult | null | Promise<AuthResult | null>

/** Resolves the owner of a request. @throws VideoError `unauthorized` */
export async function authenticate(authorize: Authorize, request: Request, context: AuthorizeContext): Promise<string> {
  const viewer = await authorize(request, context)
  // Any other result (undefined, an empty id) counts as unauthenticated: ownership fails closed.
  if (typeof viewer?.owner === 'string' && viewer.owner !== '') return viewer.owner
  throw new VideoError('This request is not authenticated, so it has no owner. Sign in, then try again.', {
    code: 'unauthorized',
  })
}
