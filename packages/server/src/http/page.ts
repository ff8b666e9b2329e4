import { VideoError } from '@dailies/core'
import type { ListVideos } from '@dailies/core'

/**
 * Reads the pagination parameters of a list request.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`
 */
export function readPage(query: URLSearchParams): Required<Pick<ListVideos, 'limit' | 'order'>> & ListVideos {
  const limit = query.get('limit') ?? '20'
  if (!/^\d{1,3}$/.test(limit) || Number(limit) > 100) {
    throw new VideoError('limit must be a whole number from 0 to 100.', { code: 'invalid_request', param: 'limit' })
  }
  const order = query.get('order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') {
    throw new VideoError('order must be asc or desc.', { code: 'invalid_request', param: 'order' })
  }
  const after = query.get('after')
  return { limit: Number(limit), order, ...(after && { after }) }
}
