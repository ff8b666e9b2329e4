import { toNextRoute } from '@dailies/server/next'
import { videos } from '../../../lib/videos'

export const { GET, HEAD, POST, DELETE, OPTIONS } = toNextRoute({
  fetch: async (request) => (await videos()).fetch(request),
})
