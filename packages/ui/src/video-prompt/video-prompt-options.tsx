import { formatLength, formatSize, parseSize } from '../format'
import { mergeProps, part, selectProps, useRadioGroup, type ValueOfRoot } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { SizeShape } from './size-shape'
import { useVideoPrompt } from './video-prompt-context'

/** The model select; renders nothing if the server offers only one model. */
export const VideoPromptModel = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function VideoPromptModel(props) {
    const { id, capabilities, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    if (!selection.model || !capabilities || capabilities.models.length < 2) return null
    const select = selectProps({
      value: selection.model.id,
      options: capabilities.models.map(({ id, label }) => [id, label]),
      onValueChange: (model) => updateDraft({ model }),
    })
    const errorProps = fieldErrorProps(id, 'model', error?.field)
    return mergeProps(
      { 'aria-label': t('model'), name: 'model', disabled: isDisabled || isSubmitting, ...errorProps, ...select },
      props,
    )
  },
)

/** The duration select with the durations of the selected size; renders nothing if the model offers only one. */
export const VideoPromptSeconds = /* @__PURE__ */ part<'select', ValueOfRoot>(
  'select',
  '',
  function VideoPromptSeconds(props) {
    const { id, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    const locale = useLocale()
    // A size may have fewer lengths. The control stays, so that its place does not change with the size.
    if (!selection.model || selection.model.seconds.length < 2) return null
    const select = selectProps({
      value: selection.seconds,
      options: selection.lengths.map((seconds) => [seconds, formatLength(locale, Number(seconds))]),
      onValueChange: (seconds) => updateDraft({ seconds }),
    })
    const errorProps = fieldErrorProps(id, 'seconds', error?.field)
    return mergeProps(
      { 'aria-label': t('seconds'), name: 'seconds', disabled: isDisabled || isSubmitting, ...errorProps, ...select },
      props,
    )
  },
)

/**
 * The size in pixels as a radio group of small icons, with the selected size as text; renders nothing if the model
 * offers only one size. See `VideoPromptAspectRatio` and `VideoPromptResolution` for models with many sizes.
 */
export const VideoPromptSize = /* @__PURE__ */ part('fieldset', 'dl-sizes', function VideoPromptSize(props) {
  const { id, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  const sizes = selection.model?.sizes ?? []
  const group = useRadioGroup({
    legend: t('size'),
    options: sizes.map((size) => [
      size,
      t(orientation(size), { size: formatSize(locale, size) }),
      <SizeShape key={size} size={size} />,
    ]),
    value: selection.size,
    onValueChange: (size) => updateDraft({ size }),
    children: (
      <span className="dl-muted dl-small" aria-hidden>
        {selection.size && formatSize(locale, selection.size)}
      </span>
    ),
  })
  if (sizes.length < 2) return null
  return mergeProps(
    { disabled: isDisabled || isSubmitting, ...fieldErrorProps(id, 'size', error?.field), ...group },
    props,
  )
})

const orientation = (size: string) => {
  const { width, height } = parseSize(size) ?? { width: 1, height: 1 }
  if (width === height) return 'square'
  return width > height ? 'landscape' : 'portrait'
}
