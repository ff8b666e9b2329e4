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
 * The prompt textarea. It grows from three to ten lines, accepts a pasted image as the first frame, and submits on
 * Ctrl+Enter or Cmd+Enter, but not during IME composition.
 */
export const VideoPromptField = /* @__PURE__ */ forwardRef<HTMLTextAreaElement, ComponentPropsWithoutRef<'textarea'>>(
  function VideoPromptField({ className, placeholder, ...props }, forwarded) {
    const {
      id,
      name,
      draft,
      updateDraft,
      field,
      isSubmitting,
      error: promptError,
      submit,
      charactersLeft,
    } = useVideoPrompt()
    const t = usePromptStrings()
    const ref = useMergedRefs(field, forwarded)
    const pasteImage = usePastedImage()
    const hasError = promptError?.field === 'prompt'
    const shownPlaceholder = placeholder ?? t('placeholder')
    return (
      // A pseudo-element with the same text sets the height, so no measuring is needed.
      <div
        className={classes('dl-prompt-field', className)}
        data-text={draft.prompt === '' ? shownPlaceholder : `${draft.prompt}\n`}
      >
        <textarea
          {...mergeProps(
            {
              id: `${id}prompt`,
              name: 'prompt',
              'aria-label': t('label'),
              'aria-keyshortcuts': 'Control+Enter Meta+Enter',
              rows: 3,
              // With an empty value, "auto" would align the placeholder to the left.
              dir: draft.prompt === '' ? undefined : 'auto',
              onChange: (event: ChangeEvent<HTMLTextAreaElement>) => updateDraft({ prompt: event.target.value }),
              onPaste: pasteImage,
              onKeyDown: (event: KeyboardEvent) => {
                if (!isSendKey(event)) return
                event.preventDefault()
                void submit()
              },
            },
            props,
          )}
          ref={ref}
          placeholder={shownPlaceholder}
          data-draft={name}
          value={draft.prompt}
          readOnly={isSubmitting}
          aria-invalid={hasError || (charactersLeft !== undefined && charactersLeft < 0)}
          aria-describedby={classes(`${id}count`, hasError && `${id}prompt-error`)}
        />
      </div>
    )
  },
)

/** Focuses the prompt field with that name, if the page has one. */
export const focusPrompt = (name: string): void =>
  document.querySelector<HTMLElement>(`[data-draft="${CSS.escape(name)}"]`)?.focus()

const isSendKey = (event: KeyboardEvent) =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)

const usePastedImage = () => {
  const { selection, firstFrame, isSubmitting } = useVideoPrompt()
  return (event: ClipboardEvent) => {
    const image = [...event.clipboardData.files].find(({ type }) => type.startsWith('image/'))
    // Office applications put an image of the text on the clipboard, in addition to the text.
    const hasText = event.clipboardData.types.includes('text/plain')
    if (!image || hasText || isSubmitting || !selection.model?.input_reference) return
    event.preventDefault()
    void firstFrame.select(image)
  }
}
