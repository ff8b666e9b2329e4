import type { FrameSlot } from '../prompt-target'
import { withinLimits } from './prompt-references'
import type { VideoPromptState } from './video-prompt-context'

/** The frames that the selected model takes at the moment. A last frame needs a first one. */
export const slotsOf = ({
  selection: { model },
  firstFrame,
  references,
}: Pick<VideoPromptState, 'selection' | 'firstFrame' | 'references'>): FrameSlot[] => {
  const hasFirst = model?.input_reference === true
  const images = model?.input_references?.images ?? 0
  const used = withinLimits(references.items, { images }).length
  return [
    ...(hasFirst ? (['first'] as const) : []),
    ...(hasFirst && model.last_frame && firstFrame.image ? (['last'] as const) : []),
    ...(used < images ? (['reference'] as const) : []),
  ]
}
