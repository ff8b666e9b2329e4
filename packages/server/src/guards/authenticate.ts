import { VideoError } from '@dailies/core'

/** Who is asking. */
export interface Viewer {
  /** Your own id of the user: videos, limits and spending are theirs. */
  owner: string
}

/** What is known of a request beyond itself. */
export interface AuthorizeContext {
  /** The framework's own request (Express's, Node's), for what a middleware left on it; undefined where there is none. */
  native: unknown
}

/** Says whose request this is, or null where nobody's. It has no default: an open mount spends its owner's money. */
export type Authorize = (request: Request, context: AuthorizeContext) => Viewer | null | Promise<Viewer | null>

/** @throws VideoError `unauthorized` */
export async function authenticate(authorize: Authorize, request: Request, context: AuthorizeContext): Promise<string> {
  const viewer = await authorize(request, context)
  // An answer of the wrong shape (undefined, an empty id) is nobody: ownership fails closed.
  if (typeof viewer?.owner === 'string' && viewer.owner !== '') return viewer.owner
  throw new VideoError(
    'Nobody is signed in, so there is no one whose videos these would be. Sign in, then try again.',
    {
      code: 'unauthorized',
    },
  )
}
