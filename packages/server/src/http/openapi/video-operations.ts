import { body, bodyErrors, inQuery, json, ownerErrors, upstreamErrors, writeErrors } from './operation'
import type { Operations } from './operation'
import { ref } from './schemas/schema'

const string = { type: 'string' }

const listParameters = [
  inQuery('limit', 'Page size.', { type: 'integer', minimum: 0, maximum: 100, default: 20 }),
  inQuery('order', 'Order by creation.', { type: 'string', enum: ['asc', 'desc'], default: 'desc' }),
  inQuery('after', 'Cursor: the `last_id` of the previous page.', string),
  inQuery('query', 'Search terms, each of which the prompt or the title must contain.', { ...string, maxLength: 512 }),
  inQuery(
    'status',
    'Statuses of which one must match, separated by commas.',
    { type: 'array', items: { type: 'string', enum: ['queued', 'in_progress', 'completed', 'failed'] } },
    { style: 'form', explode: false },
  ),
  inQuery('model', 'Id of the model.', { ...string, maxLength: 200 }),
  inQuery('metadata', 'Pairs that the metadata must all have, as `metadata[key]=value`.', ref('Metadata'), {
    style: 'deepObject',
    explode: true,
  }),
]

export const videoOperations: Operations<'list' | 'retrieve' | 'update' | 'cancel' | 'delete'> = {
  list: () => ({
    tag: 'Videos',
    summary: 'List videos',
    description:
      'A search reads at most 10,000 videos for one page: a page may then have fewer videos than `limit` and still `has_more`.',
    parameters: listParameters,
    responses: { '200': json('VideoList', 'A page of the videos of the caller.') },
    errors: [...ownerErrors, 'invalid_request', 'not_found'],
  }),
  retrieve: () => ({
    tag: 'Videos',
    summary: 'Retrieve a video',
    responses: { '200': json('Video', 'The video in its current state.') },
    errors: [...ownerErrors, 'not_found'],
  }),
  update: () => ({
    tag: 'Videos',
    summary: 'Change the metadata of a video',
    requestBody: body('UpdateVideo', { schema: 'UpdateVideo', objects: ['metadata'] }),
    responses: { '200': json('Video', 'The changed video.') },
    errors: [...writeErrors, ...bodyErrors, 'not_found'],
  }),
  cancel: () => ({
    tag: 'Videos',
    summary: 'Cancel a running job',
    description:
      'The video fails with the code `cancelled` once the provider confirms it. One that has ended is returned as it is.',
    responses: { '200': json('Video', 'The video.') },
    errors: [...writeErrors, ...upstreamErrors, 'not_found', 'not_ready', 'rate_limited'],
  }),
  delete: () => ({
    tag: 'Videos',
    summary: 'Delete a video and its files',
    responses: { '200': json('DeletedVideo', 'The video is deleted.') },
    errors: [...writeErrors, 'not_found'],
  }),
}
