import type { ComponentPropsWithoutRef } from 'react'
import { formatLength, formatSize, parseSize } from '../format'
import { RadioGroup, Select, classes } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { SizeShape } from './size-shape'
import { useVideoPrompt } from './video-prompt-context'

/** The model select; renders nothing if the server offers only one model. */
export function VideoPromptModel(props: ComponentPropsWithoutRef<'select'>) {
  const { id, capabilities, selection, updateDraft, isSubmitting, error: promptError } = useVideoPrompt()
  const t = usePromptStrings()
  if (!selection.model || !capabilities || capabilities.models.length < 2) return null
  return (
    <Select
      aria-label={t('model')}
      name="model"
      {...props}
      {...errorProps(id, 'model', promptError?.field)}
      value={selection.model.id}
      disabled={isSubmitting}
      options={capabilities.models.map(({ id, label }) => [id, label])}
      onValueChange={(model) => updateDraft({ model })}
    />
  )
}

/** The duration select; renders nothing if the model offers only one duration. */
export function VideoPromptSeconds(props: ComponentPropsWithoutRef<'select'>) {
  const { id, selection: choice, updateDraft: change, isSubmitting, error: promptError } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  if (!choice.model || choice.model.seconds.length < 2) return null
  return (
    <Select
      aria-label={t('seconds')}
      name="seconds"
      {...props}
      {...errorProps(id, 'seconds', promptError?.field)}
      value={choice.seconds}
      disabled={isSubmitting}
      options={choice.model.seconds.map((seconds) => [seconds, formatLength(locale, Number(seconds))])}
      onValueChange={(seconds) => change({ seconds })}
    />
  )
}

/**
 * The size (resolution and orientation) as a radio group of small icons, with the selected size as text; renders
 * nothing if the model offers only one size.
 */
export function VideoPromptSize({ className, ...props }: ComponentPropsWithoutRef<'fieldset'>) {
  const { id, selection: choice, updateDraft: change, isSubmitting, error: promptError } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  if (!choice.model || choice.model.sizes.length < 2) return null
  return (
    <RadioGroup
      {...props}
      {...errorProps(id, 'size', promptError?.field)}
      className={classes('dl-sizes', className)}
      disabled={isSubmitting}
      legend={t('size')}
      options={choice.model.sizes.map((size) => [
        size,
        t(orientation(size), { size: formatSize(locale, size) }),
        <SizeShape key={size} size={size} />,
      ])}
      value={choice.size}
      onValueChange={(size) => change({ size })}
    >
      <span className="dl-muted dl-small" aria-hidden>
        {choice.size && formatSize(locale, choice.size)}
      </span>
    </RadioGroup>
  )
}

const orientation = (size: string) => {
  const { width, height } = parseSize(size) ?? { width: 1, height: 1 }
  if (width === height) return 'square'
  return width > height ? 'landscape' : 'portrait'
}

const errorProps = (id: string, field: string, fieldWithError: string | null | undefined) =>
  fieldWithError === field ? { 'aria-invalid': true, 'aria-describedby': `${id}${field}-error` } : {}
