import type { ChangeEvent, KeyboardEvent, ReactElement } from 'react'
import { classes, isComposing, mergeProps, part, type ValueOfRoot } from '../primitives'
import { usePromptStrings } from '../strings/texts'
import { useVideoPrompt } from './video-prompt-context'

/**
 * The prompt textarea. It grows from three to ten lines, and submits on
 * Ctrl+Enter or Cmd+Enter, but not during IME composition. In an empty field the Up arrow brings earlier prompts back, and
 * Ctrl+Z or Cmd+Z undoes a phrase that was added or removed, or a replaced draft.
 */
export const VideoPromptField = /* @__PURE__ */ part<'textarea', ValueOfRoot>(
  'textarea',
  '',
  function VideoPromptField(props) {
    const {
      id,
      name,
      draft,
      updateDraft,
      field,
      isDisabled,
      isSubmitting,
      error,
      submit,
      charactersLeft,
      replaced,
      phrases,
      history,
    } = useVideoPrompt()
    const t = usePromptStrings()
    const hasError = error?.field === 'prompt'
    const moves = (key: string) => (key === 'ArrowUp' && history.move(1)) || (key === 'ArrowDown' && history.move(-1))
    const undo = () => {
      if (phrases.undo()) return true
      if (!replaced.canUndo || !replaced.isUnedited) return false
      replaced.undo()
      return true
    }
    const placeholder = props.placeholder ?? t('placeholder')
    return mergeProps(
      {
        ref: field,
        id: `${id}prompt`,
        name: 'prompt',
        placeholder,
        'aria-label': t('label'),
        'aria-keyshortcuts': 'Control+Enter Meta+Enter',
        'aria-invalid': hasError || (charactersLeft !== undefined && charactersLeft < 0),
        'aria-describedby': classes(`${id}count`, hasError && `${id}prompt-error`),
        'data-draft': name,
        rows: 3,
        // With an empty value, "auto" would align the placeholder to the left.
        dir: draft.prompt === '' ? undefined : 'auto',
        value: draft.prompt,
        disabled: isDisabled,
        readOnly: isSubmitting,
        onChange: (event: ChangeEvent<HTMLTextAreaElement>) => updateDraft({ prompt: event.target.value }),
        onKeyDown: (event: KeyboardEvent) => {
          if (isSendKey(event)) void submit()
          else if (isUndoKey(event) && !isSubmitting && undo()) event.preventDefault()
          else if (isSubmitting || !isPlainKey(event) || !moves(event.key)) return
          event.preventDefault()
        },
        render: (element: ReactElement) => (
          // A pseudo-element with the same text sets the height, so no measuring is needed.
          <div className="dl-prompt-field" data-text={draft.prompt === '' ? placeholder : `${draft.prompt}\n`}>
            {element}
          </div>
        ),
      },
      props,
    )
  },
)

const isUndoKey = ({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) =>
  key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey && !altKey

const isPlainKey = (event: KeyboardEvent) =>
  !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey && !isComposing(event)

const isSendKey = (event: KeyboardEvent) =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event)
