import type { VideoShape } from '@dailies/core'
import { mergeProps, part, useRadioGroup } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { shapeWith } from './prompt-selection'
import { SizeShape } from './size-shape'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The aspect ratio as a radio group of small icons, with the selected ratio as text; renders nothing if the model has
 * only one. The resolution stays, where the model has it in the ratio.
 */
export const VideoPromptAspectRatio = /* @__PURE__ */ part(
  'fieldset',
  'dl-sizes',
  function VideoPromptAspectRatio(props) {
    const { id, selection, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    const { shapes, shape } = selection
    const select = useSelectShape()
    const ratios = unique(shapes.map(({ aspect_ratio: ratio }) => ratio))
    const group = useRadioGroup({
      legend: t('aspectRatio'),
      options: ratios.map((ratio) => [ratio, ratio, <SizeShape key={ratio} size={sizeOfRatio(ratio)} />]),
      value: shape?.aspect_ratio,
      onValueChange: (ratio) => select({ aspect_ratio: ratio, resolution: shape?.resolution ?? '' }),
      children: (
        <span className="dl-muted dl-small" aria-hidden>
          {shape?.aspect_ratio}
        </span>
      ),
    })
    if (ratios.length < 2) return null
    return mergeProps(
      { disabled: isDisabled || isSubmitting, ...fieldErrorProps(id, 'size', error?.field), ...group },
      props,
    )
  },
)

/**
 * The resolution, such as 720p, as a radio group; renders nothing if the selected aspect ratio has only one. A length
 * that it does not have falls back to one that it has.
 */
export const VideoPromptResolution = /* @__PURE__ */ part(
  'fieldset',
  'dl-resolutions',
  function VideoPromptResolution(props) {
    const { selection, isDisabled, isSubmitting } = useVideoPrompt()
    const t = usePromptStrings()
    const { shapes, shape } = selection
    const select = useSelectShape()
    const offered = shapes.filter(({ aspect_ratio: ratio }) => ratio === shape?.aspect_ratio)
    const resolutions = unique(offered.map(({ resolution }) => resolution))
    const group = useRadioGroup({
      legend: t('resolution'),
      options: resolutions.map((resolution) => [resolution, resolution] as const),
      value: shape?.resolution,
      onValueChange: (resolution) => select({ aspect_ratio: shape?.aspect_ratio ?? '', resolution }),
    })
    if (resolutions.length < 2) return null
    return mergeProps({ disabled: isDisabled || isSubmitting, ...group }, props)
  },
)

const useSelectShape = () => {
  const { selection, updateDraft } = useVideoPrompt()
  return (wanted: Pick<VideoShape, 'aspect_ratio' | 'resolution'>) => {
    const shape = shapeWith(selection.shapes, wanted)
    if (shape) updateDraft({ size: shape.size })
  }
}

/** Pixels with this ratio, for its icon. */
const sizeOfRatio = (ratio: string): string =>
  ratio
    .split(':')
    .map((side) => Number(side) * 100)
    .join('x')

const unique = (values: readonly string[]): string[] => [...new Set(values)]
