import { useVideosClient } from '@dailies/core/react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { captureFrame, hasFrameDrag, readFrameDrag, type FrameDrag } from '../frames'
import type { FrameSlot } from '../prompt-target'
import type { PromptField } from './prompt-error'
import { withinLimits } from './prompt-references'
import { slotsOf } from './prompt-slots'
import type { VideoPromptState } from './video-prompt-context'

/** The fields of the slots, which show why a frame could not be captured. */
const fields = {
  first: 'input_reference',
  last: 'last_frame',
  reference: 'input_references',
} as const satisfies Record<FrameSlot, PromptField>

/**
 * The props of an element onto which files, or a frame of a video, can be dropped: onto one of its slots, else as the first
 * frame. A slot is an element with `data-frame-slot`.
 */
export function useFileDrop(state: VideoPromptState) {
  const { isDisabled, isSubmitting } = state
  const client = useVideosClient()
  const [isDropping, setDropping] = useState(false)
  const latest = useRef(state)
  const capture = useRef<AbortController>(undefined)
  useEffect(() => {
    latest.current = state
  })
  useEffect(() => () => capture.current?.abort(), [])

  const slotOf = ({ dataTransfer, target }: DragEvent): FrameSlot | undefined => {
    const isFrame = hasFrameDrag(dataTransfer)
    if (isDisabled || isSubmitting || !(isFrame || dataTransfer.types.includes('Files'))) return undefined
    const wanted = slotAt(target)
    // Its fieldset is only there if the model takes references, of which files are more than images.
    return wanted === 'reference' && !isFrame ? wanted : slotsOf(state).find((slot) => slot === wanted)
  }

  const captureInto = async (slot: FrameSlot, { videoId, at }: FrameDrag): Promise<void> => {
    capture.current?.abort()
    const controller = new AbortController()
    const { signal } = controller
    capture.current = controller
    const captured = client.retrieve(videoId, { signal }).then((video) => captureFrame({ client, video, at, signal }))
    try {
      if (slot === 'reference') {
        const file = await captured
        latest.current.references.add([file])
      } else await (slot === 'first' ? state.firstFrame : state.lastFrame).select(captured)
    } catch (error) {
      if (!signal.aborted) latest.current.fail(error, fields[slot])
    }
  }

  const addFiles = (slot: FrameSlot, files: File[]): void => {
    const { references, firstFrame, lastFrame, selection } = state
    const [file] = files
    if (slot === 'reference') {
      const candidates = [...references.items, ...files.map((file) => ({ file }))]
      const fitting = withinLimits(candidates, selection.model?.input_references)
      const added = files.filter((file) => fitting.some((each) => each.file === file))
      if (added.length > 0) references.add(added)
    } else if (file) void (slot === 'first' ? firstFrame : lastFrame).select(file)
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
      if (frame) void captureInto(slot, frame)
      else addFiles(slot, [...event.dataTransfer.files])
    },
  }
}

const slotAt = (target: EventTarget): FrameSlot => {
  const slot = target instanceof Element && target.closest<HTMLElement>('[data-frame-slot]')?.dataset['frameSlot']
  return slot === 'last' || slot === 'reference' ? slot : 'first'
}
