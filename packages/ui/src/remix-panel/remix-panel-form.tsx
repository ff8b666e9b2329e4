import { useEffect, useRef, type ComponentPropsWithoutRef } from 'react'
import { Alert, useFailureText } from '../failure'
import { formatLength } from '../format'
import { Button, RadioGroup, Select, classes, isComposing, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useRemixStrings } from '../strings/texts'
import { listed } from '../strings/listed'
import { useRemixPanel } from './remix-panel-context'

/** The form that submits the change. */
export const RemixPanelForm = /* @__PURE__ */ part('form', 'dl-remix-form', function RemixPanelForm(props) {
  const { isSubmitting, submit } = useRemixPanel()
  const onSubmit: ComponentPropsWithoutRef<'form'>['onSubmit'] = (event) => {
    event.preventDefault()
    props.onSubmit?.(event)
    void submit()
  }
  return {
    noValidate: true,
    ...props,
    'aria-busy': isSubmitting,
    onSubmit,
  }
})

/** The radio group of operations (remix, edit, extend); renders nothing if the server offers only one. */
export function RemixPanelOperations({ className, ...props }: ComponentPropsWithoutRef<'fieldset'>) {
  const { isSubmitting, setOperation, operation, operations } = useRemixPanel()
  const t = useRemixStrings()
  if (operations.length < 2) return null
  return (
    <RadioGroup
      {...props}
      className={classes('dl-segments', className)}
      disabled={isSubmitting}
      legend={t('operations')}
      options={operations.map((offered) => [offered, t(offered)])}
      value={operation}
      onValueChange={setOperation}
    />
  )
}

/** The textarea for the change, with its label. Enter submits. */
export function RemixPanelField({ className, ...props }: ComponentPropsWithoutRef<'textarea'>) {
  const { id, change, field, isSubmitting, error, setChange, submit, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  if (!operation) return null
  return (
    <div className={classes('dl-remix-field', className)}>
      <label htmlFor={`${id}change`}>{t(`${operation}Question`)}</label>
      <textarea
        id={`${id}change`}
        rows={1}
        dir={change === '' ? undefined : 'auto'}
        aria-keyshortcuts="Enter"
        {...props}
        ref={field}
        value={change}
        readOnly={isSubmitting || video.status !== 'completed'}
        aria-invalid={error !== undefined}
        aria-describedby={classes(`${id}hint`, error && `${id}error`)}
        onChange={(event) => {
          props.onChange?.(event)
          setChange(event.target.value.replaceAll('\n', ' '))
        }}
        onKeyDown={(event) => {
          props.onKeyDown?.(event)
          if (event.defaultPrevented || event.key !== 'Enter' || isComposing(event)) return
          event.preventDefault()
          void submit()
        }}
      />
    </div>
  )
}

/** A hint for the selected operation, or the reason why the video cannot be changed. */
export const RemixPanelHint = /* @__PURE__ */ part('p', 'dl-muted dl-small', function RemixPanelHint(props) {
  const { id, hasLoaded, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  const hint = operation ? t(`${operation}Hint`) : hasLoaded && t('notOffered')
  return {
    id: `${id}hint`,
    children: video.status === 'completed' ? hint : t('notDone'),
    ...props,
  }
})

/** Suggested changes; a click inserts one into the field. */
export function RemixPanelSuggestions({ className, ...props }: ComponentPropsWithoutRef<'fieldset'>) {
  const { field, isSubmitting, setChange, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  if (!operation || video.status !== 'completed') return null
  return (
    <fieldset
      aria-label={t('suggestions')}
      {...props}
      className={classes('dl-suggestions', className)}
      disabled={isSubmitting}
    >
      {listed(t(`${operation}Suggestions`)).map((suggestion) => (
        <Button
          key={suggestion}
          variant="outline"
          dir="auto"
          onClick={() => {
            setChange(suggestion)
            field.current?.focus()
          }}
        >
          {suggestion}
        </Button>
      ))}
    </fieldset>
  )
}

/** The select for the seconds that an extension adds. */
export function RemixPanelSeconds(props: ComponentPropsWithoutRef<'select'>) {
  const { isSubmitting, lengths, seconds, setSeconds } = useRemixPanel()
  const t = useRemixStrings()
  const locale = useLocale()
  if (seconds === undefined) return null
  return (
    <Select
      aria-label={t('longer')}
      {...props}
      value={seconds}
      disabled={isSubmitting}
      options={lengths.map((length) => [length, `+ ${formatLength(locale, Number(length))}`])}
      onValueChange={setSeconds}
    />
  )
}

/** The error message of the last submit, as an alert. */
export function RemixPanelErrorMessage() {
  const { id, error } = useRemixPanel()
  const t = useRemixStrings()
  const describeFailure = useFailureText()
  const alert = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) alert.current?.scrollIntoView?.({ block: 'nearest' })
  }, [error])
  if (!error) return null
  const errorText = error.code === 'empty' ? { title: t('empty') } : describeFailure(error)
  return (
    <div ref={alert} role="alert" id={`${id}error`}>
      <Alert {...errorText} />
    </div>
  )
}

/** The estimated price of the changed video, if it is known. */
export const RemixPanelEstimate = /* @__PURE__ */ part('p', 'dl-small', function RemixPanelEstimate(props) {
  const { price, operation, video } = useRemixPanel()
  return {
    children: operation && video.status === 'completed' ? price : null,
    ...props,
  }
})

/** The submit button, which creates the changed video. */
export const RemixPanelSubmit = /* @__PURE__ */ part('button', 'dl-button', function RemixPanelSubmit(props) {
  const { isSubmitting, operation, video } = useRemixPanel()
  const t = useRemixStrings()
  return {
    type: 'submit',
    children: t(isSubmitting ? 'submitting' : 'submit'),
    ...props,
    'data-variant': 'primary',
    'aria-disabled': isSubmitting || !operation || video.status !== 'completed',
  }
})
