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
  RemixPanelVerbs,
} from './remix-panel-form'
export { RemixPanelRoot } from './remix-panel-root'
export type { RemixPanelRootProps } from './remix-panel-root'
export type { RemixVerb } from './remix-verb'
export { useRemixVerbs } from './use-remix-verbs'
