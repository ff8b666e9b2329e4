import type { OpenStreams } from './content'
import type { Jobs } from './jobs'
import type { Media } from './media'
import type { Operation } from './routes'
import type { IdempotencyKeys } from './idempotency-keys'
import type { Webhooks } from './webhooks'

/** Counters of what reached the sandbox, for assertions in tests. */
export interface SandboxCounters {
  /** Accepted creates, remixes, edits and extensions. Each would be billed. */
  readonly creates: number
  /** Requests by operation, including rejected ones. */
  readonly requests: Readonly<Record<Operation, number>>
  /** Every received `Idempotency-Key`, in order, including repeats. */
  readonly idempotencyKeys: readonly string[]
  /** Content bodies that were neither read to the end nor cancelled. */
  readonly openStreams: number
  /** Started renders. */
  readonly renders: number
  /** Requests to the media server that sent the API key, which they must not. */
  readonly leakedKeys: number
  /** Sent webhooks, including repeats and failures. */
  readonly deliveries: number
}

/** The modules that count. */
export interface Counted {
  idempotencyKeys: IdempotencyKeys
  requests: Readonly<Record<Operation, number>>
  streams: OpenStreams
  jobs: Jobs
  media: Media
  webhooks: Webhooks | undefined
}

/** Creates a live view of all counters. */
export const createCounters = ({
  idempotencyKeys,
  requests,
  streams,
  jobs,
  media,
  webhooks,
}: Counted): SandboxCounters => ({
  get creates() {
    return idempotencyKeys.accepted
  },
  requests,
  idempotencyKeys: idempotencyKeys.keys,
  get openStreams() {
    return streams.count
  },
  get renders() {
    return jobs.renderCount
  },
  get leakedKeys() {
    return media.leakedKeys
  },
  get deliveries() {
    return webhooks?.deliveries ?? 0
  },
})
