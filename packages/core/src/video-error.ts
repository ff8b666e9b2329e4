/** Error codes of this package, each with its HTTP status and whether a retry of the same request can succeed. */
export const videoErrorCodes = {
  invalid_request: { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  insufficient_credits: { status: 402, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  not_ready: { status: 409, retryable: true },
  idempotency_conflict: { status: 409, retryable: false },
  account_deleted: { status: 409, retryable: false },
  expired: { status: 410, retryable: false },
  too_large: { status: 413, retryable: false },
  range_not_satisfiable: { status: 416, retryable: false },
  rate_limited: { status: 429, retryable: true },
  limit_reached: { status: 429, retryable: true },
  misconfigured: { status: 500, retryable: false },
  unsupported: { status: 501, retryable: false },
  upstream_rejected: { status: 502, retryable: false },
  upstream_failed: { status: 502, retryable: true },
  overloaded: { status: 503, retryable: true },
  upstream_timeout: { status: 504, retryable: true },
  /** No response: offline, connection refused or reset, or blocked by the browser. */
  network: { status: 0, retryable: true },
  /** The response did not come from the Videos API. */
  unreadable_response: { status: 0, retryable: false },
  /** The job was not settled before the watch timed out. */
  deadline_exceeded: { status: 0, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>

/**
 * An error code of this package. `VideoError.code` is a wider string, because it can also be an upstream's code such as
 * `moderation_blocked`.
 */
export type VideoErrorCode = keyof typeof videoErrorCodes

/** Fields of a new VideoError, except its message. */
export interface VideoErrorInit {
  /** A `VideoErrorCode`, or an upstream's own code. */
  code: VideoErrorCode | (string & {})
  /** HTTP status; 0 if there was no response. @default the status of the code, else 500 */
  status?: number | undefined
  /** Name of the invalid parameter. */
  param?: string | null | undefined
  /** Delay before a retry, in seconds. */
  retryAfter?: number | undefined
  /** The underlying error, for logs. */
  cause?: unknown
}

// `instanceof` fails across two copies of this package (ESM and CJS), a registered symbol does not.
const brand = Symbol.for('dailies.error')

/** Error of a failed request or job. Its message says what failed, why, and how to fix it. */
export class VideoError extends Error {
  /** Always `VideoError`. Use `isVideoError` to detect one; it also works across two copies of this package. */
  override readonly name = 'VideoError'
  /** One of `videoErrorCodes`, or an upstream's own code such as `moderation_blocked`. */
  readonly code: VideoErrorCode | (string & {})
  /** HTTP status; 0 if there was no response. */
  readonly status: number
  /** Name of the invalid parameter, or null. */
  readonly param: string | null
  /** Delay before a retry in seconds (`Retry-After`); undefined if the server sent none. */
  readonly retryAfter: number | undefined
  /** Whether a retry of the same request can succeed. */
  readonly retryable: boolean
  readonly [brand] = true

  constructor(message: string, { code, status, param, retryAfter, cause }: VideoErrorInit) {
    super(message, cause === undefined ? undefined : { cause })
    const known = Object.hasOwn(videoErrorCodes, code) ? videoErrorCodes[code as VideoErrorCode] : undefined
    this.code = code
    this.status = status ?? known?.status ?? 500
    this.param = param ?? null
    this.retryAfter = retryAfter
    this.retryable = known?.retryable ?? (this.status === 429 || this.status >= 500)
  }
}

/** Type guard for `VideoError`; also detects errors of another copy of this package (ESM and CJS). */
export const isVideoError = (error: unknown): error is VideoError =>
  typeof error === 'object' && error !== null && brand in error

/** JSON body of an error response, in OpenAI's format. */
export interface ErrorBody {
  /** The error. */
  error: {
    /** Human-readable message. */
    message: string
    /** Error category, such as `invalid_request_error`. */
    type: string
    /** One of `videoErrorCodes`, or an upstream's own code. */
    code: string
    /** Name of the invalid parameter. */
    param: string | null
  }
}

/**
 * Converts any error to a VideoError: returns a VideoError (of any copy of this package) unchanged, and wraps other
 * errors with code `network`.
 */
export const toVideoError = (cause: unknown): VideoError =>
  isVideoError(cause)
    ? cause
    : new VideoError(cause instanceof Error ? cause.message : String(cause), { code: 'network', cause })

/** Whether an error response is permanent (unauthorized, not found, invalid), so that no retry can succeed. */
export const isPermanentError = ({ status, retryable }: VideoError): boolean =>
  !retryable && status >= 400 && status < 500 && status !== 408 && status !== 425
