import { toNode } from '@dailies/server/node'
import type { NextApiHandler } from 'next'
import { videos } from '../../../../lib/videos'

// Files only: an App Router route loses their Content-Length (decision 013).
const content: NextApiHandler = (request, response) => toNode(videos())(request, response)

export default content
export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } }
