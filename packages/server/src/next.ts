/**
 * The adapter for route handlers of Next.
 *
 * @packageDocumentation
 */
import type { VideoServer } from './video-server'

/** A handler for one method of a route file. */
export type NextRouteHandler = (request: Request) => Promise<Response>

/**
 * Creates the Next route handlers of a catch-all route, such as `app/api/[...path]/route.ts`. Call `videos.start()` in
 * `instrumentation.ts`.
 *
 * @example export const { GET, HEAD, POST, DELETE, OPTIONS } = toNextRoute(videos)
 */
export function toNextRoute(
  videos: Pick<VideoServer, 'fetch'>,
): Record<'GET' | 'HEAD' | 'POST' | 'DELETE' | 'OPTIONS', NextRouteHandler> {
  const handle: NextRouteHandler = (request) => videos.fetch(request)
  return { GET: handle, HEAD: handle, POST: handle, DELETE: handle, OPTIONS: handle }
}
