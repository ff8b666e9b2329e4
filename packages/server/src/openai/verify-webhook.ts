import { fieldsOf, textOf } from '@dailies/core/internal'
import { verifyStandardWebhook } from '../upstream-client/standard-webhook'
import type { StandardWebhookOptions } from '../upstream-client/standard-webhook'
import type { UpstreamWebhook } from '../upstream/upstream'

/** Verifies a webhook of the Videos API or of OpenRouter. */
export type VerifyWebhook = (
  headers: Headers,
  readBody: () => Promise<Uint8Array>,
  options: StandardWebhookOptions,
) => Promise<UpstreamWebhook>

/**
 * Verifies the signature of a webhook (Standard Webhooks). Only the event type and the job's id are read from the body: the
 * server retrieves the status of the job from the upstream.
 */
export const verifyWebhook: VerifyWebhook = async (headers, readBody, options) => {
  const { id, payload } = await verifyStandardWebhook(headers, readBody, options)
  return { id, ...readEvent(payload) }
}

/** The type of an event, and the id of its job. */
export function readEvent(payload: unknown): Pick<UpstreamWebhook, 'type' | 'ref'> {
  const { type, data } = fieldsOf(payload)
  return { type: textOf(type) ?? 'unknown', ref: textOf(fieldsOf(data)['id']) ?? null }
}
