import { ImagePlay } from 'lucide'
import { useId, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Icon, mergeProps, part, useOnDemand } from '../primitives'
import type { FrameSlot } from '../prompt-target'
import { usePromptStrings } from '../strings/texts'
import { videoPickerModule } from './load-video-picker'
import { slotsOf } from './prompt-slots'
import { useVideoPrompt } from './video-prompt-context'

/** Props of {@link VideoPromptFromVideo}, in addition to those of the element. */
export interface VideoPromptFromVideoOwnProps {
  /** Where the frame goes. */
  slot: FrameSlot
}

const labels = { first: 'firstFromVideo', last: 'lastFromVideo', reference: 'fromVideo' } as const

/**
 * The button that opens the viewer's videos, to use the first or the last frame of one as a frame of the prompt, or as a
 * reference. Renders nothing if the model takes no such image at the moment.
 */
export const VideoPromptFromVideo = /* @__PURE__ */ part<'button', VideoPromptFromVideoOwnProps>(
  'button',
  'dl-button dl-from-video',
  function VideoPromptFromVideo({ slot, ...props }) {
    const state = useVideoPrompt()
    const t = usePromptStrings()
    const popoverId = useId()
    const [button, setButton] = useState<HTMLButtonElement | null>(null)
    const [isOpen, setOpen] = useState(false)
    const picker = useOnDemand(videoPickerModule, isOpen, () => setOpen(false))
    const isTaken = slotsOf(state).includes(slot)
    const isReference = slot === 'reference'
    // When the last reference is added, its button has the focus, so it stays.
    if (!isTaken && !(isReference && state.selection.model?.input_references?.images)) return null
    const isBlocked = state.isDisabled || state.isSubmitting
    const open = (isOpen: boolean) => setOpen(isOpen && isTaken)
    const close = (returnsFocus: boolean) => {
      setOpen(false)
      if (returnsFocus) button?.focus()
    }
    return mergeProps(
      {
        ref: setButton,
        type: 'button' as const,
        'data-variant': isReference ? 'ghost' : 'icon',
        'data-slot': slot,
        'data-state': isOpen ? 'open' : 'closed',
        'aria-label': isReference ? undefined : t(labels[slot]),
        title: isReference ? undefined : t(labels[slot]),
        'aria-haspopup': 'dialog' as const,
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? popoverId : undefined,
        disabled: isBlocked,
        'aria-disabled': isTaken ? undefined : true,
        onClick: () => open(!isOpen),
        onKeyDown: (event: KeyboardEvent) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          open(true)
        },
        children: (
          <>
            <Icon icon={ImagePlay} />
            {isReference && t('fromVideo')}
          </>
        ),
        render: (element: ReactElement) => (
          <>
            {element}
            {isOpen && picker && !isBlocked && (
              <picker.VideoPicker id={popoverId} slot={slot} label={t(labels[slot])} button={button} onClose={close} />
            )}
          </>
        ),
      },
      props,
    )
  },
)
