import { WireError } from '../wire-error'
import type { Dialect } from './dialect'
import { jsonOnly } from './json-only'
import { openai } from './openai'

/** The AISIX gateway: https://github.com/api7/aisix */
export const aisix = {
  ...openai,
  name: 'aisix',
  asksToWait: false,
  operations: ['create', 'retrieve', 'content'],
  submission: jsonOnly(
    () =>
      new WireError(400, 'Failed to parse the request body as JSON: expected value at line 1 column 1', {
        code: 'invalid_json',
      }),
  ),
  content: { ...openai.content, delivery: 'redirect' },
  video: (view) => ({ ...openai.video(view), ...(view.occasion === 'create' ? {} : { created_at: 0 }) }),
} as const satisfies Dialect
