/** What went wrong, in the shape of both a VideoError and the `error` of a failed video. */
export interface Failure {
  code: string
  message: string
  param?: string | null
}

/** The kinds of failure that have words of their own. */
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

// A map, for a code comes from an upstream and may be the name of something every object has.
const kinds = /* @__PURE__ */ new Map<string, FailureKind>(
  /* @__PURE__ */ Object.entries({
    moderation_blocked: 'moderation',
    sentinel_block: 'moderation', // OpenAI's refusal before anything is rendered
    content_policy_violation: 'moderation',
    moderated: 'moderation',
    nsfw: 'moderation',
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
    unsent: 'unsent', // our own: there was no line to send it on
    unauthorized: 'unauthorized',
    unsupported: 'unsupported',
    not_found: 'notFound',
    invalid_request: 'invalid',
    invalid_value: 'invalid',
  }),
)

/** Sorts a failure by its code and the parameter it blames. */
export const failureKind = ({ code, param, message }: Failure): FailureKind => {
  const kind = kinds.get(code) ?? 'other'
  if (param === 'input_reference') return firstFrameFailureKind(code, kind, message)
  if (kind === 'activeJobs' && param === 'spend_per_day') return 'spend'
  if (kind === 'activeJobs' && param === 'requests_per_minute') return 'requests'
  return kind
}

/** Whether it failed for want of a line to the server. */
export const isConnectionError = ({ code }: Failure): boolean => code === 'network' || code === 'unsent'

const firstFrameFailureKind = (code: string, kind: FailureKind, message: string): FailureKind => {
  if (kind === 'moderation') return 'firstFrame'
  if (code === 'too_large') return 'firstFrameBytes'
  if (kind !== 'invalid') return kind
  // The wire has one code for both, so only the sentence tells a wrong size from a wrong type.
  return /\d+ ?[x×] ?\d+|width|pixel/i.test(message) ? 'firstFrameSize' : 'firstFrameType'
}
