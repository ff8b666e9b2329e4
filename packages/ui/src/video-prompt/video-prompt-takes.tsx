import { formatNumber } from '../format'
import { mergeProps, part, useRadioGroup } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

const counts = ['1', '2', '3', '4'] as const

/** How many videos are created at once: one to four. It is one again on the next visit, because each is paid. */
export const VideoPromptTakes = /* @__PURE__ */ part(
  'fieldset',
  'dl-segments dl-prompt-takes',
  function VideoPromptTakes(props) {
    const { takes, setTakes, isDisabled, isSubmitting } = useVideoPrompt()
    const t = usePromptStrings()
    const locale = useLocale()
    const group = useRadioGroup({
      legend: t('takes'),
      options: counts.map((count) => [count, `×${formatNumber(locale, Number(count))}`] as const),
      value: counts[takes - 1],
      onValueChange: (count) => setTakes(Number(count)),
    })
    return mergeProps({ disabled: isDisabled || isSubmitting, ...group }, props)
  },
)
