import type { ModelParameter, ParameterValue } from '@dailies/core'

/** Values of parameters, by name. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>

/** The values that a model's parameters have: a usable value of the draft, or else the default, if there is one. */
export const resolveParameters = (
  parameters: readonly ModelParameter[] | undefined,
  values: ParameterValues,
): ParameterValues =>
  Object.fromEntries(
    (parameters ?? []).flatMap((parameter) => {
      const value = Object.hasOwn(values, parameter.name) ? values[parameter.name] : undefined
      const resolved = value !== undefined && isUsable(parameter, value) ? value : parameter.default
      return resolved === undefined ? [] : [[parameter.name, resolved]]
    }),
  )

/** Whether the control of a parameter can show the value; whether it is in bounds is for the server to say. */
const isUsable = (parameter: ModelParameter, value: ParameterValue): boolean => {
  if (parameter.type === 'boolean') return typeof value === 'boolean'
  if (parameter.type === 'string') return typeof value === 'string'
  if (parameter.type === 'choice') return parameter.options.some((option) => option.value === value)
  return typeof value === 'number'
}
