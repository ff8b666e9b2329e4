import type { OpenStreams } from './content'
import type { Jobs } from './jobs'
import type { Media } from './media'
import type { Verb } from './routes'
import type { IdempotencyKeys } from './idempotency-keys'
import type { Webhooks } from './webhooks'

/** What a test may want to know of what reached the sandbox. */
export interface SandboxCounters {
  /** Accepted submissions: creates, remixes, edits and extensions. Each would be billed. */
  readonly creates: number
  /** Requests by verb, refused ones too. */
  readonly requests: Readonly<Record<Verb, number>>
  /** Every `Idempotency-Key` of a submission, in order, repeats too. */
  readonly idempotencyKeys: readonly string[]
  /** Content bodies handed out that were neither read to their end nor given up. */
  readonly openStreams: number
  /** Films begun. */
  readonly renders: number
  /** Requests to the media server that brought the key along. */
  readonly leakedKeys: number
  /** Webhooks sent, repeats and failures too. */
  readonly deliveries: number
}

/** What is counted, where it is counted. */
export interface Counted {
  submissions: IdempotencyKeys
  requests: Readonly<Record<Verb, number>>
  streams: OpenStreams
  jobs: Jobs
  media: Media
  webhooks: Webhooks | undefined
}

/** A live view of everything that is counted. */
export const createCounters = ({
  submissions,
  requests,
  streams,
  jobs,
  media,
  webhooks,
}: Counted): SandboxCounters => ({
  get creates() {
    return submissions.accepted
  },
  requests,
  idempotencyKeys: submissions.keys,
  get openStreams() {
    return streams.count
  },
  get renders() {
    return jobs.renders
  },
  get leakedKeys() {
    return media.leakedKeys
  },
  get deliveries() {
    return webhooks?.deliveries ?? 0
  },
})
