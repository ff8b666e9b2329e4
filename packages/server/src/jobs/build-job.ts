import { refOf } from '../store/job'
import type { Job, UnsentRequest, UpstreamRequest } from '../store/job'
import { micros } from '../store/micros'
import { filesOf, withoutFiles } from '../store/request-files'
import type { RequestFile } from '../store/request-files'
import { metadataOf, storeMetadata } from '../store/stored-metadata'
import type { Upstream } from '../upstream/upstream'
import type { CreateRequest } from './create-request'
import { newJob } from './new-job'
import type { PreparedRequest } from './prepare-request'
import type { ResolvedRequest } from './resolve-request'

/** Builds the row of a new job: about to be sent, or to be debited first if the server has credits. */
export function buildJob(
  owner: string,
  prepared: PreparedRequest,
  { at, hasCredits }: { at: number; hasCredits: boolean },
): Job {
  const { resolved, asked } = prepared
  const { upstream, source } = resolved
  const unsentRequest = unsentRequestOf(resolved)
  return newJob(at, {
    owner,
    ...preparedFields(prepared),
    video: { ...videoFields(resolved), prompt: asked.fields.prompt, remixed_from_video_id: source?.video.id ?? null },
    ...metadataFields(prepared.metadata, prepared),
    ...(hasCredits && { credit: { debits: 1 } }),
    phase: hasCredits
      ? { name: 'debiting', unsentRequest }
      : { name: 'submitting', upstreamRequest: sendable(upstream, unsentRequest, at) },
  })
}

/**
 * The same job, waiting in the owner's queue with the owner's own request, because it is resolved again when it leaves
 * it. Undefined for an uploaded video: a row of many megabytes would hold the database up for everybody.
 */
export function buildWaitingJob(
  job: Job,
  { operation, request, uploadedVideo }: CreateRequest,
  dueAt: number,
): Job | undefined {
  if (uploadedVideo) return undefined
  const { credit: _credit, ...rest } = job
  const files = filesOf(request).length > 0 ? 'stored' : 'none'
  return {
    ...rest,
    phase: { name: 'waiting', unsentRequest: { operation, fields: withoutFiles(request), files } },
    dueAt,
  }
}

/**
 * A job that left the queue, with the request that is sent now. Its stored files are those of the owner; others that
 * `beforeCreate` put in their place are lost if this process ends before it has sent them.
 */
export function withPrepared(
  job: Job,
  prepared: PreparedRequest,
  { storedFiles, hasCredits }: { storedFiles: readonly RequestFile[]; hasCredits: boolean },
): Job {
  const { readOnlyKeys: _readOnlyKeys, hidesRequest: _hidesRequest, metadata: _metadata, ...before } = job
  const { resolved } = prepared
  const unsentRequest = unsentRequestOf(resolved)
  const isStored = filesOf(resolved.request).every(({ file }) => storedFiles.some((stored) => stored.file === file))
  return {
    ...before,
    ...preparedFields(prepared),
    video: { ...job.video, ...videoFields(resolved) },
    ...metadataFields(ownMetadata(job), prepared),
    ...(hasCredits && { credit: { debits: 1 } }),
    phase: { name: 'debiting', unsentRequest: isStored ? unsentRequest : { ...unsentRequest, files: 'dropped' } },
  }
}

/** The pairs that the owner set. */
export const ownMetadata = (job: Pick<Job, 'metadata' | 'readOnlyKeys'>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadataOf(job)).filter(([key]) => !job.readOnlyKeys?.includes(key)))

/** The request as it is stored once it may have been sent. Files are kept only for a retry, which not every upstream allows. */
export const sendable = ({ idempotent }: Upstream, request: UnsentRequest, sentAt: number): UpstreamRequest => ({
  ...request,
  files: request.files === 'stored' && idempotent !== true ? 'dropped' : request.files,
  sentAt,
})

function metadataFields(
  own: Record<string, string>,
  { addedMetadata }: PreparedRequest,
): Pick<Job, 'metadata' | 'readOnlyKeys'> {
  const readOnlyKeys = Object.keys(addedMetadata)
  return {
    ...storeMetadata({ ...own, ...addedMetadata }),
    ...(readOnlyKeys.length > 0 && { readOnlyKeys }),
  }
}

function preparedFields({ resolved, asked, isHidden }: PreparedRequest) {
  const price = resolved.price === undefined ? null : micros(resolved.price)
  return {
    upstreamId: resolved.upstream.id,
    request: asked,
    ...(isHidden && { hidesRequest: true as const }),
    price,
    cost: price ?? 0,
  }
}

const videoFields = ({ model, size, seconds }: ResolvedRequest) => ({ model, size, seconds })

function unsentRequestOf({ operation, request, source, uploadedVideo }: ResolvedRequest): UnsentRequest {
  const files = filesOf({ ...request, video: uploadedVideo?.file })
  const ref = source && refOf(source)
  return {
    operation,
    fields: withoutFiles(request),
    files: files.length === 0 ? 'none' : uploadedVideo ? 'dropped' : 'stored',
    ...(ref !== undefined && { source: ref }),
  }
}
