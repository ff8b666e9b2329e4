import type { Credits } from '../jobs/credits'
import type { VideoServerOptions } from '../video-server-options'
import { lateDebitKind, provisionalRefundKind, refundKind } from './credits'
import { deletedKind } from './deleted'
import type { OutboxKind } from './outbox-kind'
import { settledKind } from './settled'

type Handlers = Pick<VideoServerOptions, 'onSettled' | 'onDeleted' | 'credits'>

/** The kinds of entries that the server has a handler for, and delivers. */
export function deliveredKinds(
  { onSettled, onDeleted, credits }: Handlers,
  refundJob: (id: string) => Promise<unknown>,
): OutboxKind[] {
  const { refundProvisionalAfterMs: delayMs } = credits ?? {}
  return [
    onSettled && settledKind(onSettled),
    onDeleted && deletedKind(onDeleted),
    ...(credits ? [refundKind(credits), lateDebitKind(credits)] : []),
    delayMs === undefined ? undefined : provisionalRefundKind(delayMs, refundJob),
  ].filter((kind) => kind !== undefined)
}

/**
 * The kinds of entries that the server writes. Those about credits are written by a server without them, too: a job that
 * another server has debited must not lose its refund.
 */
export const writtenKinds = (handlers: Handlers): OutboxKind[] =>
  deliveredKinds({ ...handlers, credits: handlers.credits ?? undelivered }, undelivered.debit)

const undelivered = {
  debit: () => Promise.reject(new Error('This server has no credits.')),
  refund: () => Promise.reject(new Error('This server has no credits.')),
} satisfies Credits
