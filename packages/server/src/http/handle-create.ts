import { isVideoError } from '@dailies/core'
import type { CreateRequest } from '../jobs/create-request'
import type { CreateOperation, Job } from '../store/job'
import { isMultipart, readFields } from './body'
import { handleUpload } from './handle-upload'
import type { RequestContext } from './request-context'
import { createUploadSlots } from './upload-slots'
import { readIdempotencyKey, sourceVideoError, validate } from './validate'
import type { ValidationRules } from './validate'

/** base64 encodes three bytes as four; the rest is for the prompt and the form itself. */
const maxBodyBytes = (maxReferenceImageBytes: number): number => Math.ceil((maxReferenceImageBytes * 4) / 3) + 1_048_576

/** Limits the large bodies that this process reads at the same time. */
const acquireLargeBody = createUploadSlots({ each: 4, what: 'images' })

/** Reads and validates what a request asks for, and creates it. @throws VideoError with the invalid parameter as `param` */
export async function handleCreate(
  { request, owner, route }: RequestContext,
  operation: CreateOperation,
  rules: ValidationRules,
  create: (request: CreateRequest) => Promise<Job>,
): Promise<Job> {
  const idempotencyKey = readIdempotencyKey(request.headers)
  const createWithKey = (input: CreateRequest) =>
    create(idempotencyKey === undefined ? input : { ...input, idempotencyKey })
  const mayContainVideo = (operation === 'edit' || operation === 'extend') && isMultipart(request)
  const { maxReferenceImageBytes, maxUploadedVideoBytes } = rules
  if (mayContainVideo && maxUploadedVideoBytes !== undefined) {
    return handleUpload({ request, owner, operation, rules, maxBytes: maxUploadedVideoBytes }, createWithKey)
  }
  const fields = await readFields(request, {
    maxBytes: maxBodyBytes(maxReferenceImageBytes),
    acquireSlot: () => acquireLargeBody(owner),
  }).catch((error: unknown) => {
    // In a form of this operation only a video can be so large.
    throw mayContainVideo && isVideoError(error) && error.code === 'too_large' ? sourceVideoError(rules) : error
  })
  const { video, ...createRequest } = await validate(operation, fields, rules)
  const sourceId = operation === 'remix' ? route.id : typeof video === 'string' ? video : undefined
  return createWithKey({ operation, request: createRequest, ...(sourceId !== undefined && { sourceId }) })
}
