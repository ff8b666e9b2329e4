import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { useVideoPrompt } from './video-prompt-context'

/** What the video must not show; renders nothing if the model takes no negative prompt. */
export const VideoPromptNegativePrompt = /* @__PURE__ */ part(
  'label',
  'dl-parameter dl-negative-prompt',
  function VideoPromptNegativePrompt(props) {
    const { id, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
    const t = usePromptStrings()
    const limit = selection.model?.negative_prompt
    if (!limit) return null
    return mergeProps(
      {
        children: (
          <>
            <span className="dl-muted dl-small">{t('negativePrompt')}</span>
            <textarea
              name="negative_prompt"
              rows={2}
              maxLength={limit.max_length}
              placeholder={t('negativePromptHint')}
              dir={selection.negativePrompt === '' ? undefined : 'auto'}
              value={selection.negativePrompt}
              readOnly={isSubmitting}
              disabled={isDisabled}
              onChange={({ target }) => updateDraft({ negativePrompt: target.value })}
              {...fieldErrorProps(id, 'negative_prompt', error?.field)}
            />
          </>
        ),
      },
      props,
    )
  },
)
