import { useState } from 'react'
import { Button, mergeProps, part } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { listed } from '../strings/listed'
import { promptAspects, seemsToName, type PromptAspect } from './prompt-aspects'
import { useVideoPrompt } from './video-prompt-context'

/**
 * Suggestions for the prompt: five aspects a good prompt mentions. Each is marked once the text mentions it, and offers
 * phrases to insert.
 */
export const VideoPromptSuggestions = /* @__PURE__ */ part(
  'fieldset',
  'dl-prompt-suggestions',
  function VideoPromptSuggestions(props) {
    const t = usePromptStrings()
    return mergeProps({ 'aria-label': t('suggestions'), children: <Aspects /> }, props)
  },
)

function Aspects() {
  const { id, draft, phrases: edits, field, isDisabled, isSubmitting } = useVideoPrompt()
  const [open, setOpen] = useState<PromptAspect>()
  const t = usePromptStrings()
  const phrases = open ? listed(t(`${open}Phrases`)) : []

  const insert = (phrase: string) => {
    edits.add(phrase)
    setOpen(undefined)
    field.current?.focus()
  }

  return (
    <>
      {promptAspects.map((aspect) => {
        const isMentioned = seemsToName(draft.prompt, listed(t(`${aspect}Signs`)))
        return (
          <button
            key={aspect}
            type="button"
            className="dl-aspect"
            data-named={isMentioned ? '' : undefined}
            aria-expanded={open === aspect}
            aria-controls={`${id}phrases`}
            aria-label={t(isMentioned ? 'named' : 'notNamed', { aspect: t(aspect) })}
            onClick={() => setOpen(open === aspect ? undefined : aspect)}
          >
            {t(aspect)}
          </button>
        )
      })}
      <div id={`${id}phrases`} className="dl-phrases" hidden={!open}>
        {phrases.map((phrase) => (
          <Button key={phrase} variant="outline" disabled={isDisabled || isSubmitting} onClick={() => insert(phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </>
  )
}
