import { VideoError } from '@dailies/core'
import { readFormBody } from './form-body'
import { readJSONBody } from './json-body'
import type { BodyRules } from './read-body'

/** The unvalidated fields of a request body; a file is a Blob. */
export type Fields = Record<string, unknown>

/** Whether the body is a form, by its `Content-Type`. */
export const isMultipart = ({ headers }: Request): boolean =>
  /^\s*multipart\/form-data\s*(?:;|$)/i.test(headers.get('content-type') ?? '')

/** Reads the fields of a JSON or multipart body. @throws VideoError `invalid_request`, `too_large` */
export async function readFields(request: Request, rules: BodyRules): Promise<Fields> {
  if (isMultipart(request)) return readFormBody(request, rules)
  if (/^\s*application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    return readJSONBody(request, rules)
  throw new VideoError(
    'The body must be application/json or multipart/form-data, with a matching Content-Type header.',
    { code: 'invalid_request' },
  )
}
