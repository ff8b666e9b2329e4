import { isVideoError } from '@dailies/core'
import type { VideoServer } from '@dailies/server'

/**
 * The routes of an admin page: `GET /admin/videos?status=&after=` lists the videos of all users, and
 * `GET /admin/videos/{owner}/{id}` serves the file of one. `isAdmin` checks who asks.
 */
export function createAdminRoutes(videos: VideoServer, isAdmin: (request: Request) => Promise<boolean>) {
  async function answer(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const [owner, id] = pathname.split('/').slice(3).map(decodeURIComponent)
    if (owner !== undefined && id !== undefined) {
      // Without it, Safari does not play a video.
      const range = request.headers.get('range')
      return videos.as(owner).content(id, 'video', { signal: request.signal, ...(range !== null && { range }) })
    }
    const [status, after] = [searchParams.get('status'), searchParams.get('after')]
    const page = await videos.listAll({
      ...((status === 'failed' || status === 'completed') && { status }),
      ...(after !== null && { after }),
    })
    return Response.json(page, { headers: { 'Cache-Control': 'no-store' } })
  }

  return async (request: Request): Promise<Response> => {
    if (!(await isAdmin(request))) return new Response(null, { status: 403 })
    try {
      return await answer(request)
    } catch (error) {
      if (!isVideoError(error)) throw error
      return Response.json({ message: error.message }, { status: error.status })
    }
  }
}
