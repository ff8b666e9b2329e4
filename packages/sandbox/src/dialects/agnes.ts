import { WireError } from '../wire-error'
import type { Dialect } from './dialect'
import { jsonOnly } from './json-only'
import { openai } from './openai'

/** Agnes. It is unknown whether it can list and delete, so this dialect does neither. */
export const agnes = {
  ...openai,
  name: 'agnes',
  asksToWait: false,
  operations: ['create', 'retrieve', 'content'],
  submission: jsonOnly(
    () => new WireError(415, 'Content-Type must be application/json.', { code: 'unsupported_content_type' }),
  ),
  content: { ...openai.content, variants: 'video' },
} as const satisfies Dialect
