import type { VideoServerOptions } from '../video-server-options'
import { deletedKind } from './deleted'
import type { OutboxKind } from './outbox-kind'
import { settledKind } from './settled'

/** The kinds of entries that the server has a handler for; those of others are not written. */
export const outboxKinds = ({
  onSettled,
  onDeleted,
}: Pick<VideoServerOptions, 'onSettled' | 'onDeleted'>): OutboxKind[] =>
  [onSettled && settledKind(onSettled), onDeleted && deletedKind(onDeleted)].filter((kind) => kind !== undefined)
