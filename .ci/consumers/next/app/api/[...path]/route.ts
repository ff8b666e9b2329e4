import { toNextRoute } from '@dailies/server/next'
import { videos } from '../../../videos'
export const { GET, HEAD, POST, DELETE, OPTIONS } = toNextRoute(videos)
