import { ArrowLeft, ArrowRight, X } from 'lucide'
import { Button, Icon, mergeProps, part } from '../primitives'
import { useLocale } from '../strings/language-provider'
import { useStoryboardStrings } from '../strings/texts'
import { formatShotTime } from './format-shot-time'
import { useStoryboardInternals, useStoryboardShot } from './storyboard-context'

/** The length of a shot. */
export const StoryboardShotLength = /* @__PURE__ */ part(
  'span',
  'dl-storyboard-length dl-muted',
  function StoryboardShotLength(props) {
    const { start, end, seconds } = useStoryboardShot()
    const locale = useLocale()
    return mergeProps({ children: seconds > 0 ? formatShotTime(locale, end - start, 'narrow') : '' }, props)
  },
)

/**
 * The buttons of a shot: earlier, later and remove. They do by a press what a drag does, and are visible while the shot is
 * selected or pointed at.
 */
export const StoryboardShotActions = /* @__PURE__ */ part(
  'div',
  'dl-storyboard-actions',
  function StoryboardShotActions(props) {
    const { id, index } = useStoryboardShot()
    const { shots, moveBy, remove, isDisabled } = useStoryboardInternals()
    const t = useStoryboardStrings()
    const position = index + 1
    const buttons = [
      [t('earlier', { position }), ArrowLeft, index === 0, () => moveBy(id, -1)],
      [t('later', { position }), ArrowRight, position === shots.length, () => moveBy(id, 1)],
      [t('remove', { position }), X, false, () => remove(id)],
    ] as const
    const children = buttons.map(([label, icon, isImpossible, onClick]) => (
      <Button
        key={label}
        variant="icon"
        aria-label={label}
        title={label}
        // Stays focusable at the first and the last place, where the next press would lose the focus.
        aria-disabled={isDisabled || isImpossible}
        onClick={onClick}
      >
        <Icon icon={icon} isMirrored={icon !== X} />
      </Button>
    ))
    return mergeProps({ children }, props)
  },
)
