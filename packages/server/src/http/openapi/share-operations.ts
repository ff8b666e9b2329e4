import { sharedHeaders } from './headers'
import { body, bodyErrors, json, ownerErrors, writeErrors } from './operation'
import type { Describe, Operations } from './operation'

/** Only with the option `sharing`. */
const ifSharing =
  (describe: Describe): Describe =>
  (features, path) =>
    features.sharing ? describe(features, path) : undefined

export const shareOperations: Operations<'share' | 'listShares' | 'deleteShare' | 'shared'> = {
  share: ifSharing(() => ({
    tag: 'Shares',
    summary: 'Create a link that shows a completed video',
    description: 'A video has up to 50 shares.',
    requestBody: body('ShareVideo'),
    responses: { '200': json('NewShare', 'The share, with the token that opens it.') },
    errors: [...writeErrors, ...bodyErrors, 'not_found', 'not_ready', 'limit_reached'],
  })),
  listShares: ifSharing(() => ({
    tag: 'Shares',
    summary: 'List the shares of a video',
    responses: { '200': json('ShareList', 'The shares that have not expired, the oldest first.') },
    errors: [...ownerErrors, 'not_found'],
  })),
  deleteShare: ifSharing(() => ({
    tag: 'Shares',
    summary: 'Delete a share, which ends at once',
    responses: { '200': json('DeletedShare', 'The share is deleted.') },
    errors: [...writeErrors, 'not_found'],
  })),
  shared: ifSharing(() => ({
    tag: 'Shares',
    summary: 'Describe a shared video',
    description: 'The token is all that it needs.',
    responses: { '200': json('SharedVideo', 'What the share shows.', ...sharedHeaders) },
    errors: ['not_found', 'internal_error', 'misconfigured', 'overloaded'],
  })),
}
