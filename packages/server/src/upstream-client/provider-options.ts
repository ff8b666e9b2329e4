import { VideoError } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import { anything, checkOptions, text } from '../options'
import { SubmissionRejectedError } from '../upstream/submission-rejected-error'
import type { OptionKind, OptionKinds } from '../options'
import { networkOptionKinds } from './network-options'
import type { UpstreamNetworkOptions } from './network-options'

/** A model to offer: the id of a known one, or its capabilities; what is omitted is as for the known model of that id. */
export type KnownModelOption = string | (Pick<ModelCapabilities, 'id'> & Partial<ModelCapabilities>)

/** Options of the upstream of one provider. */
export interface ProviderOptions<Model> extends UpstreamNetworkOptions {
  /** Stable id of this upstream, stored with every job; `routeUpstreams` replaces it by its key. */
  id?: string | undefined
  /** The API key. */
  apiKey: string | undefined
  /** Base URL of the API, for a gateway in front of it. The key is sent to this origin only. */
  baseURL?: string | undefined
  /** Models to offer; the first is the default. @default the known models */
  models?: readonly Model[] | undefined
  /** Headers of every request. @default none */
  headers?: Readonly<Record<string, string>> | undefined
}

const providerOptionKinds: OptionKinds<ProviderOptions<unknown>> = {
  ...networkOptionKinds,
  id: text,
  // Checked one by one.
  apiKey: anything,
  baseURL: anything,
  models: anything,
  headers: anything,
}

/**
 * @param more kinds of the options that this provider has beside the usual ones
 * @throws VideoError `misconfigured`
 */
export const checkProviderOptions = (
  where: string,
  options: ProviderOptions<unknown>,
  more: Readonly<Record<string, OptionKind>> = {},
): void => checkOptions(where, options, { ...providerOptionKinds, ...more })

/** A model of the options, with what the known model of its id has. */
function completeModel<Model extends ModelCapabilities>(
  option: string | (Pick<Model, 'id'> & Partial<Model>),
  known: readonly Model[],
): Partial<Model> {
  const given = typeof option === 'string' ? { id: option } : option
  const row = known.find(({ id }) => id === given.id)
  return { ...unknownModel, label: given.id, ...row, ...given } as Partial<Model>
}

/** What every model has, if neither the option nor the table of known models says otherwise. */
const unknownModel = { description: '', input_reference: false }

/**
 * The models to offer.
 *
 * @param defaults ids of the known models that are offered if no option names any
 * @throws VideoError `misconfigured`
 */
export function resolveModels<Model extends ModelCapabilities>(
  where: string,
  options: readonly (string | (Pick<Model, 'id'> & Partial<Model>))[] | undefined,
  known: readonly Model[],
  defaults: readonly string[],
): Model[] {
  const models = (options ?? defaults).map((option) => completeModel(option, known))
  if (models.length === 0)
    throw misconfigured(`${where} needs at least one model. Leave models out for the known ones.`)
  return models.map((model) => {
    if (model.sizes?.length && model.seconds?.length) return model as Model
    throw misconfigured(
      `${where} does not know the model "${String(model.id)}", so it needs its sizes and seconds. Pass { id, sizes: ['1280x720'], seconds: ['8'] }, or one of ${known.map(({ id }) => id).join(', ')}.`,
    )
  })
}

const misconfigured = (message: string): VideoError =>
  new VideoError(message, { code: 'misconfigured', param: 'models' })

/**
 * The model of a request; the first, if it names none.
 *
 * @throws SubmissionRejectedError
 */
export function modelOf<Model extends ModelCapabilities>(models: readonly Model[], id: string | undefined): Model {
  const model = id === undefined ? models[0] : models.find((one) => one.id === id)
  if (model) return model
  throw new SubmissionRejectedError(`This upstream has no model "${String(id).slice(0, 100)}".`, {
    code: 'invalid_request',
    param: 'model',
  })
}
