export { DialogContent, DialogLayer } from './dialog-layer'
export { useRaised } from './use-raised'
export { usePopover } from './use-popover'
