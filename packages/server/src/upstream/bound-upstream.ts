import { VideoError } from '@dailies/core'
import { boundCalls } from '../net/bound-calls'
import { cancelBody } from '../net/cancel-body'
import { withTimeout } from '../net/with-timeout'
import type { Upstream, UpstreamContent, UpstreamCreateOptions, UpstreamJob } from './upstream'

/** Timeouts of the calls of an upstream, in milliseconds. */
export interface UpstreamTimeouts {
  /** Of `create`, `remix`, `edit` and `extend`. */
  createTimeoutMs: number
  /** Of every other call; for `content`, until the response starts. */
  callTimeoutMs: number
}

/** Options of a create of a bound upstream. */
export interface BoundCreateOptions extends UpstreamCreateOptions {
  /** Receives a job that is returned after the timeout: it is billed, and no other copy of the response exists. */
  onLateJob?: (job: UpstreamJob) => void
}

type UpstreamMethod = keyof {
  [Name in keyof Upstream as Required<Upstream>[Name] extends (...args: never[]) => unknown ? Name : never]: Name
}

/** The position of the options, which carry the signal; `none` if a method has no options. */
const optionsAt = {
  create: 1,
  remix: 2,
  edit: 2,
  extend: 2,
  retrieve: 1,
  content: 2,
  delete: 1,
  cancel: 1,
  list: 0,
  verifyWebhook: 'none',
  stripInlineVideo: 'none',
} as const satisfies Record<UpstreamMethod, number | 'none'>

const creates = new Set<string>(['create', 'remix', 'edit', 'extend'])

const timeoutErrorOf = (timeoutMs: number) => () =>
  new VideoError(`The video service did not respond within ${timeoutMs / 1_000} s. Try again later.`, {
    code: 'upstream_timeout',
  })

/**
 * Bounds every call of an upstream by a timer of our own, so that no slot, lease or response waits longer, even if the
 * implementation ignores its signal. A method added to {@link Upstream} does not compile until it has a row here.
 */
export const boundUpstream = (upstream: Upstream, { createTimeoutMs, callTimeoutMs }: UpstreamTimeouts): Upstream =>
  boundCalls(upstream, (name, call, args) => {
    if (name === 'stripInlineVideo' || !(name in optionsAt)) return call(...args)
    const timeoutMs = creates.has(name) ? createTimeoutMs : callTimeoutMs
    const at = optionsAt[name as UpstreamMethod]
    const { signal: outer, onLateJob, ...options }: Partial<BoundCreateOptions> = at === 'none' ? {} : (args[at] ?? {})
    const onLate = (result: unknown): void => {
      if (name === 'content') cancelBody((result as UpstreamContent).body)
      if (creates.has(name)) onLateJob?.(result as UpstreamJob)
    }
    return withTimeout(
      async (signal) => call(...(at === 'none' ? args : args.toSpliced(at, 1, { ...options, signal }))),
      { timeoutMs, timeoutError: timeoutErrorOf(timeoutMs), signal: outer, onLate },
    )
  })
