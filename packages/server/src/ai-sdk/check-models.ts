import { VideoError, shapesOf } from '@dailies/core'
import type { ModelCapabilities } from '@dailies/core'
import { checkModels } from '../jobs/check-models'
import { checkOptions } from '../options'
import { modelOptionKinds } from './ai-sdk-options'
import type { AiSdkModelOption } from './ai-sdk-options'

const where = 'aiSdkUpstream'
const misconfigured = (message: string, param: string): VideoError =>
  new VideoError(message, { code: 'misconfigured', param })

/** Versions of the packages whose video models have start and status, as the tests run them. */
const versions: Readonly<Record<string, string>> = {
  alibaba: '2.0.58',
  'black-forest-labs': '2.0.41',
  fal: '3.0.41',
  gateway: '4.0.146',
  google: '4.0.121',
  minimax: '3.0.45',
  replicate: '3.0.46',
  xai: '5.0.12',
}

/**
 * The capabilities of the models on offer.
 *
 * @throws VideoError `misconfigured` if a model cannot be used, or an option of one is invalid
 */
export function capabilitiesOf(options: readonly AiSdkModelOption[]): ModelCapabilities[] {
  // The options of a JavaScript program have any type.
  if (!Array.isArray(options as unknown) || options.length === 0)
    throw misconfigured(
      `${where} needs at least one model. Pass models: [{ id, model: fal.video('…'), sizes, seconds }].`,
      'models',
    )
  const ids = new Set<string>()
  const models = options.map((option, index) => {
    checkOptions(`models[${index}] of ${where}`, option, modelOptionKinds, ['id', 'sizes', 'seconds'])
    const { id } = option
    if (ids.has(id))
      throw misconfigured(`${where} has the model id "${id}" twice. Give one of the models another id.`, 'id')
    ids.add(id)
    checkModel(id, option.model)
    checkOffer(option)
    return capabilityOf(option)
  })
  checkModels(models)
  return models
}

/** Refuses what cannot start a job and ask for it later. */
function checkModel(id: string, model: unknown): void {
  const { specificationVersion, provider, doStart, doStatus } = (
    typeof model === 'object' && model !== null ? model : {}
  ) as Record<string, unknown>
  if (typeof specificationVersion !== 'string')
    throw misconfigured(
      `The model "${id}" of ${where} is ${typeof model === 'string' ? 'a text' : 'no video model of the AI SDK'}. Pass what a provider package returns, such as gateway.video('…').`,
      'model',
    )
  if (specificationVersion === 'v4' && typeof doStart === 'function' && typeof doStatus === 'function') return
  const found =
    specificationVersion === 'v4'
      ? 'doGenerate only'
      : `specification ${specificationVersion}, which has doGenerate only`
  throw misconfigured(
    `The model "${id}" of ${where} has ${found}: it waits for the video in one call, so a restart would lose a billed job. ${adviceFor(provider)}`,
    'model',
  )
}

function adviceFor(provider: unknown): string {
  const name = Object.keys(versions).find((known) => String(provider).replaceAll('_', '-').startsWith(known))
  const tested = Object.entries(versions).map(([known, version]) => `@ai-sdk/${known} ${version}`)
  return name === undefined
    ? `Use a package for AI SDK 7 whose models have doStart and doStatus (specification v4), such as ${tested.join(', ')}.`
    : `@ai-sdk/${name} ${versions[name]}, for AI SDK 7, has doStart and doStatus (specification v4). It needs Node 22.`
}

/** What is offered must reach the model. */
function checkOffer({ id, sizes, shapes = [], callOptions, ...option }: AiSdkModelOption): void {
  const unknown = shapes.find(({ size }) => !sizes.includes(size))
  if (unknown)
    throw misconfigured(
      `The model "${id}" of ${where} has a shape of ${unknown.size}, which is not in its sizes. Add it there, or remove the shape.`,
      'shapes',
    )
  const priced = new Set(shapesOf({ sizes, shapes }).flatMap(({ size, resolution }) => [size, resolution]))
  const misspelt = Object.keys(option.prices ?? {}).find((name) => !priced.has(name))
  if (misspelt !== undefined)
    throw misconfigured(
      `The model "${id}" of ${where} has a price for ${misspelt}, but it has ${[...priced].join(', ')}. A price of another name would never apply.`,
      'prices',
    )
  if (option.last_frame === true && option.input_reference !== true)
    throw misconfigured(
      `The model "${id}" of ${where} has last_frame without input_reference, but a last frame needs a first one. Set input_reference: true.`,
      'last_frame',
    )
  const hasParameters = (option.parameters?.length ?? 0) > 0
  if ((option.negative_prompt || hasParameters) && !callOptions)
    throw misconfigured(
      `The model "${id}" of ${where} offers ${hasParameters ? 'parameters' : 'negative_prompt'}, which the AI SDK has no option for, so it would be lost. Pass them on by callOptions: (request) => ({ providerOptions: … }).`,
      'callOptions',
    )
}

function capabilityOf({
  model: _model,
  callOptions: _callOptions,
  cost: _cost,
  label,
  description = '',
  input_reference = false,
  ...capabilities
}: AiSdkModelOption): ModelCapabilities {
  return { ...capabilities, label: label ?? capabilities.id, description, input_reference, operations: [] }
}
