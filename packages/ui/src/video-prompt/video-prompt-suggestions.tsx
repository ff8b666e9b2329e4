import { useState, type ComponentPropsWithoutRef } from 'react'
import { Button, classes } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { listed } from '../strings/listed'
import { addPhrase, promptAspects, seemsToName, type PromptAspect } from './prompt-aspects'
import { useVideoPrompt } from './video-prompt-context'

/**
 * Suggestions for the prompt: five aspects a good prompt mentions. Each is marked once the text mentions it, and offers
 * phrases to insert.
 */
export function VideoPromptSuggestions({ className, ...props }: ComponentPropsWithoutRef<'fieldset'>) {
  const { id, draft, updateDraft, field, isSubmitting } = useVideoPrompt()
  const [open, setOpen] = useState<PromptAspect>()
  const t = usePromptStrings()
  const phrases = open ? listed(t(`${open}Phrases`)) : []

  const insert = (phrase: string) => {
    updateDraft({ prompt: addPhrase(draft.prompt, phrase) })
    setOpen(undefined)
    field.current?.focus()
  }

  return (
    <fieldset aria-label={t('suggestions')} {...props} className={classes('dl-prompt-suggestions', className)}>
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
          <Button key={phrase} variant="outline" disabled={isSubmitting} onClick={() => insert(phrase)}>
            {phrase}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
