/**
 * The adapter for `node:http` and frameworks built on it, an archive on disk, and thumbnails and spritesheets by
 * ffmpeg.
 *
 * @packageDocumentation
 */
import type { ServerResponse } from 'node:http'
import { defaultReaderIdleTimeoutMs } from './http/readers'
import { errorResponse, toPublicError } from './http/error-response'
import { toWebRequest } from './adapters/node-request'
import type { NodeRequest } from './adapters/node-request'
import { sendResponse } from './adapters/node-response'
import { pathOf, targetOf } from './adapters/request-target'
import type { VideoServer } from './video-server'

export { ffmpegPreviews } from './media/previews/ffmpeg-previews'
export type { FfmpegPreviewsOptions } from './media/previews/ffmpeg-previews'
export { diskArchive } from './archive/disk-archive'
export type { DiskArchiveOptions } from './archive/disk-archive'
export { keepRawBody } from './adapters/request-body'
export type { NodeRequest } from './adapters/node-request'

/**
 * A request handler for `http.createServer`. Called with `next` it is a middleware that passes on requests for other
 * paths.
 */
export type NodeHandler = (request: NodeRequest, response: ServerResponse, next?: (error?: Error) => void) => void

/** The part of a video server that an adapter needs. */
export type Mounted = Pick<VideoServer, 'fetch' | 'matches'> & Partial<Pick<VideoServer, 'readerIdleTimeoutMs'>>

/**
 * Creates a request handler for `node:http` of a video server; it also works as a middleware.
 *
 * @example createServer(toNode(videos)).listen(3000)
 */
export function toNode(videos: Mounted): NodeHandler {
  return (request, response, next) => {
    // Each is read once: Express changes the prototype of every request, so that each access misses V8's inline cache.
    const { baseUrl } = request
    const target = targetOf(request)
    if (next && !videos.matches(pathOf(target), baseUrl)) return next()
    handle(videos, { request, response, baseUrl, target }).catch(next ?? (() => response.destroy()))
  }
}

interface Exchange {
  request: NodeRequest
  response: ServerResponse
  baseUrl: string | undefined
  target: string
}

async function handle(videos: Mounted, { request, response, baseUrl, target }: Exchange): Promise<void> {
  let webResponse: Response
  try {
    const { request: webRequest, isReserialised } = toWebRequest(request, response, target)
    const context = { basePath: baseUrl, native: request, isReserialised, acceptsLazyResponse: true }
    webResponse = await videos.fetch(webRequest, context)
  } catch (error) {
    webResponse = errorResponse(toPublicError(error))
  }
  await sendResponse(webResponse, response, videos.readerIdleTimeoutMs ?? defaultReaderIdleTimeoutMs)
}
