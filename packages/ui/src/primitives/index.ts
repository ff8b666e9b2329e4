export { Button } from './button'

export { classes } from './classes'
export { setCustomProperties, useCustomProperties } from './custom-properties'

export { Icon } from './icon'
export { isComposing } from './is-composing'
export { useMergedRefs } from './merge-refs'
export { part } from './part'
export type { AsChild } from './part'
export { Select } from './select'
export { Slot } from './slot'
export { VisuallyHidden } from './visually-hidden'
