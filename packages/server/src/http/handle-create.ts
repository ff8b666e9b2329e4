import { isVideoError } from '@dailies/core'
import type { CreateVideo } from '@dailies/core'
import type { RequestContext } from './request-context'
import { digest } from '../jobs/digest'
import { isMultipart, readFields } from './body'
import { handleUpload } from './handle-upload'
import type { Fields } from './body'
import { readIdempotencyKey } from './idempotency-key'
import { createUploadSlots } from './upload-slots'
import { readCreate, readFollowUp, readRemix, uploadNotSupported } from './validate'
import type { ValidationRules } from './validate'
import type { CreateRequest } from '../jobs/create-request'
import type { Job, CreateOperation } from '../store/job'

/** Rules that a create request is validated by. */
export interface CreateRules extends ValidationRules {
  /** Maximum size of an uploaded video, in bytes; undefined if uploads are not accepted. */
  maxUploadedVideoBytes: number | undefined
}

/** base64 encodes three bytes as four; the rest is for the prompt and the form itself. */
const maxBodyBytes = (maxReferenceImageBytes: number): number => Math.ceil((maxReferenceImageBytes * 4) / 3) + 1_048_576

/** Limits the large bodies that this process reads at the same time. */
const acquireLargeBody = createUploadSlots({ each: 4, what: 'images' })

/** Reads, validates and creates what a request asks for. @throws VideoError with the invalid parameter as `param` */
export async function handleCreate(
  context: RequestContext,
  operation: CreateOperation,
  rules: CreateRules,
  create: (request: CreateRequest) => Promise<Job>,
): Promise<Job> {
  const { request, owner } = context
  const { maxReferenceImageBytes, maxUploadedVideoBytes } = rules
  const isFollowUp = (operation === 'edit' || operation === 'extend') && isMultipart(request)
  if (isFollowUp && maxUploadedVideoBytes !== undefined) {
    return handleUpload({ ...context, ...rules, operation, maxBytes: maxUploadedVideoBytes }, createOnce)
  }
  const bodyRules = {
    maxBytes: maxBodyBytes(maxReferenceImageBytes),
    acquireSlot: () => acquireLargeBody(owner),
  }
  const fields = await readFields(request, bodyRules).catch((error: unknown) => {
    // In a form of this operation only a video can be so large.
    throw isFollowUp && isVideoError(error) && error.code === 'too_large' ? uploadNotSupported() : error
  })
  const { id: sourceId, request: createRequest } = await validate(fields)
  return createOnce({ operation, request: createRequest, ...(sourceId !== undefined && { sourceId }) })

  async function validate(body: Fields): Promise<{ id?: string; request: CreateVideo }> {
    if (operation === 'create') return { request: await readCreate(body, rules) }
    return operation === 'remix'
      ? { id: context.route.id, request: readRemix(body) }
      : readFollowUp(body, operation, rules)
  }

  /** Adds the idempotency key, so that a repeated request creates one job. */
  async function createOnce(input: CreateRequest): Promise<Job> {
    const key = readIdempotencyKey(request.headers)
    return create(key === undefined ? input : { ...input, idempotency: { key, fingerprint: await fingerprint(input) } })
  }
}

/** A digest of the request, to detect an idempotency key that is reused with a different one. */
async function fingerprint({ operation, sourceId, request, uploadedVideo }: CreateRequest): Promise<string> {
  const { input_reference: image, ...fields } = request
  const upload = image ?? uploadedVideo?.file
  const file = upload && (await digest(new Uint8Array(await upload.arrayBuffer())))
  const parts = Object.entries({ ...fields, operation, sourceId, file }).sort(([one], [other]) =>
    one < other ? -1 : 1,
  )
  return digest(JSON.stringify(parts))
}
