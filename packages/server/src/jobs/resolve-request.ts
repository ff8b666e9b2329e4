import { VideoError, priceOf } from '@dailies/core'
import type { CreateVideo, ModelCapabilities } from '@dailies/core'
import type { ServerContext } from '../server-context'
import type { CreateOperation, Job } from '../store/job'
import type { Upstream } from '../upstream/upstream'
import { refOf } from '../store/job'
import type { CreateRequest, UploadedVideo } from './create-request'
import { requireOwnedJob } from './ownership'
import { checkFrames, checkOptions, checkReferences, resolveAudio } from './resolve-options'
import { resolveParameters } from './resolve-parameters'
import { resolveShape } from './resolve-shape'
import { priceOfUpload } from './uploaded-video-price'
import { upstreamOf } from './upstreams'
import type { UpstreamGroup } from './upstreams'
import { readVideoId } from './video-id'

/** A request with its defaults and its source: what would be sent, and what it would give and cost. */
export interface ResolvedRequest {
  /** Where it is sent. */
  upstream: Upstream
  operation: CreateOperation
  /** The request as it is sent upstream. */
  request: CreateVideo
  /** The video it starts from: completed, and of the same owner. */
  source?: Job
  uploadedVideo?: UploadedVideo
  /** The model of the new video; empty if the upstream decides. */
  model: string
  /** The pixels of the new video, such as `1280x720`; empty if the upstream decides. */
  size: string
  /** The whole length of the new video in seconds, also of an extension; empty if it is not known. */
  seconds: string
  /** The price, in the currency of the capabilities; undefined if unknown. */
  price: number | undefined
}

/** The lengths of an extension in the Videos API, in seconds; the first is the default. */
const extensionSeconds = ['4', '8', '12', '16', '20', '1', '2']

const invalid = (param: string, message: string): VideoError =>
  new VideoError(message, { code: 'invalid_request', param })

/**
 * Resolves a request against the models on offer and the source video.
 *
 * @throws VideoError `invalid_request` with the parameter as `param`; `unsupported`, `not_found`, `not_ready`
 */
export async function resolveRequest(
  context: ServerContext,
  owner: string,
  { operation, request, sourceId, uploadedVideo }: CreateRequest,
): Promise<ResolvedRequest> {
  const group = await context.upstreams.ofOwner(owner)
  if (operation === 'create') return resolveCreate(group, request)
  if (group.upstreams.every((upstream) => upstream[operation] === undefined)) throw unsupported(operation)
  const source = sourceId === undefined ? undefined : await findSource(context, owner, sourceId)
  const upstream = source ? await upstreamOf(context, source) : uploadUpstream(group, operation)
  const { size = '', seconds = '', model = '' } = { ...uploadedVideo, ...source?.video }
  const added = operation === 'extend' ? optionOf('seconds', request.seconds, offeredExtensions(context)) : undefined
  const sourceModel = source && upstream.capabilities.models.find(({ id }) => id === model)
  const offers = sourceModel?.operations
  if (upstream[operation] === undefined || offers?.includes(operation) === false) throw unsupported(operation)
  return {
    upstream,
    operation,
    request: { prompt: request.prompt, ...(added !== undefined && { seconds: added }) },
    ...(source && { source }),
    ...(uploadedVideo && { uploadedVideo }),
    model,
    size,
    seconds: added === undefined ? seconds : extendedSeconds(seconds, added),
    price: uploadedVideo
      ? priceOfUpload(upstream.capabilities.models, { size, seconds, added })
      : sourceModel && priceOf(sourceModel, { size, seconds: added ?? seconds, generate_audio: hasAudio(sourceModel) }),
  }
}

