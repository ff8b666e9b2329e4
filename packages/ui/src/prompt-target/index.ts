export { promptTargetsOf } from './prompt-targets'
export type { FrameSlot } from './prompt-targets'
export { usePromptTarget } from './use-prompt-target'
export type { PromptTarget } from './use-prompt-target'
