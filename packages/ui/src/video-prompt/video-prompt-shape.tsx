import type { VideoShape } from '@dailies/core'
import { formatPriceDifference, formatSize } from '../format'
import { mergeProps, part, useRadioGroup } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { priceOfSelection, shapeWith } from './prompt-selection'
import { SizeShape } from './size-shape'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The aspect ratio as a row of radio buttons with icons; renders nothing if the model has only one. A ratio without a common
 * name is shown as its pixels. The resolution stays, where the model has it in the ratio.
 */
export const VideoPromptAspectRatio = /* @__PURE__ */ part(
  'fieldset',
  'dl-shape-row',
  function VideoPromptAspectRatio(props) {
    const { id, selection, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    const locale = useLocale()
    const { shapes, shape } = selection
    const select = useSelectShape()
    const ratios = unique(shapes.map(({ aspect_ratio: ratio }) => ratio))
    const labelOf = (ratio: string) => {
      const size = shapes.find(({ aspect_ratio: other }) => other === ratio)?.size ?? ''
      return isNamed(ratio) ? ratio : formatSize(locale, size)
    }
    const group = useRadioGroup({
      legend: t('aspectRatio'),
      options: ratios.map((ratio) => [
        ratio,
        labelOf(ratio),
        <span key={ratio}>
          <SizeShape size={sizeOfRatio(ratio)} />
          {labelOf(ratio)}
        </span>,
      ]),
      value: shape?.aspect_ratio,
      onValueChange: (ratio) => select({ aspect_ratio: ratio, resolution: shape?.resolution ?? '' }),
      children: <RowName>{t('aspectRatio')}</RowName>,
    })
    if (ratios.length < 2) return null
    return mergeProps(
      { disabled: isDisabled || isSubmitting, ...fieldErrorProps(id, 'size', error?.field), ...group },
      props,
    )
  },
)

/**
 * The resolution, such as 720p, as a row of radio buttons, each with the difference in price; renders nothing if the
 * selected aspect ratio has only one. A length that it does not have falls back to one that it has.
 */
export const VideoPromptResolution = /* @__PURE__ */ part(
  'fieldset',
  'dl-shape-row',
  function VideoPromptResolution(props) {
    const { selection, isDisabled, isSubmitting } = useVideoPrompt()
    const t = usePromptStrings()
    const { shapes, shape } = selection
    const select = useSelectShape()
    const differenceOf = usePriceDifference()
    const offered = shapes.filter(({ aspect_ratio: ratio }) => ratio === shape?.aspect_ratio)
    const group = useRadioGroup({
      legend: t('resolution'),
      options: offered.map((each) => {
        const difference = differenceOf(each)
        return [
          each.resolution,
          difference === '' ? each.resolution : `${each.resolution}, ${difference}`,
          <span key={each.size}>
            {each.resolution}
            {difference !== '' && <span className="dl-small">{difference}</span>}
          </span>,
        ]
      }),
      value: shape?.resolution,
      onValueChange: (resolution) => select({ aspect_ratio: shape?.aspect_ratio ?? '', resolution }),
      children: <RowName>{t('resolution')}</RowName>,
    })
    if (offered.length < 2) return null
    return mergeProps({ disabled: isDisabled || isSubmitting, ...group }, props)
  },
)

/** The visible name of a row. Its fieldset has the same name for screen readers. */
const RowName = ({ children }: { children: string }) => (
  <span className="dl-shape-name dl-muted dl-small" aria-hidden>
    {children}
  </span>
)

const useSelectShape = () => {
  const { selection, updateDraft } = useVideoPrompt()
  return (wanted: Pick<VideoShape, 'aspect_ratio' | 'resolution'>) => {
    const shape = shapeWith(selection.shapes, wanted)
    if (shape) updateDraft({ size: shape.size })
  }
}

/** What a video costs more or less in another shape; empty if that is nothing or not known. */
const usePriceDifference = () => {
  const { selection, capabilities } = useVideoPrompt()
  const locale = useLocale()
  const price = priceOfSelection(selection)
  return ({ size }: VideoShape): string => {
    const other = priceOfSelection({ ...selection, size })
    if (price === undefined || other === undefined || !capabilities) return ''
    return Math.abs(other - price) < 0.005 ? '' : formatPriceDifference(locale, other - price, capabilities.currency)
  }
}

/** Pixels with this ratio, for its icon. */
const sizeOfRatio = (ratio: string): string =>
  ratio
    .split(':')
    .map((side) => Number(side) * 100)
    .join('x')

/** Whether people name a shape so, as 21:9; a ratio of odd pixels, as 683:384, says nothing. */
const isNamed = (ratio: string): boolean => ratio.split(':').every((side) => Number(side) <= 21)

const unique = (values: readonly string[]): string[] => [...new Set(values)]
