import { WireError } from '../wire-error'

/** An error with the body that fal writes, which has several shapes. */
class FalError extends WireError {
  constructor(
    status: number,
    readonly json: Readonly<Record<string, unknown>>,
    about: { message?: string; code?: string; headers?: Record<string, string> } = {},
  ) {
    super(status, about.message ?? JSON.stringify(json), about)
  }
}

/**
 * Types of the errors of fal's platform by HTTP status.
 * https://fal.ai/docs/documentation/model-apis/request-errors, read in November 2026.
 */
const requestErrors: Readonly<Record<number, string>> = {
  400: 'bad_request',
  500: 'internal_error',
  502: 'runner_incomplete_response',
  503: 'runner_connection_error',
  504: 'request_timeout',
}

/** An error as fal writes it. */
export function falErrorResponse(error: WireError): Response {
  const { status, message, headers } = error
  if (error instanceof FalError) return Response.json(error.json, { status, headers })
  const type = requestErrors[status]
  return type === undefined
    ? Response.json({ detail: message }, { status, headers })
    : falErrorResponse(requestError(status, type, message, headers))
}

/** An error of the platform: a text, and a type that is in a header too. */
export const requestError = (status: number, type: string, detail: string, headers: Record<string, string> = {}) =>
  new FalError(
    status,
    { detail, error_type: type },
    { message: detail, code: type, headers: { ...headers, 'x-fal-error-type': type } },
  )

/**
 * An error of the model: a list of objects with a type.
 * https://fal.ai/docs/documentation/model-apis/errors, read in November 2026.
 * @param field undefined if it is about the whole body
 */
export const modelError = (status: number, type: string, msg: string, { field, input }: ErrorPlace = {}) =>
  new FalError(
    status,
    {
      detail: [
        {
          loc: field === undefined ? ['body'] : ['body', field],
          msg,
          type,
          url: `https://docs.fal.ai/errors#${type}`,
          ...(input === undefined ? {} : { input }),
        },
      ],
    },
    { message: msg, code: type },
  )

/** Where an error of a model is. */
export interface ErrorPlace {
  field?: string
  input?: unknown
}

/** The result before it exists; `@ai-sdk/fal` 3.0.41 and LiteLLM recognize the text. */
export const stillInProgress = () => new FalError(400, { detail: 'Request is still in progress' })

/** https://fal.ai/docs/inference-api/queue/cancel, read in November 2026; the routes beside it answer the same. */
export const requestNotFound = () => new FalError(404, { status: 'NOT_FOUND' })

export const alreadyCompleted = () => new FalError(400, { status: 'ALREADY_COMPLETED' })

/** A wrong key, as observed in 2025 and 2026. */
export const keyUnknown = () => new FalError(401, { detail: 'No user found for Key ID and Secret' })

/** No key, or not in the form `Authorization: Key …`. fal itself serves public models without one; the sandbox never does. */
export const keyMissing = () => new FalError(401, { detail: 'Send a key, as Authorization: Key YOUR_KEY.' })
