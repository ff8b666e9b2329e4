import { VideoError } from '@dailies/core'
import type { MetadataUpdate } from '@dailies/core'
import { readFields } from './body'
import { readMetadataUpdate } from '../jobs/metadata'
import { createRequestMemory } from './request-memory'
import type { MemoryLimits } from './request-memory'

/** Room for the largest metadata, however it is escaped. */
const maxBytes = 262_144

/** Reads what an update changes. @throws VideoError `invalid_request` with the field as `param` */
export async function readUpdate(request: Request, limits: MemoryLimits, owner: string): Promise<MetadataUpdate> {
  const memory = createRequestMemory(owner, limits)
  try {
    const { metadata, ...others } = await readFields(request, { maxBytes, memory })
    const [unknown] = Object.keys(others)
    const update = readMetadataUpdate(metadata)
    if (unknown === undefined && update) return update
    const param = unknown?.slice(0, 60) ?? 'metadata'
    throw new VideoError(
      unknown === undefined
        ? 'Say what to change: {"metadata": {"key": "value"}}, with null to remove a key.'
        : `"${param}" cannot be changed. Only metadata can.`,
      { code: 'invalid_request', param },
    )
  } finally {
    memory.release()
  }
}
