import { useEffect, useRef, type ChangeEvent, type FormEvent, type KeyboardEvent, type ReactElement } from 'react'
import { AlertContent, useFailureText } from '../failure'
import { formatLength } from '../format'
import {
  Button,
  classes,
  isComposing,
  mergeProps,
  part,
  selectProps,
  useRadioGroup,
  type ValueOfRoot,
} from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useRemixStrings } from '../strings/texts'
import { listed } from '../strings/listed'
import { useRemixPanel } from './remix-panel-context'

/** The form that submits the change. */
export const RemixPanelForm = /* @__PURE__ */ part('form', 'dl-remix-form', function RemixPanelForm(props) {
  const { isSubmitting, submit } = useRemixPanel()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  return mergeProps({ noValidate: true, 'aria-busy': isSubmitting, onSubmit }, props)
})

/** The radio group of operations (remix, edit, extend); renders nothing if the server offers only one. */
export const RemixPanelOperations = /* @__PURE__ */ part(
  'fieldset',
  'dl-segments',
  function RemixPanelOperations(props) {
    const { isDisabled, isSubmitting, setOperation, operation, operations } = useRemixPanel()
    const t = useRemixStrings()
    const group = useRadioGroup({
      legend: t('operations'),
      options: operations.map((offered) => [offered, t(offered)] as const),
      value: operation,
      onValueChange: setOperation,
    })
    return operations.length < 2 ? null : mergeProps({ disabled: isDisabled || isSubmitting, ...group }, props)
  },
)

/** The textarea for the change, with its label before it. Enter submits. */
export const RemixPanelField = /* @__PURE__ */ part<'textarea', ValueOfRoot>(
  'textarea',
  '',
  function RemixPanelField(props) {
    const { id, prompt, field, isDisabled, isSubmitting, error, setPrompt, submit, operation, video } = useRemixPanel()
    const t = useRemixStrings()
    if (!operation) return null
    const fieldId = props.id ?? `${id}change`
    return mergeProps(
      {
        ref: field,
        id: fieldId,
        rows: 1,
        dir: prompt === '' ? undefined : 'auto',
        'aria-keyshortcuts': 'Enter',
        value: prompt,
        disabled: isDisabled,
        readOnly: isSubmitting || video.status !== 'completed',
        'aria-invalid': error !== undefined,
        'aria-describedby': classes(`${id}hint`, error && `${id}error`),
        onChange: (event: ChangeEvent<HTMLTextAreaElement>) => setPrompt(event.target.value.replaceAll('\n', ' ')),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'Enter' || isComposing(event)) return
          event.preventDefault()
          void submit()
        },
        render: (element: ReactElement) => (
          <div className="dl-remix-field">
            <label htmlFor={fieldId}>{t(`${operation}Question`)}</label>
            {element}
          </div>
        ),
      },
      props,
    )
  },
)

/** A hint for the selected operation, or the reason why the video cannot be changed. */
export const RemixPanelHint = /* @__PURE__ */ part('p', 'dl-muted dl-small', function RemixPanelHint(props) {
  const { id, hasLoaded, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  const hint = operation ? t(`${operation}Hint`) : hasLoaded && t('notOffered')
  return mergeProps({ id: `${id}hint`, children: video.status === 'completed' ? hint : t('notDone') }, props)
})

/** Suggested changes; a click inserts one into the field. */
export const RemixPanelSuggestions = /* @__PURE__ */ part(
  'fieldset',
  'dl-suggestions',
  function RemixPanelSuggestions(props) {
    const { field, isDisabled, isSubmitting, setPrompt, operation, video } = useRemixPanel()
    const t = useRemixStrings()
    if (!operation || video.status !== 'completed') return null
    const insert = (suggestion: string) => {
      setPrompt(suggestion)
      field.current?.focus()
    }
    const children = listed(t(`${operation}Suggestions`)).map((suggestion) => (
      <Button key={suggestion} variant="outline" dir="auto" onClick={() => insert(suggestion)}>
        {suggestion}
      </Button>
    ))
    return mergeProps({ 'aria-label': t('suggestions'), disabled: isDisabled || isSubmitting, children }, props)
  },
)

/** The select for the seconds that an extension adds. */
export const RemixPanelSeconds = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function RemixPanelSeconds(props) {
    const { isDisabled, isSubmitting, lengths, seconds, setSeconds } = useRemixPanel()
    const t = useRemixStrings()
    const locale = useLocale()
    if (seconds === undefined) return null
    const select = selectProps({
      value: seconds,
      options: lengths.map((length) => [length, `+ ${formatLength(locale, Number(length))}`]),
      onValueChange: setSeconds,
    })
    return mergeProps({ 'aria-label': t('longer'), disabled: isDisabled || isSubmitting, ...select }, props)
  },
)

/** The error message of the last submit, as an alert. Renders nothing if there is no error. */
export const RemixPanelErrorMessage = /* @__PURE__ */ part('div', 'dl-alert', function RemixPanelErrorMessage(props) {
  const { id, error } = useRemixPanel()
  const t = useRemixStrings()
  const describeFailure = useFailureText()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) ref.current?.scrollIntoView?.({ block: 'nearest' })
  }, [error])
  if (!error) return null
  const { title, text } = error.code === 'empty' ? { title: t('empty'), text: '' } : describeFailure(error)
  const children = <AlertContent title={title} text={text} />
  return mergeProps({ ref, role: 'alert', id: `${id}error`, children }, props)
})

/** The estimated price of the changed video, if it is known. */
export const RemixPanelEstimate = /* @__PURE__ */ part('p', 'dl-small', function RemixPanelEstimate(props) {
  const { price, operation, video } = useRemixPanel()
  return mergeProps({ children: operation && video.status === 'completed' ? price : null }, props)
})

/** The submit button, which creates the changed video. */
export const RemixPanelSubmit = /* @__PURE__ */ part('button', 'dl-button', function RemixPanelSubmit(props) {
  const { isDisabled, isSubmitting, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  return mergeProps(
    {
      type: 'submit' as const,
      'data-variant': 'primary',
      disabled: isDisabled,
      'aria-disabled': isSubmitting || !operation || video.status !== 'completed',
      children: t(isSubmitting ? 'submitting' : 'submit'),
    },
    props,
  )
})
