import { RemixPanelComparison } from './remix-panel-comparison'
import { useRemixPanel } from './remix-panel-context'
import { RemixPanelLineage } from './remix-panel-lineage'
import {
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
import { RemixPanelRoot, type RemixPanelRootProps } from './remix-panel-root'

/** Props of {@link RemixPanel}. */
export type RemixPanelProps = Omit<RemixPanelRootProps, 'asChild' | 'children'>

/**
 * A panel that creates a new video from a completed one: remix, edit and extend as the server offers them, with a
 * before/after comparison and the lineage. For another layout, compose its parts in a {@link RemixPanelRoot}.
 *
 * @example
 * <RemixPanel video={video} />
 */
export const RemixPanel = (props: RemixPanelProps) => (
  <RemixPanelRoot {...props}>
    <RemixPanelForm>
      <RemixPanelOperations />
      <RemixPanelField />
      <RemixPanelHint />
      <RemixPanelSuggestions />
      <RemixPanelErrorMessage />
      <Footer />
    </RemixPanelForm>
    <RemixPanelComparison />
    <RemixPanelLineage />
  </RemixPanelRoot>
)

/** Estimate and submit button; renders nothing if the server offers no operation. */
const Footer = () =>
  useRemixPanel().operation && (
    <div className="dl-prompt-foot">
      <RemixPanelSeconds />
      <RemixPanelEstimate />
      <RemixPanelSubmit />
    </div>
  )
