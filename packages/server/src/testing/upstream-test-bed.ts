import { inspect } from 'node:util'
import type { CreateVideo, VideoUpdate } from '@dailies/core'
import { isVideoError } from '@dailies/core'
import { expect } from 'vitest'
import { boundCalls } from '../net/bound-calls'
import type { Json, Upstream } from '../upstream/upstream'

/** How a fake provider can misbehave; each for the next request that it concerns. */
export type UpstreamFault =
  /** It rejects a create because of its fields. */
  | 'create_rejected'
  /** It creates the job, and its response is lost. */
  | 'create_lost'
  /** It creates the job, and its response is not readable. */
  | 'create_unreadable'
  /** It never responds to a create. */
  | 'create_hangs'
  /** It responds to a poll with 503. */
  | 'poll_unavailable'
  /** It responds to a poll that the job failed, although the job runs on. */
  | 'false_failure'
  /** It never responds to a poll. */
  | 'poll_hangs'
  /** It never responds to the request for a file. */
  | 'file_hangs'
  /** The file is deleted. */
  | 'file_expired'
  /** It ignores the range of a request for a file. */
  | 'range_ignored'

/** An upstream, and the fake provider behind it, which the suite controls. */
export interface UpstreamTestBed {
  /** The upstream under test. */
  upstream: Upstream
  /** The clock of the fake provider, in Unix milliseconds. */
  now(): number
  /** Advances that clock. A job ends within a minute. */
  advance(ms: number): Promise<void>
  /** A request that the provider accepts. */
  request: CreateVideo
  /** A prompt whose job the provider ends because of its content; undefined if the fake cannot do that. */
  moderatedPrompt: string | undefined
  /** A ref of the right form for a job that the provider does not know. */
  unknownRef: Json
  /** How many jobs the provider has created. */
  jobs(): number
  /** Injects a fault once; undefined if the API has no such fault, or the fake cannot imitate it. */
  faults: Record<UpstreamFault, (() => void) | undefined>
  /** From now on every file is at this URL; undefined if responses name no URL. */
  linkTo: ((url: string) => void) | undefined
  /** From now on the URL of every file carries the key; undefined if responses name no URL. */
  linkWithKey: (() => void) | undefined
  /** The key, and what else must never leave the upstream. */
  secrets: readonly string[]
}

/** A test bed whose upstream is checked for secrets in everything that it returns and throws. */
export interface CheckedTestBed extends UpstreamTestBed {
  /** @throws if anything that the upstream returned or threw so far contains a secret */
  expectNoSecrets(): void
  create(request?: Partial<CreateVideo>): Promise<{ ref: Json; update: VideoUpdate }>
  /** Polls a job until it ends. Returns every update, the first one included. */
  finish(ref: Json): Promise<VideoUpdate[]>
}

/** How often a job is polled in a minute. */
const pollEveryMs = 2_000

/** Opens a test bed and watches what leaves its upstream. */
export async function openChecked(open: () => Promise<UpstreamTestBed>): Promise<CheckedTestBed> {
  const bed = await open()
  const seen: string[] = []
  const record = (value: unknown): void => void seen.push(inspect(value, { depth: 12, showHidden: true }))
  const upstream = boundCalls(bed.upstream, (_name, call, args) => {
    try {
      const result = call(...args)
      if (result instanceof Promise) result.then(record, record)
      else record(result)
      return result
    } catch (error) {
      record(error)
      throw error
    }
  })
  let keys = 0
  return {
    ...bed,
    upstream,
    expectNoSecrets() {
      for (const secret of bed.secrets) expect(seen.filter((text) => text.includes(secret))).toEqual([])
    },
    async create(request = {}) {
      keys += 1
      const { ref, update } = await upstream.create({ ...bed.request, ...request }, { idempotencyKey: `row-${keys}` })
      // Refs are stored as JSON.
      return { ref: JSON.parse(JSON.stringify(ref)) as Json, update }
    },
    async finish(ref) {
      const updates: VideoUpdate[] = []
      for (let passed = 0; passed <= 60_000; passed += pollEveryMs) {
        const { update } = await upstream.retrieve(ref)
        updates.push(update)
        if (update.status === 'completed' || update.status === 'failed') return updates
        await bed.advance(pollEveryMs)
      }
      throw new Error(`The job has not ended after a minute: ${JSON.stringify(updates.at(-1))}`)
    },
  }
}

/** The error that a promise rejects with, which must be a VideoError. */
export async function errorOf(promise: Promise<unknown> | undefined) {
  const error: unknown = await promise?.then(
    (value) => new Error(`It resolved with ${inspect(value)}.`),
    (reason: unknown) => reason,
  )
  expect(error).toSatisfy(isVideoError, `is a VideoError: ${inspect(error)}`)
  if (!isVideoError(error)) throw error
  return error
}
