import { useEffect, useRef } from 'react'
import { formatClock } from '../format'
import { Button, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { useStoryboardInternals } from './storyboard-context'

/** How many shots there are and how long they play; after a shot was removed, the button that brings it back. */
export const StoryboardSummary = /* @__PURE__ */ part(
  'div',
  'dl-storyboard-summary dl-muted',
  function StoryboardSummary(props) {
    const { shots, seconds, removed } = useStoryboardInternals()
    const locale = useLocale()
    const t = useStoryboardStrings()
    const length = formatClock(locale, seconds, seconds < 60 ? 1 : 0)
    const children = (
      <>
        {shots.length > 0 && <span>{t('summary', { count: shots.length, length })}</span>}
        {removed && <Undo key={removed.id} />}
      </>
    )
    return mergeProps({ children }, props)
  },
)

/** It takes the focus over from the shot that was removed, if that had it. */
function Undo() {
  const { undoRemove, isDisabled } = useStoryboardInternals()
  const t = useStoryboardStrings()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const { activeElement, body } = document
    if (activeElement === body) button.current?.focus()
  }, [])
  return (
    <Button ref={button} variant="ghost" aria-label={t('undoLabel')} disabled={isDisabled} onClick={undoRemove}>
      {t('undo')}
    </Button>
  )
}
