/**
 * The panel that creates a new video from a completed one. An entry of its own: a page that imports it loads nothing of the other components. Its style sheet is
 * `@dailies/ui/styles/remix-panel.css`.
 *
 * @packageDocumentation
 */
'use client'

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
export type { RemixOperation } from '../remix-operations'
