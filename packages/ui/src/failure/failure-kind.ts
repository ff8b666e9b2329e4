/** An error prepared for display: the common shape of a VideoError and of the `error` of a failed video. */
export interface Failure {
  code: string
  message: string
  param?: string | null
}

/** The kinds of failure that have their own message. */
export type FailureKind =
  | 'moderation'
  | 'firstFrame'
  | 'firstFrameSize'
  | 'firstFrameType'
  | 'firstFrameBytes'
  | 'activeJobs'
  | 'spend'
  | 'requests'
  | 'lost'
  | 'expired'
  | 'credits'
  | 'accountDeleted'
  | 'submissionUnknown'
  | 'deadline'
  | 'stopped'
  | 'upstreamRejected'
  | 'upstreamFailed'
  | 'network'
  | 'unsent'
  | 'unauthorized'
  | 'unsupported'
  | 'notFound'
  | 'invalid'
  | 'other'

// A Map instead of an object: a code comes from an upstream and could be `constructor` or another inherited property.
const kinds = /* @__PURE__ */ new Map<string, FailureKind>(
  /* @__PURE__ */ Object.entries({
    moderation_blocked: 'moderation',
    sentinel_block: 'moderation', // OpenAI rejects the prompt before anything is rendered
    content_policy_violation: 'moderation',
    moderated: 'moderation',
    nsfw: 'moderation',
    insufficient_credits: 'credits',
    account_deleted: 'accountDeleted',
    limit_reached: 'activeJobs',
    rate_limited: 'requests',
    lost: 'lost',
    expired: 'expired',
    submission_unknown: 'submissionUnknown',
    deadline_exceeded: 'deadline',
    cancelled: 'stopped',
    canceled: 'stopped',
    deleted: 'stopped',
    upstream_rejected: 'upstreamRejected',
    upstream_failed: 'upstreamFailed',
    upstream_timeout: 'upstreamFailed',
    overloaded: 'upstreamFailed',
    network: 'network',
    unsent: 'unsent', // set by toVideoError: the browser was offline when the request started
    unauthorized: 'unauthorized',
    unsupported: 'unsupported',
    not_found: 'notFound',
    invalid_request: 'invalid',
    invalid_value: 'invalid',
  }),
)

/** Classifies a failure by its error code and by the parameter that caused it. */
export const failureKind = ({ code, param, message }: Failure): FailureKind => {
  const kind = kinds.get(code) ?? 'other'
  if (param === 'input_reference' || param === 'last_frame') return firstFrameFailureKind(code, kind, message)
  if (param?.startsWith('input_references') && kind === 'moderation') return 'firstFrame'
  if (kind === 'activeJobs' && param?.endsWith('_per_day')) return 'spend' // of the caller, or of all callers together
  if (kind === 'activeJobs' && param === 'requests_per_minute') return 'requests'
  return kind
}

/** Whether a video was cancelled, by its owner or at the provider: it has ended, and nothing went wrong. */
export const isCancelled = (video: { error: Failure | null } | undefined): boolean =>
  video?.error !== undefined && video.error !== null && failureKind(video.error) === 'stopped'

/** Whether the request failed because there was no connection to the server. */
export const isConnectionError = ({ code }: Failure): boolean => code === 'network' || code === 'unsent'

const firstFrameFailureKind = (code: string, kind: FailureKind, message: string): FailureKind => {
  if (kind === 'moderation') return 'firstFrame'
  if (code === 'too_large') return 'firstFrameBytes'
  if (kind !== 'invalid') return kind
  // The API has one code for both, so only the message distinguishes a wrong size from a wrong type.
  return /\d+ ?[x×] ?\d+|width|pixel/i.test(message) ? 'firstFrameSize' : 'firstFrameType'
}
