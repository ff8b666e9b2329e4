import { X } from 'lucide'
import { Button, Icon, mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * Says that a draft was replaced by the prompt of a video, an example or a suggestion, and brings it back. Renders nothing
 * otherwise. In the field, Ctrl+Z or Cmd+Z does the same until the text is edited.
 */
export const VideoPromptUndo = /* @__PURE__ */ part(
  'output',
  'dl-prompt-undo dl-small',
  function VideoPromptUndo(props) {
    const { replaced, field, isDisabled, isSubmitting } = useVideoPrompt()
    const t = usePromptStrings()
    if (!replaced.canUndo || isDisabled) return null
    const children = (
      <>
        <span className="dl-muted">{t('draftReplaced')}</span>
        <Button
          disabled={isSubmitting}
          onClick={() => {
            replaced.undo()
            field.current?.focus()
          }}
        >
          {t('undo')}
        </Button>
        <Button
          variant="icon"
          aria-label={t('keepReplacement')}
          title={t('keepReplacement')}
          onClick={() => {
            replaced.dismiss()
            field.current?.focus()
          }}
        >
          <Icon icon={X} />
        </Button>
      </>
    )
    return mergeProps({ children }, props)
  },
)
