const unixSeconds = { type: 'integer', minimum: 0 }
const nullable = (schema: object) => ({ anyOf: [schema, { type: 'null' }] })

/**
 * The responses of the Videos API as OpenAI specified them, in JSON Schema 2020-12, written from the facts of its reference
 * and of the types of its SDK (6.49). Fields beyond these are allowed, as its clients ignore them.
 */
export const openaiSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://dailies.invalid/openai-videos',
  $defs: {
    Video: {
      type: 'object',
      required: [
        'id',
        'object',
        'model',
        'status',
        'progress',
        'created_at',
        'completed_at',
        'expires_at',
        'prompt',
        'size',
        'seconds',
        'remixed_from_video_id',
        'error',
      ],
      properties: {
        id: { type: 'string', minLength: 1 },
        object: { const: 'video' },
        model: { type: 'string', minLength: 1 },
        status: { enum: ['queued', 'in_progress', 'completed', 'failed'] },
        progress: { type: 'integer', minimum: 0, maximum: 100 },
        created_at: { ...unixSeconds, minimum: 1 },
        completed_at: nullable(unixSeconds),
        expires_at: nullable(unixSeconds),
        prompt: nullable({ type: 'string' }),
        size: { type: 'string', pattern: '^[1-9][0-9]*x[1-9][0-9]*$' },
        seconds: { type: 'string', pattern: '^[1-9][0-9]*$' },
        remixed_from_video_id: nullable({ type: 'string' }),
        error: nullable({ $ref: '#/$defs/VideoError' }),
      },
    },
    VideoError: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' } },
    },
    VideoList: {
      type: 'object',
      required: ['object', 'data', 'first_id', 'last_id', 'has_more'],
      properties: {
        object: { const: 'list' },
        data: { type: 'array', items: { $ref: '#/$defs/Video' } },
        first_id: nullable({ type: 'string' }),
        last_id: nullable({ type: 'string' }),
        has_more: { type: 'boolean' },
      },
    },
    DeletedVideo: {
      type: 'object',
      required: ['id', 'object', 'deleted'],
      properties: { id: { type: 'string' }, object: { const: 'video.deleted' }, deleted: { const: true } },
    },
    Error: {
      type: 'object',
      required: ['error'],
      properties: {
        error: {
          type: 'object',
          required: ['message', 'type', 'param', 'code'],
          properties: {
            message: { type: 'string', minLength: 1 },
            type: { type: 'string', minLength: 1 },
            param: nullable({ type: 'string' }),
            code: nullable({ type: 'string' }),
          },
        },
      },
    },
    Event: {
      type: 'object',
      required: ['id', 'object', 'created_at', 'type', 'data'],
      properties: {
        id: { type: 'string', pattern: '^evt_' },
        object: { const: 'event' },
        created_at: unixSeconds,
        type: { enum: ['video.completed', 'video.failed'] },
        data: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
      },
    },
  },
} as const

/** The objects that the schema describes. */
export type SchemaName = keyof typeof openaiSchema.$defs
