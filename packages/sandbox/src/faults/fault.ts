import type { Operation } from '../routes'

/** What a fault can apply to: requests of an operation, requests to the media server, or webhook deliveries. */
export type FaultTarget = Operation | 'media' | 'webhook'

/** What a fault applies to, and how often. */
export interface FaultScope {
  /** @default everything its kind makes sense for; `latency`: every request, no webhook */
  on?: FaultTarget | readonly FaultTarget[]
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
  /** A redirect; `status` defaults to 302. */
  | { kind: 'redirect'; location: string; status?: number }
  /** Replaces every video URL in a response. */
  | { kind: 'link'; url: string }
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
  /** The server restarts before the request: every running job is deleted. */
  | { kind: 'restart' }
  /** The content has expired early. */
  | { kind: 'expired' }
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
const everywhere: readonly FaultTarget[] = [...creates, 'list', 'retrieve', 'delete', 'content', 'media']
// Default targets of each kind.
const defaultTargets = {
  latency: everywhere,
  error: everywhere,
  html: everywhere,
  invalid_json: everywhere.filter((target) => target !== 'content' && target !== 'media'),
  redirect: ['content', 'media'],
  link: everywhere,
  drop: everywhere,
  hang: everywhere,
  cut: everywhere,
  stall: everywhere,
  stuck: creates,
  status: ['retrieve'],
  restart: ['retrieve'],
  expired: ['content', 'media'],
  repeat: ['webhook'],
  reorder: ['webhook'],
  bad_signature: ['webhook'],
  unsent: ['webhook'],
} as const satisfies Record<Fault['kind'], readonly FaultTarget[]>

/** Every kind of fault. */
export const faultKinds: readonly string[] = Object.keys(defaultTargets)

/** Whether the fault applies to the target. */
export function appliesTo(fault: Fault, target: FaultTarget): boolean {
  const { on = defaultTargets[fault.kind] } = fault
  return typeof on === 'string' ? on === target : on.includes(target)
}
