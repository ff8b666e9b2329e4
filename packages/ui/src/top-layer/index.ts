export { DialogContent, DialogLayer } from './dialog-layer'
export { useRaised } from './use-raised'
