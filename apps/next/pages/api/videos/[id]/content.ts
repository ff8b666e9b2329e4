import { toNode } from '@dailies/server/node'
import type { NextApiHandler } from 'next'
import { videos } from '../../../../lib/videos'

// The bytes of films alone go this way: a route of the App Router loses their Content-Length.
const content: NextApiHandler = (request, response) => toNode(videos())(request, response)

export default content
export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } }
