import { useState, type DragEvent } from 'react'
import { hasFrameDrag, readFrameDrag } from '../frames'
import type { FrameSlot } from '../prompt-target'
import { addFiles, slotAt, slotsOf } from './prompt-slots'
import type { VideoPromptState } from './video-prompt-context'

/**
 * The props of an element onto which files, or a frame of a video, can be dropped: onto one of its slots, else as the first
 * frame. A slot is an element with `data-frame-slot`.
 */
export function useFileDrop(state: VideoPromptState) {
  const { isDisabled, isSubmitting } = state
  const [isDropping, setDropping] = useState(false)

  const slotOf = ({ dataTransfer, target }: DragEvent): FrameSlot | undefined => {
    const isFrame = hasFrameDrag(dataTransfer)
    if (isDisabled || isSubmitting || !(isFrame || dataTransfer.types.includes('Files'))) return undefined
    const wanted = slotAt(target) ?? 'first'
    // Its fieldset is only there if the model takes references, of which files are more than images.
    return wanted === 'reference' && !isFrame ? wanted : slotsOf(state).find((slot) => slot === wanted)
  }

  return {
    'data-dropping': isDropping ? '' : undefined,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      const slot = slotOf(event)
      setDropping(slot !== undefined)
      if (slot !== undefined) event.preventDefault()
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      const entered = event.relatedTarget
      if (!(entered instanceof Node && event.currentTarget.contains(entered))) setDropping(false)
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      setDropping(false)
      const slot = slotOf(event)
      if (slot === undefined) return
      event.preventDefault()
      const frame = readFrameDrag(event.dataTransfer)
      if (frame) void state.captureInto(slot, frame)
      else addFiles(state, slot, [...event.dataTransfer.files])
    },
  }
}
