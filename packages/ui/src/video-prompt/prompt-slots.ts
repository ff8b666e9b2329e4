import type { FrameSlot } from '../prompt-target'
import type { PromptField } from './prompt-error'
import { withinLimits } from './prompt-references'
import type { VideoPromptState } from './video-prompt-context'

/** What decides which frames a prompt takes. */
type SlotState = Pick<VideoPromptState, 'selection' | 'firstFrame' | 'lastFrame' | 'references'>

/** The fields of the slots, which show what went wrong there. */
export const fieldsOfSlots = {
  first: 'input_reference',
  last: 'last_frame',
  reference: 'input_references',
} as const satisfies Record<FrameSlot, PromptField>

/** The frames that the selected model takes at the moment. A last frame needs a first one. */
export const slotsOf = (state: Omit<SlotState, 'lastFrame'>): FrameSlot[] => {
  const { selection, firstFrame } = state
  const hasFirst = selection.model?.input_reference === true
  return [
    ...(hasFirst ? (['first'] as const) : []),
    ...(hasFirst && selection.model?.last_frame && firstFrame.image ? (['last'] as const) : []),
    ...(roomForImages(state) > 0 ? (['reference'] as const) : []),
  ]
}

/**
 * The slots for images that come without one, in their order: a free first frame, a free last frame, free references. If none
 * is free, the first frame is replaced, as there is none but that in most models.
 */
export const freeSlotsOf = (state: SlotState): FrameSlot[] => {
  const { selection, firstFrame, lastFrame } = state
  const hasFirst = selection.model?.input_reference === true
  const isFree = ({ image, isDecoding }: typeof firstFrame) => !image && !isDecoding
  const free: FrameSlot[] = [
    ...(hasFirst && isFree(firstFrame) ? (['first'] as const) : []),
    ...(hasFirst && selection.model?.last_frame && isFree(lastFrame) ? (['last'] as const) : []),
    ...Array.from({ length: roomForImages(state) }, () => 'reference' as const),
  ]
  return free.length > 0 || !hasFirst ? free : ['first']
}

const roomForImages = ({ selection, references }: Pick<SlotState, 'selection' | 'references'>): number => {
  const images = selection.model?.input_references?.images ?? 0
  return images - withinLimits(references.items, { images }).length
}

/** The slot that an element belongs to: one with `data-frame-slot`, or inside of one. */
export const slotAt = (target: EventTarget): FrameSlot | undefined => {
  const slot = target instanceof Element && target.closest<HTMLElement>('[data-frame-slot]')?.dataset['frameSlot']
  return slot === 'first' || slot === 'last' || slot === 'reference' ? slot : undefined
}

/** Puts files into a slot: the first of them into a frame, and as many as the model takes into the references. */
export const addFiles = (
  { references, firstFrame, lastFrame, selection }: SlotState,
  slot: FrameSlot,
  files: readonly File[],
): void => {
  const [file] = files
  if (slot === 'reference') {
    const candidates = [...references.items, ...files.map((file) => ({ file }))]
    const fitting = withinLimits(candidates, selection.model?.input_references)
    const added = files.filter((file) => fitting.some((each) => each.file === file))
    if (added.length > 0) references.add(added)
  } else if (file) void (slot === 'first' ? firstFrame : lastFrame).select(file)
}
