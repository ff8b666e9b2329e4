import { toNode } from '@dailies/server/node'
import type { NextApiHandler } from 'next'
import { videos } from '../../../../lib/videos'

/** The files. Not in a route of `app`, which would send them without their length. */
const content: NextApiHandler = async (request, response) => toNode(await videos())(request, response)

export default content
export const config = { api: { bodyParser: false, externalResolver: true, responseLimit: false } }
