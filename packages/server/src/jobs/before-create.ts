import { VideoError } from '@dailies/core'
import type { CreateVideo } from '@dailies/core'
import { withTimeout } from '../net/with-timeout'
import { rejectUnknownNames } from '../options'
import type { CreateOperation } from '../store/job'
import { readMetadata } from './metadata'
import type { ResolvedRequest } from './resolve-request'

/** A create request that has passed validation, as the `beforeCreate` hook receives it. */
export interface BeforeCreateInput {
  /** The owner who sent the request. */
  owner: string
  /** The kind of request. */
  operation: CreateOperation
  /** The request as it would be sent upstream, with its defaults. */
  request: Omit<CreateVideo, 'metadata'>
  /** The owner's own pairs; empty if there are none. */
  metadata: Readonly<Record<string, string>>
  /** The model of the new video, also of a remix, an edit or an extension; empty if the upstream decides. */
  model: string
  /** The pixels of the new video, such as `1280x720`; empty if the upstream decides. */
  size: string
  /** The whole length of the new video in seconds, also of an extension; empty if it is not known. */
  seconds: string
  /** The uploaded video it starts from, with `allowVideoUploads`. Its content is not moderated yet. */
  uploadedVideo?: Blob
  /** Estimated cost, in the currency of the capabilities; undefined if no price is known. */
  cost: number | undefined
}

/** What `beforeCreate` changes in a request. */
export interface BeforeCreateChange {
  /**
   * Fields that replace those of the owner, such as a `prompt` with a template around it, or a `model`. `undefined`
   * removes a field. They are resolved and checked like the owner's, and only sent upstream: the owner still sees the
   * prompt that they wrote. A remix and an edit have only a prompt, an extension also seconds.
   */
  request?: { [Name in keyof Omit<CreateVideo, 'metadata'>]?: CreateVideo[Name] | undefined }
  /**
   * Pairs that are added to the metadata of the video. The owner can read and filter by them, and cannot set or change
   * them.
   */
  metadata?: Record<string, string>
}

/**
 * Hook of a create: returns a message for the user to reject the request with 403 `forbidden`; a change, to make another
 * request of it; or undefined to allow it as it is. It may run more than once for one video, so it must have no effects.
 */
export type BeforeCreate = (
  input: BeforeCreateInput,
) => string | BeforeCreateChange | undefined | Promise<string | BeforeCreateChange | undefined>

/** A hook that hangs would hold the request, and a place of its owner. */
const hookTimeoutMs = 30_000

const changeable: Record<CreateOperation, readonly (keyof Omit<CreateVideo, 'metadata'>)[]> = {
  create: [
    'prompt',
    'model',
    'size',
    'seconds',
    'aspect_ratio',
    'resolution',
    'generate_audio',
    'seed',
    'negative_prompt',
    'input_reference',
    'last_frame',
    'input_references',
    'parameters',
  ],
  remix: ['prompt'],
  edit: ['prompt'],
  extend: ['prompt', 'seconds'],
}

/**
 * Asks the operator's hook about a resolved request.
 *
 * @throws VideoError `forbidden` with its words; `misconfigured` if it returns a change that cannot be made
 */
export async function askBeforeCreate(
  hook: BeforeCreate | undefined,
  { owner, metadata, resolved }: { owner: string; metadata: Record<string, string>; resolved: ResolvedRequest },
): Promise<BeforeCreateChange | undefined> {
  const { operation, request, model, size, seconds, price, uploadedVideo } = resolved
  if (!hook) return undefined
  const input: BeforeCreateInput = {
    owner,
    operation,
    request,
    metadata,
    model,
    size,
    seconds,
    ...(uploadedVideo && { uploadedVideo: uploadedVideo.file }),
    cost: price,
  }
  const answer: unknown = await withTimeout(async () => hook(input), {
    timeoutMs: hookTimeoutMs,
    timeoutError: () =>
      new VideoError('This request could not be checked in time. Try again later.', { code: 'overloaded' }),
  })
  if (answer === undefined) return undefined
  if (typeof answer === 'string') throw new VideoError(answer, { code: 'forbidden' })
  return readChange(operation, answer)
}

/** Anything else, such as `false`, was meant to reject the request, or to allow it: it must not be sent. */
function readChange(operation: CreateOperation, answer: unknown): BeforeCreateChange {
  if (typeof answer !== 'object' || answer === null)
    throw misconfigured(
      `beforeCreate returned ${String(answer)}. Return a text to reject the request, an object to change it, or undefined to allow it.`,
    )
  rejectUnknownNames('What beforeCreate returns', answer, ['request', 'metadata'])
  const { request = {}, metadata } = answer as BeforeCreateChange
  rejectUnknownNames(`The request that beforeCreate returns for ${operation}`, request, changeable[operation])
  if ('prompt' in request && (typeof request.prompt !== 'string' || request.prompt.trim() === ''))
    throw misconfigured('beforeCreate returned a request without a prompt. Return the prompt as it is to be sent.')
  return { request, ...(metadata !== undefined && { metadata: readAdded(metadata) }) }
}

function readAdded(metadata: unknown): Record<string, string> {
  try {
    return readMetadata(metadata) ?? {}
  } catch (error) {
    throw misconfigured(`beforeCreate returned metadata that cannot be stored: ${(error as Error).message}`)
  }
}

const misconfigured = (message: string): VideoError => new VideoError(message, { code: 'misconfigured' })
