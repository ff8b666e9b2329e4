import { WireError } from '../wire-error'
import type { Dialect } from './dialect'
import { jsonOnly } from './json-only'
import { openai } from './openai'

/** Agnes. Whether it lists and deletes is not known, so this one does neither. */
export const agnes = {
  ...openai,
  name: 'agnes',
  asksToWait: false,
  verbs: ['create', 'retrieve', 'content'],
  submission: jsonOnly(
    () => new WireError(415, 'Content-Type must be application/json.', { code: 'unsupported_content_type' }),
  ),
  content: { ...openai.content, variants: 'video' },
} as const satisfies Dialect
