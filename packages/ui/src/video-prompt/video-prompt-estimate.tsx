import { findRunTimeStats } from '@dailies/core/internal'
import { formatLengthRange } from '../format'
import { mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/** The estimated price and render time of the video, as far as they are known. The submit button has the price of several. */
export const VideoPromptEstimate = /* @__PURE__ */ part(
  'p',
  'dl-prompt-estimate dl-small',
  function VideoPromptEstimate(props) {
    const { price, time } = useEstimate()
    const children = (
      <>
        {price && <strong>{price}</strong>}
        {time && <span className="dl-muted">{time}</span>}
      </>
    )
    return mergeProps({ children }, props)
  },
)

const useEstimate = () => {
  const { capabilities, selection, selections, price, takes } = useVideoPrompt()
  const t = usePromptStrings()
  const locale = useLocale()
  const { model, size, seconds } = selection
  if (!capabilities || !model || size === undefined || seconds === undefined) return {}
  const duration = findRunTimeStats({ size, seconds }, model.durations)
  return {
    // The button has the price of several.
    price: takes * selections.length === 1 && price,
    // The list of several models has the time of each.
    time:
      selections.length === 1 &&
      duration &&
      t('time', { range: formatLengthRange(locale, { from: duration.median, to: duration.p90 }) }),
  }
}
