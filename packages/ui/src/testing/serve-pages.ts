import { toNode } from '@dailies/server/node'
import { listen } from './listen'
import { createVideoApi } from './video-api'

/** A server of pages, with two videos at `/api`. */
export interface PagesSite {
  origin: string
  close(): Promise<void>
}

/** @param find the type and the body of a path, such as `/script.js` */
export async function servePages(
  find: (path: string) => [type: string, body: string | Uint8Array] | undefined,
): Promise<PagesSite> {
  const { adapter, close } = await createVideoApi()
  const api = toNode(adapter)
  const server = await listen((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page.test')
    if (pathname.startsWith('/api/')) return api(request, response)
    const found = find(decodeURIComponent(pathname))
    // A favicon that is missing would be an error in the console.
    if (!found) return response.writeHead(pathname === '/favicon.ico' ? 204 : 404).end()
    return response.writeHead(200, { 'Content-Type': found[0] }).end(found[1])
  })
  return {
    origin: server.origin,
    close: async () => {
      await server.close()
      await close()
    },
  }
}
