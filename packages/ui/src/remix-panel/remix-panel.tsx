import { mergeProps, part } from '../primitives'
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

/** Props of {@link RemixPanel}. Children replace the default parts. */
export type RemixPanelProps = RemixPanelRootProps

/**
 * A panel that creates a new video from a completed one: remix, edit and extend as the server offers them, with a
 * before/after comparison and the lineage. For another layout, compose its parts in a {@link RemixPanelRoot}.
 *
 * @example
 * <RemixPanel video={video} />
 */
export const RemixPanel = /* @__PURE__ */ part(RemixPanelRoot, '', function RemixPanel(props) {
  return mergeProps({ children: <Parts /> }, props)
})

const Parts = () => (
  <>
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
  </>
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
