import type { ModelParameter, ParameterValue } from '@dailies/core'
import type { ReactNode } from 'react'
import { mergeProps, part, selectProps } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The parameters that the selected model declares beside model, size and seconds, each with its label; renders nothing
 * if it declares none.
 */
export const VideoPromptParameters = /* @__PURE__ */ part(
  'div',
  'dl-prompt-parameters',
  function VideoPromptParameters(props) {
    const { selection } = useVideoPrompt()
    const parameters = selection.model?.parameters ?? []
    if (parameters.length === 0) return null
    const children = parameters.map((parameter) => <Parameter key={parameter.name} parameter={parameter} />)
    return mergeProps({ children }, props)
  },
)

function Parameter({ parameter }: { parameter: ModelParameter }): ReactNode {
  const { name, label, description, type } = parameter
  const text = <span className="dl-muted dl-small">{label}</span>
  return (
    <label className="dl-parameter" data-type={type} data-parameter={name} title={description}>
      {type !== 'boolean' && text}
      <Control parameter={parameter} />
      {type === 'boolean' && text}
    </label>
  )
}

function Control({ parameter }: { parameter: ModelParameter }): ReactNode {
  const { id, draft, updateDraft, selection, isDisabled, isSubmitting, error } = useVideoPrompt()
  const t = usePromptStrings()
  const { name, description } = parameter
  const value = selection.parameters[name]
  const set = (next: ParameterValue | undefined) => {
    const { [name]: _previous, ...others } = draft.parameters
    updateDraft({ parameters: next === undefined ? others : { ...others, [name]: next } })
  }
  const hasError = error?.failure.param === `parameters.${name}`
  const common = {
    name: `parameters.${name}`,
    disabled: isDisabled || isSubmitting,
    ...(description !== undefined && { 'aria-description': description }),
    ...(hasError && { 'aria-invalid': true, 'aria-describedby': `${id}parameters-error` }),
  }
  switch (parameter.type) {
    case 'boolean':
      return (
        <input {...common} type="checkbox" checked={value === true} onChange={({ target }) => set(target.checked)} />
      )
    case 'choice': {
      const offered = parameter.options.map(({ value, label }) => [value, label] as const)
      const { render, ...select } = selectProps({
        value: String(value ?? ''),
        // Without a default the provider decides, until something is selected.
        options: parameter.default === undefined ? [['', t('providerDefault')], ...offered] : offered,
        onValueChange: (next) => set(next === '' ? undefined : next),
      })
      return render(<select {...common} {...select} />)
    }
    case 'string':
      return (
        <input
          {...common}
          type="text"
          dir="auto"
          maxLength={parameter.max_length ?? defaultMaxLength}
          value={String(value ?? '')}
          onChange={({ target }) => set(target.value === '' ? undefined : target.value)}
        />
      )
    case 'number':
    case 'integer':
      return (
        <input
          {...common}
          type="number"
          min={parameter.minimum}
          max={parameter.maximum}
          step={parameter.type === 'integer' ? 1 : 'any'}
          // Only what was typed, so that the default does not come back while somebody clears the field.
          value={typeof draft.parameters[name] === 'number' ? draft.parameters[name] : ''}
          placeholder={parameter.default === undefined ? t('providerDefault') : String(parameter.default)}
          onChange={({ target }) => set(Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)}
        />
      )
  }
}

/** The length that a text has at most if the model declares none, as on the server. */
const defaultMaxLength = 1_000
