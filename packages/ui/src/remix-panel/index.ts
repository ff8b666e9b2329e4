export { RemixPanel } from './remix-panel'
export type { RemixPanelProps } from './remix-panel'
export { RemixPanelComparison } from './remix-panel-comparison'
export { useRemixPanel } from './remix-panel-context'
export type { RemixPanelState } from './remix-panel-context'
export { RemixPanelLineage } from './remix-panel-lineage'
export {
  RemixPanelHint,
  RemixPanelEstimate,
  RemixPanelField,
  RemixPanelForm,
  RemixPanelErrorMessage,
  RemixPanelSeconds,
  RemixPanelSubmit,
  RemixPanelSuggestions,
  RemixPanelOperations,
} from './remix-panel-form'
export { RemixPanelRoot } from './remix-panel-root'
export type { RemixPanelRootProps } from './remix-panel-root'
export type { RemixOperation } from './remix-operation'
export { useRemixOperations } from './use-remix-operations'
