import { VideoError } from '@dailies/core'
import type { ModelCapabilities, ModelParameter, ParameterValue } from '@dailies/core'

type Values = Record<string, ParameterValue>

const defaultMaxLength = 1_000

/**
 * Checks the values of a request against the parameters that its model declares, and adds the defaults.
 *
 * @returns undefined if there is none
 * @throws VideoError `invalid_request`, with `parameters.` and the name as `param`
 */
export function resolveParameters(
  model: Pick<ModelCapabilities, 'label' | 'parameters'> | undefined,
  values: Values = {},
): Values | undefined {
  const declared = model?.parameters ?? []
  for (const name of Object.keys(values)) {
    if (declared.some((parameter) => parameter.name === name)) continue
    const offered = declared.map((parameter) => parameter.name).join(', ')
    const whose = model?.label ?? 'This model'
    throw invalid(
      name,
      `parameters.${name.slice(0, 60)}: ${whose} has ${offered === '' ? 'no parameters' : `no such parameter. It has ${offered}`}.`,
    )
  }
  const resolved = declared.flatMap((parameter): [string, ParameterValue][] => {
    const { name } = parameter
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return [[name, readParameter(parameter, value)]]
    return parameter.default === undefined ? [] : [[name, parameter.default]]
  })
  return resolved.length > 0 ? Object.fromEntries(resolved) : undefined
}

/** The value in the declared type; a form sends every value as text. @throws VideoError `invalid_request` */
function readParameter(parameter: ModelParameter, value: ParameterValue): ParameterValue {
  const fail = (expected: string): VideoError =>
    invalid(parameter.name, `${parameter.label} must be ${expected}, but it is ${JSON.stringify(value).slice(0, 60)}.`)
  switch (parameter.type) {
    case 'boolean':
      if (value === true || value === 'true') return true
      if (value === false || value === 'false') return false
      throw fail('true or false')
    case 'string': {
      const { max_length: max = defaultMaxLength } = parameter
      if (typeof value === 'string' && [...value].length <= max) return value
      throw fail(`text up to ${max} characters`)
    }
    case 'choice': {
      const options = parameter.options.map((option) => option.value)
      const choice = String(value)
      if (options.includes(choice)) return choice
      throw fail(`one of ${options.join(', ')}`)
    }
    case 'integer':
    case 'number': {
      const { type, minimum = -Infinity, maximum = Infinity } = parameter
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      const isNumber = typeof number === 'number' && Number.isFinite(number)
      const isInRange = isNumber && number >= minimum && number <= maximum
      if (isInRange && (type === 'number' || Number.isInteger(number))) return number
      throw fail(`${type === 'integer' ? 'a whole number' : 'a number'}${rangeOf(minimum, maximum)}`)
    }
  }
}

function rangeOf(minimum: number, maximum: number): string {
  if (minimum > -Infinity && maximum < Infinity) return ` from ${minimum} to ${maximum}`
  if (minimum > -Infinity) return ` from ${minimum}`
  return maximum < Infinity ? ` up to ${maximum}` : ''
}

const invalid = (name: string, message: string): VideoError => {
  return new VideoError(message, { code: 'invalid_request', param: `parameters.${name.slice(0, 60)}` })
}

/** Names of the common fields: a parameter of such a name would replace the field in the request to the provider. */
const reserved = new Set([
  'prompt',
  'model',
  'size',
  'seconds',
  'input_reference',
  'parameters',
  'video',
  'n',
  'metadata',
])

/** Checks the declarations of a model. @throws VideoError `misconfigured` that says what is wrong */
export function checkParameters({ id, parameters = [] }: Pick<ModelCapabilities, 'id' | 'parameters'>): void {
  const names = parameters.map(({ name }) => name)
  for (const [index, parameter] of parameters.entries()) {
    const problem = problemOf(parameter, names.indexOf(parameter.name) !== index)
    if (problem === undefined) continue
    throw new VideoError(`The parameter "${parameter.name}" of model "${id}" ${problem}`, { code: 'misconfigured' })
  }
}

function problemOf(parameter: ModelParameter, isRepeated: boolean): string | undefined {
  const { name, label, type } = parameter
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(name))
    return 'needs a name of lower-case letters, digits and _, which begins with a letter.'
  if (reserved.has(name)) return 'has the name of a common field. Use that field instead.'
  if (isRepeated) return 'is declared twice. Remove one declaration.'
  if (typeof label !== 'string' || label === '') return 'needs a label, which the page shows.'
  if (type === 'choice' && parameter.options.length === 0) return 'needs at least one option.'
  if (!['number', 'integer', 'boolean', 'string', 'choice'].includes(type))
    return `has the type "${String(type)}"; it must be number, integer, boolean, string or choice.`
  if ((type === 'number' || type === 'integer') && !((parameter.minimum ?? 0) <= (parameter.maximum ?? Infinity)))
    return `has the minimum ${parameter.minimum} above its maximum ${parameter.maximum}.`
  if (parameter.default === undefined) return undefined
  try {
    const isSame = readParameter(parameter, parameter.default) === parameter.default
    return isSame ? undefined : `has a default of another type. Write it as ${type}.`
  } catch (error) {
    return `has a default that it does not allow. ${error instanceof Error ? error.message : ''}`
  }
}
