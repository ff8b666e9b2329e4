import type { Capabilities, LimitCapabilities } from '@dailies/core'
import type { Durations } from '../jobs/durations'
import { maxPrompt } from './validate'
import type { ServerContext } from '../server-context'
import { readLimits } from '../store/limits'

interface ServerCapabilities {
  events: boolean
  maxReferenceImageBytes: number
  /** Undefined if uploaded videos are not accepted. */
  maxUploadedVideoBytes: number | undefined
}

/** Builds the capabilities of one owner. */
export async function capabilitiesResponse(
  context: ServerContext,
  durations: Durations,
  owner: string,
  { events, maxReferenceImageBytes, maxUploadedVideoBytes }: ServerCapabilities,
): Promise<Capabilities> {
  const { upstream, store, models } = context
  return {
    object: 'videos.capabilities',
    viewer: await viewerOf(owner, await store.secret()),
    models: await Promise.all(
      models.map(async (model) => Object.assign({}, model, { durations: await durations.of(model.id) })),
    ),
    operations: {
      remix: upstream.remix !== undefined,
      edit: upstream.edit !== undefined,
      extend: upstream.extend !== undefined,
    },
    cancellation: upstream.capabilities.cancellation ?? 'unknown',
    events,
    currency: upstream.capabilities.currency ?? 'USD',
    limits: await remainingLimits(context, owner),
    max_prompt: maxPrompt,
    max_reference_image_bytes: maxReferenceImageBytes,
    ...(maxUploadedVideoBytes !== undefined &&
      (upstream.edit ?? upstream.extend) && { max_uploaded_video_bytes: maxUploadedVideoBytes }),
  }
}

/** The owner's limits with what remains of each; without limits the usage is not read. */
async function remainingLimits({ store, now, limitsOf }: ServerContext, owner: string): Promise<LimitCapabilities[]> {
  const limits = await limitsOf(owner)
  if (Object.keys(limits).length === 0) return []
  return readLimits(limits, await store.usage(owner, now()), now())
}

/** An opaque, stable id of the owner (an HMAC), so that a client can detect that the user changed. */
async function viewerOf(owner: string, secret: string): Promise<string> {
  const text = new TextEncoder()
  const use = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', text.encode(`viewer:${secret}`), use, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, text.encode(owner)))
  return Array.from(signature.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