async function resolveCreate({ models, ofModel }: UpstreamGroup, asked: CreateVideo): Promise<ResolvedRequest> {
  const id = optionOf('model', asked.model, models.length > 0 ? models.map((model) => model.id) : undefined)
  const model = models.find((offered) => offered.id === id)
  const request = model ? await resolveForModel(model, asked) : asked
  const { size = '', seconds = '', generate_audio } = request
  return {
    upstream: ofModel(id),
    operation: 'create',
    request: { ...request, ...(id !== undefined && { model: id }) },
    model: id ?? '',
    size,
    seconds,
    price: model && priceOf(model, { size, seconds, generate_audio: generate_audio ?? hasAudio(model) }),
  }
}

/** The request with the model's defaults. @throws VideoError `invalid_request` for what the model does not offer */
async function resolveForModel(model: ModelCapabilities, asked: CreateVideo): Promise<CreateVideo> {
  const shape = resolveShape(model, asked)
  const seconds = optionOf('seconds', asked.seconds, shape?.seconds ?? model.seconds)
  const audio = resolveAudio(model, asked)
  checkOptions(model, asked)
  await checkFrames(model, asked, shape?.size)
  checkReferences(model, asked)
  const parameters = resolveParameters(model, asked.parameters)
  const { parameters: _parameters, aspect_ratio: _ratio, resolution: _resolution, ...common } = asked
  // Only a model that declares its shapes knows them by these names.
  const { aspect_ratio, resolution } = model.shapes ? { ...shape } : {}
  return {
    ...common,
    ...(shape && { size: shape.size }),
    ...(aspect_ratio !== undefined && { aspect_ratio }),
    ...(resolution !== undefined && { resolution }),
    ...(seconds !== undefined && { seconds }),
    ...(audio !== undefined && { generate_audio: audio }),
    ...(parameters && { parameters }),
  }
}

/** Whether a video of this model has sound if nothing else is known about it. */
const hasAudio = ({ generate_audio: offer }: ModelCapabilities): boolean | undefined =>
  offer === 'always' ? true : undefined

/** The value if it is allowed; the first allowed value by default; any value if all are allowed. */
function optionOf(
  param: string,
  value: string | undefined,
  allowed: readonly string[] | undefined,
): string | undefined {
  if (value === undefined) return allowed?.[0]
  if (allowed?.includes(value) ?? true) return value
  throw invalid(param, `${param} must be one of ${allowed?.join(', ')}; it is "${value.slice(0, 60)}".`)
}

function offeredExtensions({ allow }: ServerContext): string[] {
  const allowedSeconds = allow?.seconds ?? extensionSeconds
  const allowed = extensionSeconds.filter((seconds) => allowedSeconds.includes(seconds))
  // If none of the API's lengths is allowed, the upstream has its own.
  return allowed.length > 0 ? allowed : allowedSeconds
}

const unsupported = (operation: CreateOperation): VideoError =>
  new VideoError(`The video service behind this server does not support ${operation}.`, { code: 'unsupported' })

/** The upstream of an uploaded video: the first that accepts one. @throws VideoError `unsupported` */
function uploadUpstream({ upstreams }: UpstreamGroup, operation: CreateOperation): Upstream {
  const found = upstreams.find(
    (upstream) => upstream.capabilities.acceptsUploadedVideos === true && upstream[operation] !== undefined,
  )
  if (found) return found
  throw unsupported(operation)
}

/** The source, if its upstream has its files. @throws VideoError */
async function findSource({ store }: ServerContext, owner: string, id: string): Promise<Job> {
  const source = requireOwnedJob(await store.retrieve(readVideoId(id)), owner, id)
  const { status } = source.video
  if (status === 'completed' && refOf(source) !== undefined) return source
  throw new VideoError(
    status === 'failed'
      ? 'The source video failed, so it has no file to start from. Select a completed one.'
      : 'The source video is not completed yet. Try again when it is.',
    { code: status === 'failed' ? 'invalid_request' : 'not_ready', param: 'id' },
  )
}

/** The total length of an extended video, in seconds; empty if the source's length is not known. */
const extendedSeconds = (seconds: string, added: string): string =>
  seconds === '' ? '' : String(Math.round((Number(seconds) + Number(added)) * 100) / 100)
