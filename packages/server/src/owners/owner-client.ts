import { VideoError, createVideosClient } from '@dailies/core'
import type { VideosClient } from '@dailies/core'
import type { FetchContext } from '../http/handler'

/**
 * The operations of the API for code on the server, on behalf of one owner: those of the browser's client, with the same
 * validation, limits and errors. It needs no authentication.
 */
export type OwnerVideos = Omit<VideosClient, 'baseURL' | 'contentURL'>

/** Requests do not leave the process, so the host is never looked up. */
const origin = 'http://localhost'

/**
 * Creates a client of the request handler that acts for this owner, so there is one way to every operation.
 *
 * @throws VideoError `invalid_request` if the owner is empty
 */
export function createOwnerVideos(
  handle: (request: Request, context: FetchContext, owner: string) => Promise<Response>,
  owner: string,
  basePath: string,
): OwnerVideos {
  requireOwner(owner)
  const {
    baseURL: _baseURL,
    contentURL: _contentURL,
    ...videos
  } = createVideosClient({
    baseURL: `${origin}${basePath}`,
    fetch: (url, init) => handle(new Request(url, init), { basePath }, owner),
  })
  return videos
}

/** An empty id is a variable that was not set. @throws VideoError `invalid_request` */
export function requireOwner(owner: string): void {
  if (typeof owner === 'string' && owner !== '') return
  throw new VideoError('The owner is missing. Pass the id that authorize returns for this user.', {
    code: 'invalid_request',
    param: 'owner',
  })
}
