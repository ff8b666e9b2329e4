/**
 * The mount for `node:http` and what is built on it, an archive on disk, and pictures by ffmpeg.
 *
 * @packageDocumentation
 */
import type { ServerResponse } from 'node:http'
import { errorResponse, toPublicError } from './error-response'
import { pathOf, sendResponse, toWebRequest } from './node-request'
import type { NodeRequest } from './node-request'
import type { VideoServer } from './video-server'

export { ffmpegPreviews } from './previews/ffmpeg-previews'
export type { FfmpegPreviewsOptions } from './previews/ffmpeg-previews'
export { diskArchive } from './archive/disk-archive'
export type { DiskArchiveOptions } from './archive/disk-archive'
export { keepRawBody } from './node-request'
export type { NodeRequest } from './node-request'

/** A handler for `http.createServer`; with `next` it is a middleware, which lets pass what is not ours. */
export type NodeHandler = (request: NodeRequest, response: ServerResponse, next?: (error?: Error) => void) => void

/** What an adapter needs of a server. */
export type Mounted = Pick<VideoServer, 'fetch' | 'matches'>

/**
 * The server as a handler of Node's.
 *
 * @example createServer(toNode(videos)).listen(3000)
 */
export function toNode(videos: Mounted): NodeHandler {
  return (request, response, next) => {
    const { baseUrl } = request
    const [pathname = '/'] = pathOf(request).split(/[?#]/, 1)
    if (next && !videos.matches(pathname, baseUrl)) return next()
    handle(videos, request, response).catch(next ?? (() => response.destroy()))
  }
}

async function handle(videos: Mounted, request: NodeRequest, response: ServerResponse): Promise<void> {
  let answer: Response
  try {
    const { request: asked, isReserialised } = toWebRequest(request, response)
    answer = await videos.fetch(asked, { basePath: request.baseUrl, native: request, isReserialised })
  } catch (error) {
    answer = errorResponse(toPublicError(error))
  }
  await sendResponse(answer, response)
}
