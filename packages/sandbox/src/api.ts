import type { Callbacks } from './callbacks'
import type { Fault } from './faults/fault'
import type { IdempotencyKeys } from './idempotency-keys'
import type { OpenStreams } from './content'
import type { ApiName } from './job'
import type { Jobs } from './jobs'
import type { Media } from './media'
import type { ReceivedCreates } from './received'
import type { Operation } from './routes'
import type { WireError } from './wire-error'

/** One API over the jobs of the sandbox. All share its clock, slots, faults and counters. */
export interface Api {
  name: ApiName
  /** Whether a request is for this API. */
  matches(url: URL): boolean
  /** The key in the request, in the place where this API expects it. */
  keyOf(request: Request, url: URL): string | undefined
  /**
   * Rejects a request without the right key.
   * @param expected the sandbox's key; undefined if it has none
   * @throws WireError
   */
  authenticate(sent: string | undefined, expected: string | undefined): void
  /** @throws WireError for an unknown route or method */
  route(request: Request, url: URL): Handler
  /** The error as this API writes it. */
  toResponse(error: WireError): Response
}

/** A matched request. */
export interface Handler {
  operation: Operation
  /** @throws WireError for an error response */
  handle(faults: readonly Fault[]): Response | Promise<Response>
}

/** What every API works on. */
export interface ApiContext {
  now(): number
  jobs: Jobs
  media: Media
  streams: OpenStreams
  idempotencyKeys: IdempotencyKeys
  received: ReceivedCreates
  callbacks: Callbacks
}
