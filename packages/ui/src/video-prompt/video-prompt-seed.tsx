import { mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { fieldErrorProps } from './field-error-props'
import { useVideoPrompt } from './video-prompt-context'

const largestSeed = 4_294_967_295

/** The seed, with which a video can be repeated; empty for a random one. Renders nothing if the model takes none. */
export const VideoPromptSeed = /* @__PURE__ */ part('label', 'dl-parameter', function VideoPromptSeed(props) {
  const { id, draft, selection, updateDraft, isDisabled, isSubmitting, error } = useVideoPrompt()
  const t = usePromptStrings()
  if (!selection.model?.seed) return null
  return mergeProps(
    {
      children: (
        <>
          <span className="dl-muted dl-small">{t('seed')}</span>
          <input
            type="number"
            name="seed"
            inputMode="numeric"
            min={0}
            max={largestSeed}
            step={1}
            placeholder={t('randomSeed')}
            value={draft.seed ?? ''}
            readOnly={isSubmitting}
            disabled={isDisabled}
            onChange={({ target }) =>
              updateDraft({ seed: Number.isNaN(target.valueAsNumber) ? null : target.valueAsNumber })
            }
            {...fieldErrorProps(id, 'seed', error?.field)}
          />
        </>
      ),
    },
    props,
  )
})
