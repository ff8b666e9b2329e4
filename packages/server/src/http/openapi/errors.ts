import { videoErrorCodes } from '@dailies/core'
import type { ErrorBody, VideoErrorCode } from '@dailies/core'
import { typeOfStatus } from '../error-response'
import { fileHeaders, headers, sharedHeaders } from './headers'
import { nullable, objectOf, ref, text } from './schemas/schema'
import type { Schema } from './schemas/schema'

/** Of our codes those that a server answers with; the others are a client's own. */
type ServerCode = Exclude<
  VideoErrorCode,
  'network' | 'unreadable_response' | 'deadline_exceeded' | 'method_not_allowed'
>

/** An error of an operation: one of our codes, or a case of it with a status of its own. */
export type ErrorName = ServerCode | 'internal_error' | 'slow_body' | 'provider_code'

interface DescribedError {
  meaning: string
  status: number
  code: string
}

const own = (code: ServerCode, meaning: string): DescribedError => ({
  meaning,
  code,
  status: videoErrorCodes[code].status,
})

const errors: Record<ErrorName, DescribedError> = {
  invalid_request: own('invalid_request', 'A parameter is invalid; `param` names it.'),
  provider_code: { meaning: "The provider's own code for what it rejects.", code: 'moderation_blocked', status: 400 },
  unauthorized: own('unauthorized', 'The request is not authenticated.'),
  insufficient_credits: own('insufficient_credits', 'There are not enough credits.'),
  forbidden: own('forbidden', 'The request is not allowed here.'),
  not_found: own('not_found', 'There is no such object.'),
  slow_body: { meaning: 'The body arrived too slowly.', code: 'invalid_request', status: 408 },
  not_ready: own('not_ready', 'The video is not ready for this yet.'),
  idempotency_conflict: own('idempotency_conflict', 'The idempotency key was used for another request.'),
  account_deleted: own('account_deleted', 'The account is being deleted.'),
  expired: own('expired', 'The file is not available any more.'),
  too_large: own('too_large', 'The body, or a file in it, is too large.'),
  range_not_satisfiable: own('range_not_satisfiable', 'The range begins after the end of the file.'),
  rate_limited: own('rate_limited', 'There are too many requests at once.'),
  limit_reached: own('limit_reached', 'A limit is reached; `param` names it.'),
  internal_error: { meaning: 'An unexpected error of this server.', code: 'internal_error', status: 500 },
  misconfigured: own('misconfigured', 'The operator must correct a setting.'),
  unsupported: own('unsupported', 'The provider cannot do this.'),
  upstream_rejected: own('upstream_rejected', 'The provider rejects this server.'),
  upstream_failed: own('upstream_failed', 'The provider failed.'),
  overloaded: own('overloaded', 'This server cannot serve the request at present.'),
  upstream_timeout: own('upstream_timeout', 'The provider did not answer in time.'),
}

export const errorSchemas = {
  Error: objectOf<ErrorBody>(
    {
      error: objectOf<ErrorBody['error']>(
        {
          message: text('What failed, why, and how to fix it.'),
          type: text('A category, such as `invalid_request_error`.'),
          code: text('One of the codes that are listed for the response.'),
          param: nullable(text('The invalid parameter.')),
        },
        {},
      ),
    },
    {},
  ),
} satisfies Record<string, Schema>

/** The errors of an operation by their status. */
function byStatus(names: readonly ErrorName[]): [status: string, names: ErrorName[]][] {
  const known = Object.keys(errors) as ErrorName[]
  const groups = new Map<string, ErrorName[]>()
  for (const name of known.filter((each) => names.includes(each))) {
    const status = String(errors[name].status)
    groups.set(status, [...(groups.get(status) ?? []), name])
  }
  return [...groups]
}

/** One response per set of errors, which many operations share. */
const nameOf = (names: readonly ErrorName[]): string => names.join('.')

/** The error responses of an operation, as references; any other status is one of the app's own code. */
export const errorResponses = (names: readonly ErrorName[]): Record<string, Schema> => ({
  ...Object.fromEntries(
    byStatus(names).map(([status, group]) => [status, { $ref: `#/components/responses/${nameOf(group)}` }]),
  ),
  default: { $ref: '#/components/responses/other' },
})

/** What the references of these operations point to. */
export function errorComponents(operations: readonly (readonly ErrorName[])[], common: Schema) {
  const groups = new Map(operations.flatMap(byStatus).map(([, group]): [string, ErrorName[]] => [nameOf(group), group]))
  const used = new Set([...groups.values()].flat())
  const responses = [...groups].map(([name, group]) => [name, errorResponse(group, common)])
  const examples = [...used].map((name) => [name, { summary: errors[name].meaning, value: exampleOf(errors[name]) }])
  const other = {
    description: 'Any other error, which code of the app around the server has thrown, such as `authorize`.',
    headers: { ...common, ...headers('Cache-Control', 'X-Content-Type-Options', 'Retry-After') },
    content: { 'application/json': { schema: ref('Error') } },
  }
  return { responses: { ...Object.fromEntries(responses), other }, examples: Object.fromEntries(examples) }
}

function errorResponse(group: readonly ErrorName[], common: Schema): Schema {
  const has = (...names: ErrorName[]): boolean => names.some((name) => group.includes(name))
  const isRetryable =
    group.some((name) => errors[name].status === 429 || errors[name].status >= 500) || has('not_ready')
  return {
    description: group.map((name) => errors[name].meaning).join(' '),
    headers: {
      ...common,
      ...headers('Cache-Control', 'X-Content-Type-Options'),
      ...(isRetryable && headers('Retry-After')),
      ...(has('unauthorized') && headers('WWW-Authenticate')),
      ...(has('range_not_satisfiable') && headers('Content-Range', ...fileHeaders, ...sharedHeaders)),
    },
    content: {
      'application/json': {
        schema: ref('Error'),
        examples: Object.fromEntries(group.map((name) => [name, { $ref: `#/components/examples/${name}` }])),
      },
    },
  }
}

const exampleOf = ({ meaning, code, status }: DescribedError): ErrorBody => ({
  error: { message: meaning, type: typeOfStatus(status), code, param: null },
})
