/**
 * The mount for Express 4 and 5.
 *
 * @packageDocumentation
 */
import { toNode } from './node'
import type { Mounted, NodeHandler } from './node'

export { keepRawBody } from './node'

/**
 * The server as a middleware of Express 4 or 5; what is not ours goes on to `next()`. It may stand before or after `express.json()`. Call
 * `videos.start()` when the app listens.
 *
 * @example app.use('/api', toExpress(videos))
 */
export const toExpress = (videos: Mounted): NodeHandler => toNode(videos)
