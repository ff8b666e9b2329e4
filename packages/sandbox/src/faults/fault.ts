import type { ApiName } from '../job'
import type { Operation } from '../routes'

/**
 * What a fault can apply to: requests of an operation, requests to the media server, or webhook deliveries. `cancel`
 * exists where an API has it, `result` in fal's queue only.
 */
export type FaultTarget = Operation | 'media' | 'webhook'

/** What a fault applies to, and how often. */
export interface FaultScope {
  /** @default everything its kind makes sense for; `latency`: every request, no webhook */
  on?: FaultTarget | readonly FaultTarget[]
  /** Only requests of this API. @default every API */
  api?: ApiName
  /** Number of requests to skip first. @default 0 */
  after?: number
  /** Maximum number of times. @default Infinity */
  times?: number
  /** Probability from 0 to 1, deterministic by the sandbox's seed. @default 1 */
  chance?: number
}

/** The kinds of faults. */
export type FaultKind =
  /** The response or delivery is delayed, in seconds of the sandbox's clock. */
  | { kind: 'latency'; seconds: number }
  /** An error in the dialect's own shape. `retryAfter` is in seconds. With `takesEffect` the request is processed first. */
  | { kind: 'error'; status: number; code?: string; message?: string; retryAfter?: number; takesEffect?: boolean }
  /** An HTML page, as a proxy answers. `status` defaults to 502; `retryAfter` is in seconds and only sent if given. */
  | { kind: 'html'; status?: number; retryAfter?: number; takesEffect?: boolean }
  /** 200 with truncated JSON. */
  | { kind: 'invalid_json' }
  /** A redirect; `status` defaults to 302, `location` to the file itself on the media server. */
  | { kind: 'redirect'; location?: string; status?: number }
  /** Replaces every video URL in a response. */
  | { kind: 'link'; url: string }
  /** Every video URL in a response carries the API key of the request as `key`. */
  | { kind: 'keyed_link' }
  /** The connection is closed without a response. */
  | { kind: 'drop'; takesEffect?: boolean }
  /** The connection stays open without a response. */
  | { kind: 'hang'; takesEffect?: boolean }
  /** The body is truncated after a share of its bytes, default 0.5. */
  | { kind: 'cut'; share?: number }
  /** The body stalls after a share of its bytes, default 0.5; the connection stays open. */
  | { kind: 'stall'; share?: number }
  /** A new job never ends; its progress stops at 99. */
  | { kind: 'stuck' }
  /** Replaces the status of the job. */
  | { kind: 'status'; status: string }
  /** The response says that the job has failed, although it runs on. */
  | { kind: 'false_failure' }
  /** A cancellation is accepted, but a job that has started completes. */
  | { kind: 'ignored_cancel' }
  /** The server restarts before the request: every running job is deleted. */
  | { kind: 'restart' }
  /** The content has expired early. */
  | { kind: 'expired' }
  /** The content is served whole, whatever range is requested. */
  | { kind: 'whole' }
  /** A webhook is delivered `count` more times, default 1. */
  | { kind: 'repeat'; count?: number }
  /** A webhook is sent after the next one. */
  | { kind: 'reorder' }
  /** A webhook is signed with another secret. */
  | { kind: 'bad_signature' }
  /** A webhook is never sent. */
  | { kind: 'unsent' }

/** One injected fault. */
export type Fault = FaultScope & FaultKind

const creates: readonly Operation[] = ['create', 'remix', 'edit', 'extend']
const everywhere: readonly FaultTarget[] = [
  ...creates,
  'list',
  'retrieve',
  'result',
  'cancel',
  'delete',
  'content',
  'media',
]
// Default targets of each kind.
const defaultTargets = {
  latency: everywhere,
  error: everywhere,
  html: everywhere,
  invalid_json: everywhere.filter((target) => target !== 'content' && target !== 'media'),
  redirect: ['content', 'media'],
  link: everywhere,
  keyed_link: everywhere,
  drop: everywhere,
  hang: everywhere,
  cut: everywhere,
  stall: everywhere,
  stuck: creates,
  status: ['retrieve'],
  false_failure: ['retrieve'],
  ignored_cancel: ['cancel'],
  restart: ['retrieve'],
  expired: ['content', 'media'],
  whole: ['content', 'media'],
  repeat: ['webhook'],
  reorder: ['webhook'],
  bad_signature: ['webhook'],
  unsent: ['webhook'],
} as const satisfies Record<Fault['kind'], readonly FaultTarget[]>

/** Every kind of fault. */
export const faultKinds: readonly string[] = Object.keys(defaultTargets)

/** Whether the fault applies to the target, in a request of this API if it is one. */
export function appliesTo(fault: Fault, target: FaultTarget, api?: ApiName): boolean {
  const { on = defaultTargets[fault.kind] } = fault
  if (fault.api !== undefined && fault.api !== api) return false
  return typeof on === 'string' ? on === target : on.includes(target)
}
