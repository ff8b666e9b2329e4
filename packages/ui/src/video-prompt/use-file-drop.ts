import { useState, type DragEvent } from 'react'
import type { VideoPromptState } from './video-prompt-context'

/** The props of an element onto which an image can be dropped as the first frame. */
export function useFileDrop({ selection, firstFrame, isDisabled, isSubmitting }: VideoPromptState) {
  const [isDropping, setDropping] = useState(false)
  const acceptsDrop = (event: DragEvent) =>
    selection.model?.input_reference && !isDisabled && !isSubmitting && event.dataTransfer.types.includes('Files')
  return {
    'data-dropping': isDropping ? '' : undefined,
    onDragOver: (event: DragEvent<HTMLElement>) => {
      if (!acceptsDrop(event)) return
      event.preventDefault()
      setDropping(true)
    },
    onDragLeave: (event: DragEvent<HTMLElement>) => {
      const entered = event.relatedTarget
      if (!(entered instanceof Node && event.currentTarget.contains(entered))) setDropping(false)
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      setDropping(false)
      if (!acceptsDrop(event)) return
      event.preventDefault()
      const [file] = event.dataTransfer.files
      if (file) void firstFrame.select(file)
    },
  }
}
