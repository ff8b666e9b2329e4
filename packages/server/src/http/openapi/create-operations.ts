import { body, bodyErrors, inHeader, json, upstreamErrors, writeErrors } from './operation'
import type { Operation, Operations } from './operation'
import type { Features } from './features'

const idempotencyKey = inHeader(
  'Idempotency-Key',
  'A repeated request with the same key and the same fields returns the same video.',
  { type: 'string', maxLength: 255 },
)

interface Creation {
  summary: string
  schema: string
  /** The fields of its form that are objects. */
  objects: readonly string[]
  limit: string
}

function creation({ credits }: Features, { summary, schema, objects, limit }: Creation): Operation {
  return {
    tag: 'Videos',
    summary,
    description: `Returns as soon as the job is accepted. ${limit} A field that is not listed is an error.`,
    parameters: [idempotencyKey],
    requestBody: body(schema, { schema: `${schema}Form`, objects }),
    responses: { '200': json('Video', 'The new video, or that of the same idempotency key.') },
    errors: [
      ...writeErrors,
      ...bodyErrors,
      ...upstreamErrors,
      'not_found',
      'not_ready',
      'idempotency_conflict',
      'account_deleted',
      'expired',
      'limit_reached',
      ...(credits ? (['insufficient_credits'] as const) : []),
    ],
  }
}

const files = ({ maxReferenceImageBytes }: Features): string =>
  `All frames and references together have up to ${maxReferenceImageBytes} bytes.`
const upload = ({ maxUploadedVideoBytes }: Features): string =>
  maxUploadedVideoBytes === undefined
    ? 'Uploaded videos are not accepted.'
    : `An uploaded video has up to ${maxUploadedVideoBytes} bytes.`

export const createOperations: Operations<'create' | 'remix' | 'edit' | 'extend'> = {
  create: (features) =>
    creation(features, {
      summary: 'Create a video',
      schema: 'CreateVideo',
      objects: ['metadata', 'parameters', 'input_reference', 'last_frame'],
      limit: files(features),
    }),
  remix: (features) =>
    features.remix
      ? creation(features, {
          summary: 'Create a changed copy of a completed video',
          schema: 'RemixVideo',
          objects: ['metadata'],
          limit: '',
        })
      : undefined,
  edit: (features) =>
    features.edit
      ? creation(features, {
          summary: 'Create an edit of a video',
          schema: 'EditVideo',
          objects: ['metadata', 'video'],
          limit: upload(features),
        })
      : undefined,
  extend: (features) =>
    features.extend
      ? creation(features, {
          summary: 'Create a longer version of a video',
          schema: 'ExtendVideo',
          objects: ['metadata', 'video'],
          limit: upload(features),
        })
      : undefined,
}
