import { WireError } from '../wire-error'

/**
 * Status names of `google.rpc.Code` by HTTP status.
 * https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto, read in November 2026.
 */
const statusNames: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

const invalidKey = 'API_KEY_INVALID'

/** An error as Google's APIs write it: https://google.aip.dev/193, read in November 2026. */
export function geminiErrorResponse({ status, message, code, headers }: WireError): Response {
  const details = code === invalidKey ? { details: [errorInfo(code)] } : {}
  const error = { code: status, message, status: statusNames[status] ?? 'UNKNOWN', ...details }
  return Response.json({ error }, { status, headers })
}

const errorInfo = (reason: string) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata: { service: 'generativelanguage.googleapis.com' },
})

/** A request without a key; observed in 2025 and 2026: https://github.com/PublicAffairs/openai-gemini/issues/92 */
export const keyMissing = () =>
  new WireError(
    403,
    "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or other form of API consumer identity to call this API.",
  )

/** A wrong key is 400, not 401; observed in 2026: https://github.com/can1357/oh-my-pi/issues/449 */
export const keyInvalid = () =>
  new WireError(400, 'API key not valid. Please pass a valid API key.', { code: invalidKey })

/** An unknown model, with the sentence that every method of a model answers. */
export const modelNotFound = (model: string) =>
  new WireError(
    404,
    `models/${model.slice(0, 100)} is not found for API version v1beta, or is not supported for predictLongRunning. Call ListModels to see the list of available models and their supported methods.`,
  )

/**
 * A field that the model does not take. Observed for `generateAudio` with Veo 3.1 (August 2026), `resolution` with Veo 2,
 * `numberOfVideos` (July 2026), and for `encoding`, `imageBytes` and `data` inside of images and videos.
 */
export const notSupported = (field: string) =>
  new WireError(
    400,
    `\`${field.slice(0, 100)}\` isn't supported by this model. Please remove it or refer to the Gemini API documentation for supported usage.`,
  )

/** A length that the model does not offer: https://github.com/hirokidaichi/ergon/issues/11 (January 2026, for 5 seconds). */
export const durationOutOfBound = (shortest: number, longest: number) =>
  new WireError(
    400,
    `The number value for \`durationSeconds\` is out of bound. Please provide a value between ${shortest} and ${longest}, inclusive.`,
  )

/** Any other bad request; the text is the sandbox's own. */
export const invalidArgument = (message: string) => new WireError(400, message)
