import { VideoError } from '@dailies/core'
import type { ServerContext } from '../server-context'
import type { Limits } from '../store/limits'
import type { ResolvedRequest } from './resolve-request'

/** Where spending is limited, only a known price can be checked. @throws VideoError `invalid_request` */
export function requirePrice(
  { totalLimits }: Pick<ServerContext, 'totalLimits'>,
  limits: Limits,
  { price, uploadedVideo, model, size }: ResolvedRequest,
): void {
  if ((limits.spendPerDay ?? totalLimits.spendPerDay) === undefined || price !== undefined) return
  const what = uploadedVideo ? 'an edit or extension of this video' : `model "${model}"`
  throw new VideoError(
    `Spending is limited here, and ${what} has no price at ${size || 'this size'}. Select another model or size, or ask the operator to set a price.`,
    { code: 'invalid_request', param: 'model' },
  )
}
