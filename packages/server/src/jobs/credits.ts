import type { CreateOperation, Job } from '../store/job'
import { fromMicros } from '../store/micros'
import { withTimeout } from '../net/with-timeout'

/** What is debited from an owner's credits for one video, or refunded. */
export interface Charge {
  /**
   * The idempotency key: a call with the same id and the same function is the same call, repeated. A refund may name an id
   * that was never debited; a debit that arrives after the refund of its id must have no effect.
   */
  id: string
  /** The video. Its id is also `id`, but for a second debit. */
  videoId: string
  /** The owner. */
  owner: string
  /** The kind of request; undefined for an imported video. */
  operation: CreateOperation | undefined
  /** The model; empty if the upstream decides. */
  model: string
  /** Pixels, such as `1280x720`; empty if the upstream decides. */
  size: string
  /** The whole length in seconds; empty if it is not known. */
  seconds: string
  /** The price, in the currency of the capabilities; undefined if none is known. */
  price: number | undefined
}

/**
 * The owners' credits, kept by the operator. Both functions are called at least once for each charge, possibly by several
 * instances at the same time, and must be effective once for each `id`.
 */
export interface Credits {
  /**
   * Takes the price of a video from the credits of its owner, before its request is sent. A returned text rejects the
   * request with 402 `insufficient_credits`. If it throws or takes longer than 30 seconds, nothing is sent, and the charge
   * is refunded, because it may have been debited.
   */
  debit: (charge: Charge) => string | undefined | Promise<string | undefined>
  /**
   * Gives a charge back: the request was never sent, or the video failed for good and cost nothing. Called again, with
   * growing delays, until it returns.
   */
  refund: (charge: Charge) => void | Promise<void>
  /**
   * Refunds a video that failed provisionally, so that it may have been billed, after so many milliseconds. A video that
   * is completed after that is debited again, under a second `id`.
   * @default never: call `videos.refund(id)`
   */
  refundProvisionalAfterMs?: number
}

const debitTimeoutMs = 30_000

/** What became of a debit. */
export type Debit =
  { outcome: 'debited' } | { outcome: 'rejected'; reason: string } | { outcome: 'unknown'; cause: unknown }

/** Debits a job whose request was not sent yet. */
export async function debit(credits: Pick<Credits, 'debit'>, job: Job): Promise<Debit> {
  try {
    const reason: unknown = await withTimeout(async () => credits.debit(chargeOf(job)), {
      timeoutMs: debitTimeoutMs,
      timeoutError: () => new Error(`credits.debit did not return within ${debitTimeoutMs / 1_000} seconds.`),
    })
    if (reason === undefined) return { outcome: 'debited' }
    if (typeof reason === 'string') return { outcome: 'rejected', reason }
    const cause = new Error(
      `credits.debit returned ${String(reason)}. Return undefined, or a text to reject the request.`,
    )
    return { outcome: 'unknown', cause }
  } catch (cause) {
    return { outcome: 'unknown', cause }
  }
}

/** The charge of a job, of its latest debit. */
export const chargeOf = ({ video, owner, request, price, credit }: Job): Charge => ({
  id: credit?.debits === 2 ? `${video.id}:2` : video.id,
  videoId: video.id,
  owner,
  operation: request?.operation,
  model: video.model,
  size: video.size,
  seconds: video.seconds,
  price: price === null ? undefined : fromMicros(price),
})
