/**
 * The adapter for Express 4 and 5.
 *
 * @packageDocumentation
 */
import { toNode } from './node'
import type { Mounted, NodeHandler } from './node'

export { keepRawBody } from './node'

/**
 * Creates an Express 4 or 5 middleware of a video server; requests for other paths are passed to `next()`. It can be
 * mounted before or after `express.json()`. Call `videos.start()` when the app listens.
 *
 * @example app.use('/api', toExpress(videos))
 */
export const toExpress = (videos: Mounted): NodeHandler => toNode(videos)
