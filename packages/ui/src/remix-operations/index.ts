export { canCancel } from './can-cancel'
export { offeredOperations } from './remix-operation'
export type { RemixOperation } from './remix-operation'
export { useRemixOperations } from './use-remix-operations'
