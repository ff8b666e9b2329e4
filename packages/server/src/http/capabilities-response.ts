import type { Capabilities, LimitCapabilities, ModelCapabilities, ModelOperation } from '@dailies/core'
import type { Durations } from '../jobs/durations'
import { maxPrompt } from './validate'
import type { ServerContext } from '../server-context'
import { readLimits } from '../store/limits'
import { cancellationOf } from '../upstream/cancellation'
import type { Upstream } from '../upstream/upstream'

interface ServerCapabilities {
  events: boolean
  sharing: boolean
  maxReferenceImageBytes: number
  /** Undefined if uploaded videos are not accepted. */
  maxUploadedVideoBytes: number | undefined
}

/** Builds the capabilities of one owner. */
export async function capabilitiesResponse(
  context: ServerContext,
  durations: Durations,
  owner: string,
  { events, sharing, maxReferenceImageBytes, maxUploadedVideoBytes }: ServerCapabilities,
): Promise<Capabilities> {
  const { upstreams, store } = context
  const group = await upstreams.ofOwner(owner)
  const models = await Promise.all(
    group.models.map((model) => describeModel(group.ofModel(model.id), model, durations)),
  )
  const has = (operation: ModelOperation): boolean =>
    group.upstreams.some((upstream) => upstream[operation] !== undefined)
  const acceptsUploads = group.upstreams.some(
    ({ capabilities, edit, extend }) => capabilities.acceptsUploadedVideos === true && (edit ?? extend) !== undefined,
  )
  const [cancellation = 'unknown', another] = new Set(
    group.upstreams.map(({ capabilities }) => capabilities.cancellation ?? 'unknown'),
  )
  return {
    object: 'videos.capabilities',
    viewer: await viewerOf(owner, await store.secret()),
    models,
    operations: { remix: has('remix'), edit: has('edit'), extend: has('extend'), cancel: has('cancel') },
    cancellation: another === undefined ? cancellation : 'unknown',
    metadata: true,
    search: true,
    sharing,
    events,
    currency: group.currency,
    limits: await remainingLimits(context, owner),
    max_prompt: maxPrompt,
    max_reference_image_bytes: maxReferenceImageBytes,
    ...(maxUploadedVideoBytes !== undefined && acceptsUploads && { max_uploaded_video_bytes: maxUploadedVideoBytes }),
  }
}

const modelOperations = ['remix', 'edit', 'extend', 'cancel'] as const satisfies ModelOperation[]

/** A model with what its upstream can do for it, since upstreams differ. */
async function describeModel(
  upstream: Upstream,
  model: ModelCapabilities,
  durations: Durations,
): Promise<ModelCapabilities> {
  const cancellation = cancellationOf(upstream, model.id)
  const offered = (operation: ModelOperation): boolean =>
    upstream[operation] !== undefined &&
    (model.operations?.includes(operation) ?? true) &&
    (operation !== 'cancel' || cancellation === 'cancels')
  return {
    ...model,
    operations: modelOperations.filter(offered),
    cancellation,
    durations: await durations.of(model.id),
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
