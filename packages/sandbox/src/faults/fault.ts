import type { Verb } from '../routes'

/** Where a fault can strike: a request by its verb, a request to the media server, or the delivery of a webhook. */
export type FaultTarget = Verb | 'media' | 'webhook'

/** Where a fault strikes, and how often. */
export interface FaultScope {
  /** @default wherever its kind makes sense; `latency` every request but no webhook */
  on?: FaultTarget | readonly FaultTarget[]
  /** Lets so many pass first. @default 0 */
  after?: number
  /** Strikes at most so often. @default Infinity */
  times?: number
  /** The share of the rest that is struck, 0 to 1, by the sandbox's seed. @default 1 */
  chance?: number
}

/** What goes wrong. */
export type FaultKind =
  /** The answer, or the delivery, comes so many seconds later, by the sandbox's clock. */
  | { kind: 'latency'; seconds: number }
  /** An error in the dialect's own shape. `retryAfter` is in seconds. With `takesEffect` the request is carried out first. */
  | { kind: 'error'; status: number; code?: string; message?: string; retryAfter?: number; takesEffect?: boolean }
  /** A page of HTML, as a proxy in front answers; `status` is 502 unless given, and `retryAfter`, in seconds, is only told where it is. */
  | { kind: 'html'; status?: number; retryAfter?: number; takesEffect?: boolean }
  /** 200 with JSON that ends too early. */
  | { kind: 'invalid_json' }
  /** A redirect to another place; `status` is 302 unless given. */
  | { kind: 'redirect'; location: string; status?: number }
  /** Every link to a film in an answer leads there. */
  | { kind: 'link'; url: string }
  /** The line is cut without an answer. */
  | { kind: 'drop'; takesEffect?: boolean }
  /** The line stays open without an answer. */
  | { kind: 'hang'; takesEffect?: boolean }
  /** The body breaks off after a share of its bytes, 0.5 unless given. */
  | { kind: 'cut'; share?: number }
  /** The body stops after a share of its bytes, 0.5 unless given, and the line stays open. */
  | { kind: 'stall'; share?: number }
  /** A new job works for ever; its progress ends at 99. */
  | { kind: 'stuck' }
  /** The job's status reads so, whatever it is. */
  | { kind: 'status'; status: string }
  /** The server was restarted just before: every running job is forgotten. */
  | { kind: 'restart' }
  /** The content is gone, although its time is not over. */
  | { kind: 'expired' }
  /** A webhook is delivered so many more times, once unless given. */
  | { kind: 'repeat'; count?: number }
  /** A webhook waits until the next one was sent. */
  | { kind: 'reorder' }
  /** A webhook is signed with another secret. */
  | { kind: 'bad_signature' }
  /** A webhook is never sent. */
  | { kind: 'unsent' }

/** One way to misbehave. */
export type Fault = FaultScope & FaultKind

const submissions: readonly Verb[] = ['create', 'remix', 'edit', 'extend']
const everywhere: readonly FaultTarget[] = [...submissions, 'list', 'retrieve', 'delete', 'content', 'media']
// Where a fault strikes that does not say.
const natural = {
  latency: everywhere,
  error: everywhere,
  html: everywhere,
  invalid_json: everywhere.filter((place) => place !== 'content' && place !== 'media'),
  redirect: ['content', 'media'],
  link: everywhere,
  drop: everywhere,
  hang: everywhere,
  cut: everywhere,
  stall: everywhere,
  stuck: submissions,
  status: ['retrieve'],
  restart: ['retrieve'],
  expired: ['content', 'media'],
  repeat: ['webhook'],
  reorder: ['webhook'],
  bad_signature: ['webhook'],
  unsent: ['webhook'],
} as const satisfies Record<Fault['kind'], readonly FaultTarget[]>

/** Every kind of fault. */
export const faultKinds: readonly string[] = Object.keys(natural)

/** Whether this fault can strike there. */
export function appliesTo(fault: Fault, place: FaultTarget): boolean {
  const { on = natural[fault.kind] } = fault
  return typeof on === 'string' ? on === place : on.includes(place)
}
