import type { CreateVideo } from '@dailies/core'
import type { ServerContext } from '../server-context'
import type { JobRequest } from '../store/job'
import { filesOf, parameterOf, withoutFiles } from '../store/request-files'
import { askBeforeCreate } from './before-create'
import type { CreateRequest } from './create-request'
import { permit } from './permit'
import { resolveRequest } from './resolve-request'
import type { ResolvedRequest } from './resolve-request'

/** A request that may be sent, beside what its owner asked for. */
export interface PreparedRequest {
  /** What is sent, and what it gives and costs. */
  resolved: ResolvedRequest
  /** What the owner asked for. */
  asked: JobRequest
  /** The owner's own pairs. */
  metadata: Record<string, string>
  /** The pairs of `beforeCreate`, which the owner cannot change. */
  addedMetadata: Record<string, string>
  /** `beforeCreate` changed what is sent, which the owner must not see. */
  isHidden: boolean
}

/**
 * Resolves a request and asks what the operator allows; again if `beforeCreate` changes it, so that a changed request
 * passes the same checks.
 *
 * @throws VideoError as {@link resolveRequest}, and `forbidden`
 */
export async function prepareRequest(
  context: ServerContext,
  owner: string,
  request: CreateRequest,
): Promise<PreparedRequest> {
  const resolved = await resolveRequest(context, owner, request)
  permit(context.allow, resolved)
  const { metadata = {} } = request
  const change = await askBeforeCreate(context.beforeCreate, { owner, metadata, resolved })
  const changed = changeRequest(request, change?.request ?? {})
  const prepared: PreparedRequest = {
    resolved,
    asked: requestOfOwner(request, resolved.request),
    metadata,
    addedMetadata: change?.metadata ?? {},
    isHidden: changed !== request,
  }
  if (changed === request) return prepared
  const sent = await resolveRequest(context, owner, changed)
  permit(context.allow, sent)
  // With another model the owner's values have other defaults, which would show what was changed.
  const asked = sent.model === resolved.model ? prepared.asked : requestOfOwner(request)
  return { ...prepared, resolved: sent, asked }
}

/** The request with these fields instead of its own; the same object if there are none. */
function changeRequest(asked: CreateRequest, fields: object): CreateRequest {
  if (Object.keys(fields).length === 0) return asked
  const request = Object.fromEntries(
    Object.entries({ ...asked.request, ...fields }).filter(([, value]) => value !== undefined),
  ) as CreateRequest['request']
  return { ...asked, request }
}

/** With its defaults, so that a repeated request gives the same, also after these have changed. */
function requestOfOwner({ operation, request, uploadedVideo }: CreateRequest, resolved?: CreateVideo): JobRequest {
  const { seconds, aspect_ratio, resolution, generate_audio, parameters } = resolved ?? {}
  return {
    operation,
    fields: {
      ...withoutFiles(request),
      ...(operation === 'extend' && seconds !== undefined && { seconds }),
      ...(aspect_ratio !== undefined && { aspect_ratio }),
      ...(resolution !== undefined && { resolution }),
      ...(generate_audio !== undefined && { generate_audio }),
      ...(parameters && { parameters }),
    },
    files: filesOf({ ...request, video: uploadedVideo?.file }).map(({ name }) => parameterOf(name)),
  }
}
