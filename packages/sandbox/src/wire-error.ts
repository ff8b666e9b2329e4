/** The body of an error as OpenAI writes it. */
export interface WireErrorBody {
  error: { message: string; type: string; param: string | null; code: string | null }
}

/** An error response of the Videos API. */
export class WireError extends Error {
  override readonly name = 'WireError'
  readonly type: string
  readonly param: string | null
  readonly code: string | null
  readonly headers: Record<string, string>

  constructor(
    readonly status: number,
    message: string,
    about: { code?: string; param?: string; type?: string; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.type = about.type ?? (status >= 500 ? 'server_error' : 'invalid_request_error')
    this.param = about.param ?? null
    this.code = about.code ?? null
    this.headers = about.headers ?? {}
  }

  body(): WireErrorBody {
    return { error: { message: this.message, type: this.type, param: this.param, code: this.code } }
  }
}

const listed = (values: readonly string[]) =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(values.map((value) => `'${value}'`))

/** Error for a value that is not allowed. */
export const notAllowed = (param: string, value: string, allowed: readonly string[]) =>
  new WireError(400, `Invalid value: '${value.slice(0, 100)}'. Supported values are: ${listed(allowed)}.`, {
    code: 'invalid_value',
    param,
  })

/** Error for a value of the wrong type; the message names both types. */
export const wrongType = (param: string, expected: string, value: unknown) =>
  new WireError(400, `Invalid type for '${param}': expected ${expected}, but got ${kindOf(value)} instead.`, {
    code: 'invalid_type',
    param,
  })

/** Error for a missing parameter. */
export const missing = (param: string) =>
  new WireError(400, `Missing required parameter: '${param}'.`, { code: 'missing_required_parameter', param })

/** Error for an unknown id. */
export const notFound = (id: string) =>
  new WireError(404, `Video with id '${id.slice(0, 100)}' not found.`, { code: 'not_found', param: 'video_id' })

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'an integer' : 'a number'
  if (value instanceof Blob) return 'a file'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
