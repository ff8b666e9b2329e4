import { isVideoError } from '@dailies/core'
import type { CreateVideo } from '@dailies/core'
import type { RequestContext } from './request-context'
import { digest } from './digest'
import { isMultipart, readFields } from './guards/body'
import type { Fields } from './guards/body'
import { readIdempotencyKey } from './guards/idempotency-key'
import { createSlots } from './guards/slots'
import { notTaken, readContinuation, readCreate, readRemix } from './guards/validate'
import type { ValidationRules } from './guards/validate'
import type { CreateRequest } from './jobs'
import type { Job, CreateVerb } from './store/job'

/** What a submission is read by. */
export interface CreateRules extends ValidationRules {
  /** The largest film of another place, in bytes; undefined where none is taken. */
  maxUploadedVideoBytes: number | undefined
}

/** base64 makes four bytes of three; the rest is for the prompt and the form around. */
const bodyCap = (maxReferenceImageBytes: number): number => Math.ceil((maxReferenceImageBytes * 4) / 3) + 1_048_576

/** Large bodies that are being read in this process. */
const largeBodies = createSlots({
  each: 4,
  tooMany: (count) => `You send ${count} pictures already. Try again when they are here.`,
})

/** Reads what a request asks for, and has it made. @throws VideoError naming the parameter that is wrong */
export async function handleCreate(
  asked: RequestContext,
  verb: CreateVerb,
  rules: CreateRules,
  submit: (wish: CreateRequest) => Promise<Job>,
): Promise<Job> {
  const { request, owner } = asked
  const { maxReferenceImageBytes, maxUploadedVideoBytes } = rules
  const isFollowUp = (verb === 'edit' || verb === 'extend') && isMultipart(request)
  if (isFollowUp && maxUploadedVideoBytes !== undefined) {
    const { handleUpload } = await import('./guards/uploaded-videos')
    return handleUpload({ ...asked, ...rules, verb, maxBytes: maxUploadedVideoBytes }, submitOnce)
  }
  const body = { cap: bodyCap(maxReferenceImageBytes), acquireSlot: () => largeBodies.acquire(owner) }
  const fields = await readFields(request, body).catch((error: unknown) => {
    // In such a form only a film is so large.
    throw isFollowUp && isVideoError(error) && error.code === 'too_large' ? notTaken() : error
  })
  const { id: sourceId, request: wanted } = await shape(fields)
  return submitOnce({ verb, request: wanted, ...(sourceId !== undefined && { sourceId }) })

  async function shape(given: Fields): Promise<{ id?: string; request: CreateVideo }> {
    if (verb === 'create') return { request: await readCreate(given, rules) }
    return verb === 'remix' ? { id: asked.route.id, request: readRemix(given) } : readContinuation(given, verb, rules)
  }

  async function submitOnce(wish: CreateRequest): Promise<Job> {
    const key = readIdempotencyKey(request.headers)
    return submit(key === undefined ? wish : { ...wish, idempotency: { key, fingerprint: await fingerprint(wish) } })
  }
}

/** Everything that makes two submissions the same one. */
async function fingerprint({ verb, sourceId, request, film }: CreateRequest): Promise<string> {
  const { input_reference: reference, ...fields } = request
  const upload = reference ?? film?.file
  const file = upload && (await digest(new Uint8Array(await upload.arrayBuffer())))
  const parts = Object.entries({ ...fields, verb, sourceId, file }).sort(([one], [other]) => (one < other ? -1 : 1))
  return digest(JSON.stringify(parts))
}
