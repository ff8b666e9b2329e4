import { WireError } from '../wire-error'
import type { Dialect } from './dialect'
import { jsonOnly } from './json-only'
import { openai } from './openai'
import type { DialectQuirks } from './dialect-quirk'

/** NVIDIA Dynamo: https://github.com/ai-dynamo/dynamo. Synchronous: the response to a create has the video, and there is nothing to retrieve later. */
export const dynamo = (quirks: DialectQuirks) =>
  ({
    ...openai,
    name: 'dynamo',
    asksToWait: false,
    operations: ['create'],
    submission: {
      ...jsonOnly(() => new WireError(415, "Expected request with 'Content-Type: application/json'")),
      required: ['model'],
      ignored: ['response_format'],
      seconds: 'number',
      synchronous: true,
    },
    video(view) {
      const { id, object, model, status, progress, created_at: created, error } = openai.video(view)
      const file = quirks.has('inline') ? { b64_json: view.inline() } : { url: view.link }
      return {
        id,
        object,
        model,
        status,
        progress,
        created,
        data: status === 'completed' ? [file] : [],
        error: error?.message ?? null,
      }
    },
    error: (error) => ({ error: error.message }),
  }) as const satisfies Dialect
