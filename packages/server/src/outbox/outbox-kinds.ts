import type { VideoServerOptions } from '../video-server-options'
import { lateDebitKind, provisionalRefundKind, refundKind } from './credits'
import { deletedKind } from './deleted'
import type { OutboxKind } from './outbox-kind'
import { settledKind } from './settled'

/** The kinds of entries that the server has a handler for; those of others are not written. */
export function outboxKinds(
  { onSettled, onDeleted, credits }: Pick<VideoServerOptions, 'onSettled' | 'onDeleted' | 'credits'>,
  refundJob: (id: string) => Promise<void>,
): OutboxKind[] {
  const { refundProvisionalAfterMs: delayMs } = credits ?? {}
  return [
    onSettled && settledKind(onSettled),
    onDeleted && deletedKind(onDeleted),
    ...(credits ? [refundKind(credits), lateDebitKind(credits)] : []),
    delayMs === undefined ? undefined : provisionalRefundKind(delayMs, refundJob),
  ].filter((kind) => kind !== undefined)
}
