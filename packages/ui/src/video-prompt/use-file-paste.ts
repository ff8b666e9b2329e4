import type { ClipboardEvent } from 'react'
import { addFiles, freeSlotsOf, slotAt, slotsOf } from './prompt-slots'
import type { VideoPromptState } from './video-prompt-context'

/**
 * The props of an element in which images can be pasted: at a slot that has the focus, else into the free ones, see
 * `freeSlotsOf`. The references take other files too.
 */
export function useFilePaste(state: VideoPromptState) {
  const { isDisabled, isSubmitting } = state
  return {
    onPaste: (event: ClipboardEvent<HTMLElement>) => {
      const { clipboardData, target, defaultPrevented } = event
      const files = [...clipboardData.files]
      const images = files.filter(({ type }) => type.startsWith('image/'))
      const slot = slotAt(target)
      // Office applications put an image of the text on the clipboard, in addition to the text.
      const isText = slot === undefined && clipboardData.types.includes('text/plain')
      if (defaultPrevented || isDisabled || isSubmitting || isText) return
      if (slot === 'reference') addFiles(state, slot, files)
      else if (slot !== undefined && slotsOf(state).includes(slot)) addFiles(state, slot, images)
      else if (slot === undefined) fillFreeSlots(state, images)
      if (files.length > 0) event.preventDefault()
    },
  }
}

const fillFreeSlots = (state: VideoPromptState, images: readonly File[]): void => {
  const free = freeSlotsOf(state)
  for (const slot of new Set(free))
    addFiles(
      state,
      slot,
      images.filter((_image, index) => free[index] === slot),
    )
}
