import { useEffect, useRef, type ChangeEvent, type ReactElement } from 'react'
import { formatClock } from '../format'
import { mergeProps, part, setCustomProperties, type ValueOfRoot } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { useStoryboardInternals } from './storyboard-context'
import { CutMarks } from './cut-marks'

/** Props that the seek bar sets itself. */
type OwnRange = ValueOfRoot & { [Name in 'type' | 'min' | 'max' | 'step']?: never }

/**
 * The seek bar over all shots, with a mark at each cut: a range input. It moves without a React render, with each frame of
 * the page.
 */
export const StoryboardSeekBar = /* @__PURE__ */ part<'input', OwnRange>(
  'input',
  'dl-storyboard-range',
  function StoryboardSeekBar(props) {
    const { sequence, seconds, seek, isDisabled } = useStoryboardInternals()
    const locale = useLocale()
    const t = useStoryboardStrings()
    const range = useRef<HTMLInputElement>(null)
    useEffect(() => {
      const update = () => {
        const input = range.current
        if (!input) return
        const time = Math.min(sequence.getTime(), seconds)
        const text = t('position', { time: formatClock(locale, time, 1), length: formatClock(locale, seconds, 1) })
        // Ten times per second: the browser lays out the page for each new value of a range.
        if (input.getAttribute('aria-valuetext') !== text) {
          input.setAttribute('aria-valuetext', text)
          input.value = time.toFixed(3)
        }
        if (input.parentElement) setCustomProperties(input.parentElement, { '--dl-value': time / seconds || 0 })
      }
      update()
      return sequence.subscribeTime(update)
    }, [sequence, seconds, locale, t])
    return mergeProps(
      {
        ref: range,
        type: 'range',
        min: 0,
        // A range without a length would stand at its end.
        max: seconds || 1,
        step: 0.001,
        defaultValue: 0,
        disabled: isDisabled || seconds === 0,
        'aria-label': t('seek'),
        onChange: ({ target }: ChangeEvent<HTMLInputElement>) => seek(Number(target.value)),
        render: (element: ReactElement) => (
          <span className="dl-storyboard-seek">
            <span className="dl-player-rail" />
            <CutMarks />
            {element}
            <span className="dl-storyboard-thumb" />
          </span>
        ),
      },
      props,
    )
  },
)
