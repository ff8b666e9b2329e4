import {
  forwardRef,
  type ChangeEvent,
  type ClipboardEvent,
  type ComponentPropsWithoutRef,
  type KeyboardEvent,
} from 'react'
import { classes, isComposing, mergeProps, useMergedRefs } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The text. It grows from three to ten lines, takes pasted pictures as the first frame, and sends on Ctrl or Cmd and Enter, though
 * not while an input method is composing.
 */
export const VideoPromptField = /* @__PURE__ */ forwardRef<HTMLTextAreaElement, ComponentPropsWithoutRef<'textarea'>>(
  function VideoPromptField({ className, placeholder, ...props }, forwarded) {
    const { id, name, draft, change, field, isSubmitting, refusal, submit, left } = useVideoPrompt()
    const text = usePromptStrings()
    const ref = useMergedRefs(field, forwarded)
    const pastePicture = usePastedPicture()
    const isRetry = refusal?.field === 'prompt'
    const invitation = placeholder ?? text('placeholder')
    return (
      // The same text in a pseudo-element gives the height, so that nothing has to be measured.
      <div
        className={classes('dl-prompt-field', className)}
        data-text={draft.prompt === '' ? invitation : `${draft.prompt}\n`}
      >
        <textarea
          {...mergeProps(
            {
              id: `${id}prompt`,
              name: 'prompt',
              'aria-label': text('label'),
              'aria-keyshortcuts': 'Control+Enter Meta+Enter',
              rows: 3,
              // Empty, "auto" would turn the invitation to the left.
              dir: draft.prompt === '' ? undefined : 'auto',
              onChange: (event: ChangeEvent<HTMLTextAreaElement>) => change({ prompt: event.target.value }),
              onPaste: pastePicture,
              onKeyDown: (event: KeyboardEvent) => {
                if (!isSendKey(event)) return
                event.preventDefault()
                void submit()
              },
            },
            props,
          )}
          ref={ref}
          placeholder={invitation}
          data-draft={name}
          value={draft.prompt}
          readOnly={isSubmitting}
          aria-invalid={isRetry || (left !== undefined && left < 0)}
          aria-describedby={classes(`${id}count`, isRetry && `${id}prompt-refusal`)}
        />
      </div>
    )
  },
)

/** Goes to the field of the prompt of that name, where the page has one. */
export const focusPrompt = (name: string): void =>
  document.querySelector<HTMLElement>(`[data-draft="${CSS.escape(name)}"]`)?.focus()

const isSendKey = (event: KeyboardEvent) =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)

const usePastedPicture = () => {
  const { choice, reference, isSubmitting } = useVideoPrompt()
  return (event: ClipboardEvent) => {
    const picture = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    // Office programs put a picture of the text beside the text.
    const hasText = event.clipboardData.types.includes('text/plain')
    if (!picture || hasText || isSubmitting || !choice.model?.input_reference) return
    event.preventDefault()
    void reference.choose(picture)
  }
}
