import { isVideoError } from '@dailies/core'
import type { CreateRequest } from '../jobs/create-request'
import type { CreateOperation, Job } from '../store/job'
import { isMultipart, readFields } from './body'
import { maxBlockBytes } from './read-body'
import { maxUploadBodyBytes, readUpload } from './read-upload'
import type { RequestContext } from './request-context'
import { createRequestMemory } from './request-memory'
import type { MemoryLimits, RequestMemory } from './request-memory'
import { readIdempotencyKey, sourceVideoError, validate } from './validate'
import type { ValidationRules } from './validate'

/** base64 encodes three bytes as four; the rest is for the prompt and the form itself. */
const maxImageBodyBytes = ({ maxReferenceImageBytes }: ValidationRules): number =>
  Math.ceil((maxReferenceImageBytes * 4) / 3) + 1_048_576

/** The memory that the largest body of these rules takes, in bytes. */
export const largestBodyBytes = (rules: ValidationRules): number =>
  Math.max(maxImageBodyBytes(rules), maxUploadBodyBytes(rules.maxUploadedVideoBytes ?? 0)) + maxBlockBytes

/** How a create request is read. */
export interface CreateRules extends ValidationRules {
  memory: MemoryLimits
}

/** Reads and validates what a request asks for, and creates it. @throws VideoError with the invalid parameter as `param` */
export async function handleCreate(
  context: RequestContext,
  operation: CreateOperation,
  rules: CreateRules,
  create: (request: CreateRequest) => Promise<Job>,
): Promise<Job> {
  const idempotencyKey = readIdempotencyKey(context.request.headers)
  // Held until the upstream has answered, because the files are kept until then.
  const memory = createRequestMemory(context.owner, rules.memory)
  try {
    const input = await readCreate(context, operation, rules, memory)
    return await create(idempotencyKey === undefined ? input : { ...input, idempotencyKey })
  } finally {
    memory.release()
  }
}

async function readCreate(
  { request, route }: RequestContext,
  operation: CreateOperation,
  rules: ValidationRules,
  memory: RequestMemory,
): Promise<CreateRequest> {
  const mayContainVideo = (operation === 'edit' || operation === 'extend') && isMultipart(request)
  if (mayContainVideo && rules.maxUploadedVideoBytes !== undefined)
    return readUpload({ request, operation, rules, memory, maxBytes: rules.maxUploadedVideoBytes })
  const maxBytes = maxImageBodyBytes(rules)
  const fields = await readFields(request, { maxBytes, memory }).catch((error: unknown) => {
    // In a form of this operation only a video can be so large.
    throw mayContainVideo && isVideoError(error) && error.code === 'too_large' ? sourceVideoError(rules) : error
  })
  const { video, metadata, ...createRequest } = await validate(operation, fields, rules)
  const sourceId = operation === 'remix' ? route.id : typeof video === 'string' ? video : undefined
  return {
    operation,
    request: createRequest,
    ...(metadata && { metadata }),
    ...(sourceId !== undefined && { sourceId }),
  }
}
