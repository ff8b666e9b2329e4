import { VideoError } from '@dailies/core'
import type { MetadataUpdate } from '@dailies/core'
import { nextVersion } from '../store/job'
import type { Job } from '../store/job'
import { metadataOf, storeMetadata } from '../store/stored-metadata'
import { applyMetadata } from './metadata'

/** The job with its metadata changed; undefined if nothing changes. @throws VideoError `invalid_request` */
export function updateMetadata(job: Job, update: MetadataUpdate, at: number): Job | undefined {
  if (job.phase.name === 'deleted') return undefined
  const before = metadataOf(job)
  const readOnly = job.readOnlyKeys?.find((key) => Object.hasOwn(update, key))
  if (readOnly !== undefined) throw readOnlyKey(readOnly)
  const metadata = applyMetadata(before, update)
  const keys = new Set([...Object.keys(before), ...Object.keys(metadata)])
  if ([...keys].every((key) => before[key] === metadata[key])) return undefined
  const { metadata: _metadata, ...rest } = job
  return { ...rest, ...nextVersion(job, at), ...storeMetadata(metadata) }
}

const readOnlyKey = (key: string): VideoError =>
  new VideoError(`metadata.${key} was set by this service and cannot be changed. Leave it out.`, {
    code: 'invalid_request',
    param: `metadata.${key}`,
  })
