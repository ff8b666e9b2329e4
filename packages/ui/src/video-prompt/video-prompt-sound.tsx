import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { useVideoPrompt } from './video-prompt-context'

/** The switch for sound; renders nothing if the model offers no choice. The price may depend on it. */
export const VideoPromptSound = /* @__PURE__ */ part('label', 'dl-parameter', function VideoPromptSound(props) {
  const { id, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
  const t = usePromptStrings()
  if (selection.model?.generate_audio !== 'optional') return null
  return mergeProps(
    {
      children: (
        <>
          <input
            type="checkbox"
            role="switch"
            aria-checked={selection.generateAudio === true}
            name="generate_audio"
            checked={selection.generateAudio === true}
            onChange={({ target }) => updateDraft({ generateAudio: target.checked })}
            disabled={isDisabled || isSubmitting}
            {...fieldErrorProps(id, 'generate_audio', error?.field)}
          />
          <span className="dl-muted dl-small">{t('sound')}</span>
        </>
      ),
    },
    props,
  )
})
