/** Every code of ours: the HTTP status it travels with, and whether the same call may succeed later. */
export const videoErrorCodes = {
  invalid_request: { status: 400, retryable: false },
  unauthorized: { status: 401, retryable: false },
  forbidden: { status: 403, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  not_ready: { status: 409, retryable: true },
  idempotency_conflict: { status: 409, retryable: false },
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
  /** No answer arrived: offline, refused, cut or blocked. */
  network: { status: 0, retryable: true },
  /** The answer was not of the Videos API. */
  unreadable_answer: { status: 0, retryable: false },
  /** The time given to watch a job ran out. */
  deadline_exceeded: { status: 0, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>

/** A code of ours. An upstream's own code (such as `moderation_blocked`) may stand in its place, hence `VideoError.code` is a string. */
export type VideoErrorCode = keyof typeof videoErrorCodes

/** The parts of a VideoError beside its message. */
export interface VideoErrorInit {
  /** One of ours, or an upstream's own. */
  code: VideoErrorCode | (string & {})
  /** HTTP status; 0 where no answer arrived. @default that of the code, else 500 */
  status?: number | undefined
  /** The parameter that is to blame. */
  param?: string | null | undefined
  /** Wait before another try, in seconds. */
  retryAfter?: number | undefined
  /** The error beneath, for logs. */
  cause?: unknown
}

// `instanceof` fails across two copies of this package (ESM beside CJS), a registered symbol does not.
const brand = Symbol.for('dailies.error')

/** A call that did not work. Its message says what, why and how to mend it. */
export class VideoError extends Error {
  /** Always `VideoError`; `isVideoError` is the test that holds across two copies of this package. */
  override readonly name = 'VideoError'
  /** One of `videoErrorCodes`, or an upstream's own word such as `moderation_blocked`. */
  readonly code: VideoErrorCode | (string & {})
  /** HTTP status; 0 where no answer arrived. */
  readonly status: number
  /** The parameter that is to blame, or null. */
  readonly param: string | null
  /** Wait before another try, in seconds; undefined where nobody said. */
  readonly retryAfter: number | undefined
  /** The same call may succeed later. */
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

/** Whether this is a VideoError, also one of another copy of this package. */
export const isVideoError = (error: unknown): error is VideoError =>
  typeof error === 'object' && error !== null && brand in error

/** The body of an error on the wire, in OpenAI's shape. */
export interface ErrorBody {
  /** What went wrong. */
  error: {
    /** A sentence for people. */
    message: string
    /** A class of errors, such as `invalid_request_error`. */
    type: string
    /** One of `videoErrorCodes`, or an upstream's own. */
    code: string
    /** The parameter that is to blame. */
    param: string | null
  }
}

/** The error itself where it is a VideoError, also one of another copy of this package; else what it was, as one of code `network`. */
export const toVideoError = (cause: unknown): VideoError =>
  isVideoError(cause)
    ? cause
    : new VideoError(cause instanceof Error ? cause.message : String(cause), { code: 'network', cause })

/** An answer that no repetition changes: not allowed, not there, not valid. */
export const endsWatching = ({ status, retryable }: VideoError): boolean =>
  !retryable && status >= 400 && status < 500 && status !== 408 && status !== 425
